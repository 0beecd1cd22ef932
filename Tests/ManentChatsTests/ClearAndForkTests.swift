import ManentCatalog
import ManentCore
import ManentFormats
import ManentRecords
import ManentUpkeep
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats

@Suite(.temporaryFolder) struct ClearAndForkTests {
  private let sample: SampleWorkspace
  private let workspace: Workspace
  private let chat: Chat

  init() throws {
    sample = try SampleWorkspace()
    workspace = try sample.open()
    chat = try workspace.createChat(id: "a", first: .init(role: .user, content: "One")).0
    _ = try workspace.append(.init(role: .assistant, content: "One!"), to: chat)
    try workspace.commitTurn(of: chat)
  }

  private func current() throws -> Chat { try sample.open().chat(at: chat.path) }
  private func contents(all: Bool = false) throws -> [String] {
    try workspace.transcript(of: current(), includingCleared: all).messages.map(\.content)
  }

  @Test func `A line with a byte order mark before it is copied and counted as any other`() throws {
    let part = "\(chat.path)/0001.jsonl"
    let lines = try sample.read(part).split(separator: "\n")
    try sample.write(part, lines.map { "\u{FEFF}\($0)\n" }.joined())
    let forked = try sample.open().fork(current())
    #expect(try sample.open().transcript(of: forked).messages.map(\.content) == ["One", "One!"])
    var counter = StatisticsCounter(now: sample.clock.clock.now())
    try counter.add(sample.open())
    #expect(counter.result().messages == 4)
  }

  @Test func `A cleared chat shows, counts and titles only what follows, and restore undoes it`() throws {
    let result = try workspace.clear(chat)
    #expect(result.cleared == 2 && result.chat.settings.title == "(cleared)")
    #expect(try contents().isEmpty)
    #expect(try contents(all: true) == ["One", "One!"])
    #expect(try workspace.chats().map(\.messages) == [0])
    #expect(throws: WorkspaceError.self) { try workspace.clear(chat) }
    let asked = try workspace.append(.init(role: .user, content: "Two"), to: current())
    _ = try workspace.titleAnew(current(), by: asked)
    try workspace.commitTurn(of: current())
    #expect(try contents() == ["Two"])
    #expect(try sample.open().chats().map(\.title) == ["Two"])
    #expect(try sample.open().chats().map(\.messages) == [1])
    #expect(try workspace.restore(chat: "a").kind == .cleared)
    #expect(try contents() == ["One", "One!", "Two"])
    #expect(try current().settings.clearedBefore == nil)
    #expect(try sample.subjects().prefix(3) == ["restore: Two", "chat: Two", "clear: One"])
    #expect(try sample.git.status() == "")
    #expect(throws: WorkspaceError.self) { try workspace.restore(chat: "a") }
  }

  @Test func `A title that was given stays, and one that was taken from the first message comes back`() throws {
    _ = try workspace.clear(chat)
    #expect(try workspace.restore(chat: "a").title == "One")
    _ = try workspace.rename(chat, to: "Mine")
    #expect(try workspace.clear(chat).chat.settings.title == "Mine")
  }

  @Test func `A message after a clear is shown although the clock went back`() throws {
    let far = try #require(UUIDv7("7fffffff-0000-7000-8000-000000000000"))
    let text = try sample.read("\(chat.path)/chat.yaml") + "cleared_before: \(far)\n"
    try sample.write("\(chat.path)/chat.yaml", text)
    let message = try workspace.append(.init(role: .user, content: "Two"), to: current())
    #expect(message.id > far.description)
    #expect(try contents() == ["Two"])
  }

  @Test func `The next id is greater than every one in the chat, whatever else lies in it`() throws {
    let part = "\(chat.path)/0001.jsonl"
    let line =
      #"{"id":"7fffffff-0000-7000-8000-000000000000","role":"user","content":"x","created_at":"2026-11-20T10:00:00Z"}"#
    let odd = #"{"id":"zz","role":"user","content":"y","created_at":"2026-11-20T10:00:00Z"}"#
    try sample.write(part, sample.read(part) + line + "\n" + odd + "\n" + line + "\n")
    let message = try sample.open().append(.init(role: .user, content: "Two"), to: chat)
    #expect(message.id > "7fffffff-0000-7000-8000-000000000000")
    // The line that is there twice is shown once.
    #expect(try workspace.transcript(of: chat).messages.count == 5)
  }

