import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `A chat` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  @discardableResult private func chat(_ arguments: String..., input: String? = nil) throws -> JSON {
    try manent.run(["-w", "work", "chat", "--json"] + arguments, input: input).json()
  }

  private func chats() throws -> [JSON] { try manent.json("-w", "work", "chats", "--json").array ?? [] }

  @Test func `goes on over processes until a new one is begun`() throws {
    let first = try chat("How do I add a document?")["chat"]
    #expect(try chat("And a folder?")["chat"] == first)
    let second = try chat("--new", "Something else")["chat"]
    #expect(second != first)
    #expect(try chat("--continue", "More of it")["chat"] == second)
    #expect(try chat("Still more")["chat"] == second)
    #expect(try chat("--cid", first?.string ?? "", "Back again")["chat"] == first)
    #expect(try chat("Here now")["chat"] == first)
    #expect(try chats().map { $0["id"] } == [first, second])
    #expect(try chats().map { $0["message_count"] } == [8, 6])
  }

  @Test func `prints the keys that scripts rely on`() throws {
    let turn = try chat("How do I add a document?")
    #expect(
      turn.object?.entries.map(\.key) == [
        "workspace", "chat", "title", "answered", "reason", "message", "sources", "context",
      ])
    #expect(turn["workspace"] == "work" && turn["title"] == "How do I add a document?")
    let source = try #require(turn["sources"]?.array?.first?.object)
    for key in ["document", "start", "end", "page", "score", "text"] { #expect(source[key] != nil, "\(key)") }
    let listed = try #require(try chats().first?.object)
    for key in ["id", "title", "created_at", "last_activity", "message_count", "tags", "path", "bytes"] {
      #expect(listed[key] != nil, "\(key)")
    }
    let shown = try manent.json("-w", "work", "show", "last", "--json")
    for key in ["id", "title", "state", "messages"] { #expect(shown[key] != nil, "\(key)") }
    let status = try manent.json("-w", "work", "status", "--json")
    #expect(status["chats"]?["messages"] == 2 && status["documents"]?["count"] == 1)
    #expect(status["index"]?["embedder"] == "hashed-1024-v1" && status["storage"]?["alerts"] == [])
  }

  @Test func `keeps each message as one line with its keys in order`() throws {
    let turn = try chat("How do I add a document?")
    let lines = try manent.lines(root)
    #expect(lines.count == 2)
    let keys = lines.map { $0.object?.entries.map(\.key) ?? [] }
    #expect(keys[0] == ["id", "role", "content", "created_at", "device"])
    #expect(Array(keys[1].prefix(7)) == ["id", "parent", "role", "content", "created_at", "device", "provider"])
    #expect(lines[1]["parent"] == lines[0]["id"] && lines[1]["id"] == turn["message"]?["id"])
    let blob = try manent.git(root, "hash-object", "documents/guide.md").trimmingCharacters(in: .newlines)
    #expect(lines[1]["sources"]?.array?.first?["blob"]?.string == blob)
  }

  @Test func `is one commit a turn, which names it`() throws {
    for number in 1...3 {
      let before = try manent.commits(root)
      let id = try #require(try chat("Question number \(number)")["chat"]?.string)
      #expect(try manent.commits(root) == before + 1)
      #expect(try manent.git(root, "log", "-1", "--format=%s%n%b").hasPrefix("chat: Question number 1\nChat: \(id)"))
      #expect(try manent.uncommitted(root) == "")
    }
  }

  @Test func `is called by the first 80 characters, cut between words, whatever the script`() throws {
    let sentence = "日本語でとても長い質問をここに書いて、題名がどこで切れるかを確かめてみることにしましょう。はい。"
    let message = sentence + sentence
    #expect(try chat("--new", message)["title"]?.string == String(message.prefix(80)))
    let long = "What is attention, and why does a model with it need neither recurrence nor convolutions at all?"
    #expect(
      try chat("--new", long)["title"]
        == "What is attention, and why does a model with it need neither recurrence nor")
    #expect(try chat("--new", String(repeating: "word ", count: 40))["title"]?.string?.hasSuffix(" word") == true)
    #expect(try chat("--new", "  two\n\nlines\tfolded  ")["title"] == "two lines folded")
    let family = String(repeating: "👩‍👩‍👧‍👦", count: 41)
    #expect(try chat("--new", family)["title"]?.string?.count == 40)
    #expect(try manent.faults(root) == [])
  }

  @Test func `takes an id of the client's own, with tags when it is new`() throws {
    #expect(try chat("--cid", "client.1_x-Y", "--tag", "work", "--tag", "später", "Hello")["chat"] == "client.1_x-Y")
    #expect(try chat("--cid", "client.1_x-Y", "Again")["chat"] == "client.1_x-Y")
    let listed = try chats()
    #expect(listed.count == 1 && listed[0]["tags"] == ["work", "später"])
    let before = try FileTree.workspace(root)
    for id in ["../x", "a/b", "", "a b", String(repeating: "x", count: 65)] {
      try manent("-w", "work", "chat", "--cid", id, "Hello").expectFailure(2)
    }
    #expect(try FileTree.workspace(root) == before)
  }

  @Test func `that is not to be kept leaves nothing on the disk`() throws {
    try chat("Kept")
    let before = try FileTree.workspace(root)
    let turn = try chat("--no-log", "How do I add a document?")
    #expect(turn["chat"] == nil || turn["chat"]?.isNull == true)
    #expect(turn["message"]?["content"]?.string?.contains("manent add PATH") == true)
    #expect(try FileTree.workspace(root).differences(from: before) == [])
    let found = try Program(in: root, environment: manent.environment).run([
      "grep", "-rl", "How do I add a document", ".",
    ])
    #expect(found.status == 1, "\(found)")
  }

  @Test func `joins what is piped in to the message`() throws {
    try chat("What does this say?", input: "first line\nsecond line\n")
    #expect(
      try manent.lines(root).first?["content"]?.string?.hasPrefix("What does this say?\n\nfirst line\nsecond line")
        == true)
    try chat("--new", "-", input: "only this\n")
    #expect(try chats().first?["title"] == "only this")
    try chat("--new", input: "without a dash")
    #expect(try chats().first?["title"] == "without a dash")
  }

  @Test func `answers honestly when the documents hold nothing`() throws {
    let turn = try chat("--documents", "nothing/**", "Who won the cup in 1974?")
    #expect(turn["sources"] == [])
    #expect(turn["message"]?["content"]?.string?.isEmpty == false)
    #expect(try manent.lines(root)[1]["sources"] == nil)
  }

  @Test func `takes messages that look like options after two dashes, and any text`() throws {
    try chat("--", "--help me")
    let odd = "a \"quoted\" \\ back\\slash\ttab\u{1}\u{7F} <b> ' $(id) `id` \u{202E}reversed 💥"
    try chat("--new", odd)
    #expect(try manent.lines(root).contains { $0["content"]?.string == odd })
    for part in try manent.parts(root) { try manent.shell("jq", "-e", ".id", part.string) }
    #expect(try manent.faults(root) == [])
  }
}
