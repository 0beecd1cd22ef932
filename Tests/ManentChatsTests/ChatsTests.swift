import ManentCatalog
import ManentCore
import ManentFormats
import ManentPlugins
import ManentRecords
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats

@Suite(.temporaryFolder) struct ChatsTests {
  private func draft(_ text: String) -> Workspace.Draft { .init(role: .user, content: text) }

  @Test func `A chat is found by its id, an end of it, or as the last one`() throws {
    let sample = try SampleWorkspace()
    let workspace = try sample.open()
    let (first, _) = try workspace.createChat(first: draft("First"))
    let (second, _) = try workspace.createChat(first: draft("Second"))
    let (own, _) = try workspace.createChat(id: "my.chat", first: draft("Third"))
    #expect(try workspace.chat(matching: first.id) == first)
    #expect(try workspace.chat(matching: String(second.id.suffix(8))) == second)
    #expect(try workspace.chat(matching: "my") == own)
    #expect(try workspace.chat(matching: "last") == own)
    #expect(try workspace.chats().map(\.id) == [own.id, second.id, first.id])
    _ = try workspace.append(draft("More"), to: first)
    #expect(try workspace.chat(matching: "last") == first)
    #expect(try sample.open().latestChat()?.id == first.id)
  }

  @Test func `A reference that fits several chats lists them`() throws {
    let workspace = try SampleWorkspace().open()
    for number in 1...7 { _ = try workspace.createChat(id: "same-\(number)-12345678", first: draft("Chat \(number)")) }
    let listed = (1...5).map { "same-\($0)-12345678 (Chat \($0))" }.joined(separator: ", ")
    for reference in ["same", "12345678"] {
      let error = #expect(throws: WorkspaceError.self) { try workspace.chat(matching: reference) }
      #expect(error?.code == .ambiguous)
      #expect(error?.description == "'\(reference)': several chats fit: \(listed), …; give more of the id")
    }
    for reference in ["678", "none", "", "%", "same-8"] {
      let error = #expect(throws: WorkspaceError.self) { try workspace.chat(matching: reference) }
      #expect(error?.description == "'\(reference)': no such chat; 'manent chats' lists them")
    }
  }

  @Test func `An id that is the beginning of another one means its own chat`() throws {
    let workspace = try SampleWorkspace().open()
    _ = try workspace.createChat(id: "ab", first: draft("Long"))
    let (short, _) = try workspace.createChat(id: "a", first: draft("Short"))
    #expect(try workspace.chat(matching: "a") == short)
    #expect(try workspace.chat(withID: "b") == nil)
  }

  @Test func `A chat that is there already gets the message of a second one of its id`() throws {
    let workspace = try SampleWorkspace().open()
    let (first, _) = try workspace.createChat(id: "x", first: draft("One"))
    let (second, message) = try workspace.createChat(id: "x", first: draft("Two"))
    #expect(first == second)
    #expect(try workspace.transcript(of: first).messages.map(\.content) == ["One", "Two"])
    #expect(message.parent != nil)
  }