  @Test func `A fork has the lines up to a message, byte for byte, in one commit`() throws {
    let file = "\(chat.path)/0001.jsonl"
    let odd =
      #"{ "id":"01a1fc70-0000-7000-8000-000000000001", "role":"user","content":"\u0041dd", "#
      + #""created_at":"2026-11-20T10:00:00Z", "parent":"\#(try workspace.transcript(of: chat).messages[1].id)", "mine":1.50}"#
    try sample.write(file, sample.read(file) + odd + "\n")
    _ = try workspace.append(.init(role: .user, content: "Left out"), to: chat)
    try workspace.commitTurn(of: chat)
    _ = try workspace.tag(chat, adding: ["x"], removing: [])
    let (before, commits) = (try FileTree(of: sample.root / chat.path), try sample.subjects().count)
    let forked = try workspace.fork(chat, at: "3", title: "Another way")
    #expect(forked.id != chat.id && forked.settings.forkedFrom == "a" && forked.settings.tags == ["x"])
    let lines = try sample.read(file).split(separator: "\n").prefix(3).joined(separator: "\n") + "\n"
    #expect(try sample.read("\(forked.path)/0001.jsonl") == lines)
    #expect(try FileTree(of: sample.root / chat.path) == before)
    #expect(try sample.subjects().first == "fork: Another way" && sample.subjects().count == commits + 1)
    #expect(try sample.git.status() == "")
    // It is what the next message goes on with.
    #expect(try sample.open().latestChat()?.id == forked.id)
    #expect(try sample.open().check(repair: false) == [])
  }

  @Test func `A fork along one of two branches leaves the other out, and reads as the chat does`() throws {
    let first = try workspace.transcript(of: chat).messages
    let here = try workspace.append(.init(parent: first[1].id, role: .user, content: "Here"), to: chat)
    _ = try workspace.append(.init(parent: first[1].id, role: .user, content: "There"), to: chat)
    let again = try workspace.append(
      .init(parent: first[0].id, role: .assistant, content: "One, anew") { $0.replaces = first[1].id }, to: chat)
    try workspace.commitTurn(of: chat)
    let forked = try workspace.fork(chat, at: here.id)
    #expect(try workspace.transcript(of: forked).messages.map(\.content) == ["One", "One, anew", "Here"])
    #expect(try workspace.transcript(of: forked).branch(to: here.id, limit: 9).map(\.content) == ["One", "Here"])
    let other = try workspace.fork(chat, at: String(again.id.suffix(12)))
    #expect(try workspace.transcript(of: other).messages.map(\.content) == ["One", "One, anew"])
    #expect(try sample.open().check(repair: false) == [])
  }

  @Test func `A fork of a long chat begins parts anew where they are full`() throws {
    let long = String(repeating: "x", count: 30_000)
    for _ in 1...6 { _ = try workspace.append(.init(role: .user, content: long), to: chat) }
    let forked = try workspace.fork(chat)
    #expect(try workspace.files(of: forked).parts() == ["0001.jsonl", "0002.jsonl", "0003.jsonl"])
    #expect(try workspace.transcript(of: forked).messages == workspace.transcript(of: chat).messages)
  }

  @Test func `A message is found by number, prefix, suffix and last, and what is ambiguous is told`() throws {
    let transcript = try workspace.transcript(of: chat)
    let ids = transcript.messages.map(\.id)
    for reference in ["2", "last", ids[1], String(ids[1].suffix(8))] {
      #expect(try transcript.message(matching: reference).id == ids[1])
    }
    func code(_ reference: String) -> WorkspaceError.Code? {
      do throws(WorkspaceError) {
        _ = try transcript.message(matching: reference)
        return nil
      } catch { return error.code }
    }
    #expect(code("0") == .noChat && code("3") == .noChat && code("-1") == .noChat && code("") == .noChat)
    #expect(code(String(ids[0].prefix(8))) == .ambiguous)
  }
}
