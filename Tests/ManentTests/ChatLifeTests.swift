import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `The life of a chat` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  private func chats(_ arguments: String...) throws -> [JSON] {
    try manent.run(["-w", "work", "chats", "--json"] + arguments).json().array ?? []
  }

  @Test func `is listed with the latest activity first, and by tag`() throws {
    for id in ["one", "two", "three"] {
      try manent.succeed("-w", "work", "chat", "--cid", id, "--tag", "t-\(id)", "I am \(id)")
    }
    try manent.succeed("-w", "work", "chat", "--cid", "one", "Again")
    #expect(try chats().map { $0["id"] } == ["one", "three", "two"])
    #expect(try chats("--count", "2").map { $0["id"] } == ["one", "three"])
    #expect(try chats("--tag", "t-two").map { $0["id"] } == ["two"])
    #expect(try manent.succeed("-w", "work", "chats").contains("I am three  #t-three"))
  }

  @Test func `is found by prefix, suffix and last, and what is ambiguous lists the candidates`() throws {
    var ids: [String] = []
    for number in 1...2 {
      ids.append(
        try #require(try manent.json("-w", "work", "chat", "--new", "--json", "Chat \(number)")["chat"]?.string))
    }
    func shown(_ reference: String) throws -> String? {
      try manent.json("-w", "work", "show", reference, "--json")["id"]?.string
    }
    #expect(try shown("last") == ids[1])
    for id in ids {
      #expect(try shown(id) == id)
      #expect(try shown(String(id.suffix(8))) == id)
      #expect(try shown(String(id.dropLast())) == id)
    }
    let shared = String(ids[0].commonPrefix(with: ids[1]).prefix(6))
    try manent("-w", "work", "show", shared).expectFailure(2, saying: ids[0], ids[1], "give more of the id")
    try manent("-w", "work", "show", String(ids[0].suffix(3))).expectFailure(3, saying: "no such chat")
    try manent("-w", "work", "show", "nothing-like-it").expectFailure(3, saying: "no such chat")
  }

  @Test func `before the first chat is empty, and says so with status 3`() throws {
    #expect(try chats() == [])
    try manent("-w", "work", "show").expectFailure(3, saying: "no such chat")
    #expect(try manent.json("-w", "work", "export", "--all")["chats"] == [])
  }

  @Test func `is renamed and tagged in place: comments in chat.yaml stay and the folder keeps its name`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "What is attention?")
    let file = try manent.chatFolder(root) / "chat.yaml"
    try manent.write(file.string, "# mine, keep it\n" + file.text + "window: 5   # short\n")
    let before = try manent.commits(root)
    try manent.succeed("-w", "work", "rename", "c1", "Attention: \"explained\"", "#1")
    try manent.succeed("-w", "work", "tag", "c1", "paper", "pinned")
    try manent.succeed("-w", "work", "tag", "c1", "--remove", "paper")
    let text = try file.text
    #expect(text.hasPrefix("# mine, keep it\n") && text.contains("window: 5   # short\n"), "\(text)")
    let row = try #require(try chats().first)
    #expect(row["title"] == "Attention: \"explained\" #1" && row["tags"] == ["pinned"])
    #expect(try manent.commits(root) == before + 3)
    #expect(try manent.uncommitted(root) == "")
    let tree = try FileTree.workspace(root)
    try manent("-w", "work", "rename", "c1", "  ").expectFailure(2, saying: "empty")
    try manent("-w", "work", "tag", "c1", "two words").expectFailure(2, saying: "not a tag")
    try manent("-w", "work", "tag", "c1", "--remove", "gone").expectFailure(2, saying: "no such tag")
    #expect(try FileTree.workspace(root) == tree)
  }

  @Test func `shows what was edited by hand and what git pull brought`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "From here")
    try manent.shell("git", "clone", "-q", root.string, (manent.home / "there").string)
    let there = manent.home / "there"
    try manent.succeed("-w", "there", "chat", "--cid", "c2", "From there")
    try manent.succeed("-w", "there", "chat", "--cid", "c1", "Answered there")
    try manent.git(root, "pull", "-q", there.string, "HEAD")
    #expect(try chats().map { $0["id"] } == ["c1", "c2"])
    #expect(try chats().map { $0["message_count"] } == [4, 2])
    let file =
      try #require(try manent.parts(root).first { $0.parent.name.hasPrefix("from-there") }).parent / "chat.yaml"
    try manent.write(file.string, file.text.replacingOccurrences(of: "From there", with: "By hand"))
    #expect(try chats().map { $0["title"] } == ["From here", "By hand"])
    #expect(try manent.json("-w", "work", "show", "c2", "--json")["title"] == "By hand")
  }

  @Test func `that two machines went on with at once reads as whole turns after git pull`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "Begin")
    try manent.shell("git", "clone", "-q", root.string, (manent.home / "there").string)
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "Here asked")
    try manent.succeed("-w", "there", "chat", "--cid", "c1", "There asked")
    try manent.git(root, "pull", "-q", "--no-rebase", "--no-edit", (manent.home / "there").string, "HEAD")
    let messages = try manent.json("-w", "work", "show", "c1", "--json")["messages"]?.array ?? []
    #expect(messages.map { $0["role"] } == ["user", "assistant", "user", "assistant", "user", "assistant"])
    for (asked, answer) in [(0, 1), (2, 3), (4, 5)] { #expect(messages[answer]["parent"] == messages[asked]["id"]) }
    #expect(try manent.succeed("-w", "work", "chat", "--cid", "c1", "And on").isEmpty == false)
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `survives a torn last line and lines that are no messages`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "Begin")
    let part = try #require(try manent.parts(root).first)
    try manent.write(part.string, part.text + "not json at all\n{\"id\":\"x\"}\n{\"id\":\"01\",\"role\":\"us")
    let shown = try manent("-w", "work", "show", "c1", "--json")
    #expect(shown.status == 0)
    #expect(try shown.json()["messages"]?.array?.count == 2)
    #expect(shown.complaints.count == 3, "\(shown)")
    #expect(try manent("-w", "work", "doctor").status == 1)
    let next = try manent("-w", "work", "chat", "--cid", "c1", "Go on")
    #expect(next.status == 0)
    #expect(try part.text.hasSuffix("\n"))
    #expect(try manent.json("-w", "work", "show", "c1", "--json")["messages"]?.array?.count == 4)
    #expect(
      try manent.shell("grep", "-rl", "\"id\":\"01\",\"role\":\"us", ".git/manent/state/torn", in: root).isEmpty
        == false)
  }
}
