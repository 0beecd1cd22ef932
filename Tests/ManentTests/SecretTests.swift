import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A credential in new text` {
  private static let key = "sk-" + "Zk3vT9qLw2Xb7RmN4cYd8GhJ5pFsA1eU"

  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  private func setPolicy(_ policy: String) throws {
    let settings = try (root / "workspace.yaml").text.replacingOccurrences(
      of: "secrets: warn", with: "secrets: \(policy)")
    try manent.write((root / "workspace.yaml").string, settings)
  }

  @Test func `is warned of by default, without being repeated`() throws {
    let outcome = try manent("-w", "work", "chat", "My key is \(Self.key)")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("manent: the message holds an OpenAI key in line 1 (chat "))
    #expect(!outcome.errors.contains(Self.key.suffix(20)))
    #expect(try manent.lines(root).first?["content"]?.string == "My key is \(Self.key)")
    #expect(try !manent.git(root, "log", "--format=%B").contains(Self.key))
    #expect(!(try manent.chatFolder(root).string.contains("zk3v")))
  }

  @Test func `is refused with status 4 where the workspace says so, unless it is let through`() throws {
    try setPolicy("refuse")
    try manent("-w", "work", "chat", "My key is \(Self.key)").expectFailure(
      4, saying: "the message: it holds an OpenAI key in line 1", "--allow-secrets")
    #expect(try manent.lines(root).isEmpty)
    try manent.write("a.env", "KEY=\(Self.key)\n")
    let refused = try manent("-w", "work", "add", "a.env", "--json")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("a.env: holds an OpenAI key in line 1"))
    #expect(!Files.exists(root / "documents/a.env"))
    try manent.succeed("-w", "work", "add", "a.env", "--allow-secrets")
    try manent.succeed("-w", "work", "chat", "--allow-secrets", "My key is \(Self.key)")
    #expect(try manent.lines(root).first?["content"]?.string == "My key is \(Self.key)")
    #expect(try manent.git(root, "ls-files", "documents").contains("documents/a.env"))
  }

  @Test func `is replaced before it reaches the disk where the workspace says so`() throws {
    try setPolicy("redact")
    try manent.succeed("-w", "work", "chat", "My key is \(Self.key)")
    #expect(try manent.lines(root).first?["content"]?.string == "My key is [redacted: OpenAI key]")
    #expect(try manent("-w", "work", "add", "-", "--as", "a.md", input: "KEY=\(Self.key)\n").status == 4)
  }
}