  @Test func `A chat is a folder by its day, with its settings and its first part`() throws {
    let sample = try SampleWorkspace()
    let (chat, message) = try sample.open().createChat(
      id: "0193-9F2C41AA", first: draft("What is attention?"), tags: ["a"])
    #expect(chat.path == "chats/2026/11/20/what-is-attention-9f2c41aa")
    let created = chat.settings.createdAt
    let settings = try sample.read(chat.settingsPath)
    #expect(
      settings
        == "id: 0193-9F2C41AA\ntitle: What is attention?\ncreated_at: \"\(created)\"\ntags: [a]\n")
    #expect(
      try sample.read(chat.path + "/0001.jsonl")
        == #"{"id":"\#(message.id)","role":"user","content":"What is attention?","created_at":"\#(message.createdAt)","#
        + #""device":"laptop"}"# + "\n")
  }

  @Test func `A day of more than 256 chats goes on in another folder`() throws {
    let sample = try SampleWorkspace()
    for number in 0..<255 { try Files.makeFolders(sample.root / "chats/2026/11/20/other-\(number)") }
    let workspace = try sample.open()
    let paths = try (0..<3).map { try workspace.createChat(id: "c\($0)", first: draft("Hi")).0.path }
    #expect(paths.map { String($0.prefix(18)) } == ["chats/2026/11/20/h", "chats/2026/11/20.2", "chats/2026/11/20.2"])
    #expect(try sample.open().chats().count == 3)
  }

  @Test func `Messages get ids that grow, whatever the chat holds and the clock says`() throws {
    let sample = try SampleWorkspace()
    let workspace = try sample.open()
    let (chat, first) = try workspace.createChat(first: draft("One"))
    let ahead = "7fffffff-0000-7000-8000-000000000000"
    try sample.write(
      chat.path + "/0001.jsonl",
      try sample.read(chat.path + "/0001.jsonl")
        + #"{"id":"\#(ahead)","parent":"\#(first.id)","role":"user","content":"","created_at":"2026-11-20T10:00:00.000Z"}"#
        + "\n")
    let next = try workspace.append(draft("Two"), to: chat)
    #expect(next.id > ahead)
    #expect(next.parent == ahead)
  }

  @Test func `A turn is one commit, and a command that died is made up for`() throws {
    let sample = try SampleWorkspace()
    let workspace = try sample.open()
    let (chat, _) = try workspace.createChat(first: draft("One"))
    _ = try workspace.append(.init(role: .assistant, content: "Two"), to: chat)
    try workspace.commitTurn(of: chat)
    try workspace.commitTurn(of: chat)
    #expect(try sample.subjects() == ["chat: One", "workspace: start alice"])
    #expect(try sample.git("log", "-1", "--format=%b") == "Chat: \(chat.id)\nDevice: laptop\n\n")
    _ = try workspace.append(draft("Three"), to: chat)
    // What a process that runs no more has written.
    let pending = try workspace.catalog().pending().map(\.path)
    #expect(pending == [chat.path + "/0001.jsonl"])
    try workspace.catalog().addPending(pending, owner: "process-gone")
    _ = try sample.open().latestChat()
    #expect(try sample.subjects().prefix(2) == ["chat: One", "chat: One"])
    #expect(try sample.git.status() == "")
  }

  @Test func `A title and tags are changed in the file, the rest of which stays`() throws {
    let sample = try SampleWorkspace()
    let workspace = try sample.open()
    var (chat, _) = try workspace.createChat(id: "x", first: draft("One"))
    try workspace.commitTurn(of: chat)
    try sample.write(chat.settingsPath, "# mine\n" + (try sample.read(chat.settingsPath)) + "window: 3 # small\n")
    chat = try workspace.rename(chat, to: "  Another\n title: yes ")
    chat = try workspace.tag(chat, adding: ["b", "a", "b"], removing: [])
    chat = try workspace.tag(chat, adding: ["c"], removing: ["b"])
    #expect(chat.settings.title == "Another title: yes")
    #expect(chat.settings.tags == ["a", "c"])
    #expect(chat.settings.window == 3)
    let text = try sample.read(chat.settingsPath)
    #expect(text.hasPrefix("# mine\n"))
    #expect(text.contains("window: 3 # small\n"))
    #expect(try workspace.tag(chat, adding: [], removing: ["a", "c"]).settings.tags == [])
    #expect(try sample.git.status() == "")
    let unknown = #expect(throws: WorkspaceError.self) { try workspace.tag(chat, adding: [], removing: ["none"]) }
    #expect(unknown?.description == "'none': the chat has no such tag; 'manent tag x' lists them")
    for tag in ["", "two words", "a\u{7}", String(repeating: "x", count: 65)] {
      #expect(throws: WorkspaceError.self) { try workspace.tag(chat, adding: [tag], removing: []) }
    }
    #expect(throws: WorkspaceError.self) { try workspace.rename(chat, to: " \n ") }
  }

  @Test func `Tags that two commands add at once are both kept`() throws {
    let sample = try SampleWorkspace()
    let (chat, _) = try sample.open().createChat(first: draft("One"))
    let (left, right) = (try sample.open(), try sample.open())
    _ = try left.tag(chat, adding: ["a"], removing: [])
    #expect(try right.tag(chat, adding: ["b"], removing: []).settings.tags == ["a", "b"])
  }

  @Test(arguments: [
    ("", "1:1: the key 'id' is missing"),
    ("id: x\n", "1:1: 'created_at' must be a time such as 2026-11-20T10:00:00.000Z"),
    ("id: x\ncreated_at: soon\n", "2:13: 'created_at' must be a time such as 2026-11-20T10:00:00.000Z"),
    ("id: x\ncreated_at: 2026-11-20T10:00:00Z\ntagz: [a]\n", "3:1: unknown key 'tagz'; did you mean 'tags'?"),
    ("id: x\ncreated_at: 2026-11-20T10:00:00Z\ntags: [a, [b]]\n", "3:11: 'tags' must be a list of text"),
    ("id: x\ncreated_at: 2026-11-20T10:00:00Z\nwindow: 0\n", "3:9: 'window' must be from 1 to 100000"),
    (
      "id: x\ncreated_at: 2026-11-20T10:00:00Z\nwindow: -9223372036854775808\n",
      "3:9: 'window' must be from 1 to 100000"
    ),
  ])
  func `A chat's settings that make no sense are refused at their place`(text: String, problem: String) {
    let error = #expect(throws: (any Error).self) { try ChatSettings(parsing: Array(text.utf8), file: "chat.yaml") }
    #expect("\(error.map { "\($0)" } ?? "")".split(separator: "\n").first.map(String.init) == "chat.yaml:\(problem)")
  }
}
