import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A credential in what is imported` {
  private static let key = "sk-" + "Zk3vT9qLw2Xb7RmN4cYd8GhJ5pFsA1eU"

  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    try manent.write("chats.jsonl", Self.chat("plain", "Hello") + Self.chat("leaky", "Is \(Self.key) my key?"))
  }

  private static func chat(_ id: String, _ texts: String...) -> String {
    let messages = texts.map { #"{"role":"user","content":"\#($0)"}"# }.joined(separator: ",")
    return #"{"id":"\#(id)","messages":[\#(messages)]}"# + "\n"
  }

  private func setPolicy(_ policy: String) throws {
    let settings = try (root / "workspace.yaml").text.replacingOccurrences(
      of: "secrets: warn", with: "secrets: \(policy)")
    try manent.write((root / "workspace.yaml").string, settings)
  }

  private func texts() throws -> [String] { try manent.lines(root).compactMap { $0["content"]?.string }.sorted() }

  @Test func `is warned of by default, without being repeated or put into a title`() throws {
    let outcome = try manent("-w", "work", "import", "chats.jsonl")
    #expect(outcome.status == 0 && outcome.complaints.count == 1, "\(outcome)")
    #expect(outcome.errors.contains("holds an OpenAI key in line 1; they are saved"), "\(outcome)")
    #expect(!outcome.errors.contains(Self.key.suffix(20)))
    #expect(try texts() == ["Hello", "Is \(Self.key) my key?"])
    let titles = try manent.json("-w", "work", "chats", "--json").array?.compactMap { $0["title"]?.string }
    #expect(titles.map(Set.init) == ["Hello", "Is [redacted: OpenAI key] my key?"])
    #expect(try !manent.git(root, "ls-files").contains("zk3v"))
  }

  @Test func `keeps its chat out where the workspace says so, unless it is let through`() throws {
    try setPolicy("refuse")
    for _ in 1...2 {
      let outcome = try manent("-w", "work", "import", "chats.jsonl")
      #expect(outcome.status == 1 && outcome.complaints.count == 1, "\(outcome)")
      #expect(outcome.errors.contains("it holds an OpenAI key in line 1") && outcome.errors.contains("--allow-secrets"))
      #expect(try texts() == ["Hello"])
    }
    #expect(try manent("-w", "work", "import", "chats.jsonl", "--dry-run").status == 1)
    let outcome = try manent("-w", "work", "import", "chats.jsonl", "--allow-secrets")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
    #expect(try texts() == ["Hello", "Is \(Self.key) my key?"])
  }

  @Test func `in a chat that has grown keeps what is new of it out`() throws {
    try setPolicy("refuse")
    try manent.write("chats.jsonl", Self.chat("plain", "Hello"))
    try manent.succeed("-w", "work", "import", "chats.jsonl")
    try manent.write("chats.jsonl", Self.chat("plain", "Hello", "Take \(Self.key)"))
    let outcome = try manent("-w", "work", "import", "chats.jsonl")
    #expect(outcome.status == 1 && outcome.errors.contains("it holds an OpenAI key in line 1"), "\(outcome)")
    #expect(try texts() == ["Hello"])
    try manent.succeed("-w", "work", "import", "chats.jsonl", "--allow-secrets")
    #expect(try texts() == ["Hello", "Take \(Self.key)"])
  }

  @Test func `is replaced before it reaches the disk where the workspace says so`() throws {
    try setPolicy("redact")
    try manent.succeed("-w", "work", "import", "chats.jsonl")
    #expect(try texts() == ["Hello", "Is [redacted: OpenAI key] my key?"])
    #expect(try manent.json("-w", "work", "import", "chats.jsonl", "--json")["unchanged"]?.int == 2)
    #expect(try !manent.git(root, "log", "-p", "--format=%B").contains(Self.key))
  }

  @Test func `in Manent's own export leaves the round trip exact where it is only warned of`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "My key is \(Self.key)")
    try manent.succeed("-w", "work", "export", "--all", "-o", "out.json")
    try manent.succeed("init", "other")
    try manent.write((manent.home / "other/workspace.yaml").string, (root / "workspace.yaml").text)
    try manent.succeed("-w", "other", "import", "out.json")
    #expect(try manent.succeed("-w", "other", "export", "--all") == (manent.folder / "out.json").text)
  }
}
