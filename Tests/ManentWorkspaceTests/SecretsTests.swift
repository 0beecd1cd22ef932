import Foundation
import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentRecords
import ManentUpkeep
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentWorkspace

@Suite(.temporaryFolder) struct SecretsTests {
  private static let key = "sk-" + "Zk3vT9qLw2Xb7RmN4cYd8GhJ5pFsA1eU"

  private func sample(_ policy: String, documents: [String: String] = [:]) throws -> SampleWorkspace {
    try SampleWorkspace(settings: "history: {secrets: \(policy)}\n", documents: documents)
  }

  /// Whether the key is in any file of the workspace, or in any object of its repository.
  private func isAnywhere(_ sample: SampleWorkspace) throws -> Bool {
    let files = try FileTree(of: sample.root, passingOver: [".git"]).entries
    if files.contains(where: { Data(base64Encoded: $0.value)?.range(of: Data(Self.key.utf8)) != nil }) {
      return true
    }
    return try sample.git("log", "--all", "-p", "--format=%B").contains(Self.key)
  }

  @Test func `By default a key in a message is kept and told of, and no notice repeats it`() throws {
    let sample = try SampleWorkspace()
    let workspace = try sample.open()
    let (chat, message) = try workspace.createChat(first: .init(role: .user, content: "Hello.\nUse \(Self.key) please"))
    #expect(message.content.contains(Self.key))
    #expect(sample.notices.sentences.count == 1)
    #expect(sample.notices.sentences[0].hasPrefix("the message holds an OpenAI key in line 2 (chat \(chat.id))"))
    #expect(!sample.notices.sentences[0].contains("Zk3v"))
    // A folder keeps its name for ever, so that the title leaves the key out.
    #expect(chat.settings.title == "Hello. Use [redacted: OpenAI key] please")
    _ = try workspace.append(.init(role: .assistant, content: "It is well."), to: chat)
    #expect(sample.notices.sentences.count == 1)
  }

  @Test func `A message that is refused leaves nothing behind`() throws {
    let sample = try sample("refuse")
    let workspace = try sample.open()
    let before = try FileTree.workspace(sample.root)
    #expect {
      try workspace.createChat(first: .init(role: .user, content: "Use \(Self.key)"))
    } throws: { error in
      (error as? WorkspaceError)?.code == .secret
        && "\(error)"
          == "the message: it holds an OpenAI key in line 1, and history.secrets is 'refuse'; leave it out, "
          + "or let it through with --allow-secrets"
    }
    #expect(try FileTree.workspace(sample.root) == before)
    #expect(try !isAnywhere(sample))
    let (chat, _) = try workspace.createChat(first: .init(role: .user, content: "Hello"))
    #expect(throws: WorkspaceError.self) { try workspace.append(.init(role: .user, content: Self.key), to: chat) }
    #expect(throws: WorkspaceError.self) { try workspace.rename(chat, to: Self.key) }
    #expect(throws: WorkspaceError.self) { try workspace.tag(chat, adding: [Self.key], removing: []) }
    #expect(try !isAnywhere(sample))
    workspace.allowsSecrets = true
    _ = try workspace.append(.init(role: .user, content: Self.key), to: chat)
    #expect(try workspace.transcript(of: chat).messages.last?.content == Self.key)
  }

  @Test(arguments: ["refuse", "redact"]) func `An answer is saved without the key that it held`(policy: String) throws {
    let sample = try sample(policy)
    let workspace = try sample.open()
    let (chat, _) = try workspace.createChat(first: .init(role: .user, content: "Hello"))
    let answer = try workspace.append(
      .init(role: .assistant, content: "Your key is \(Self.key).") { message in
        message.error = "401: \(Self.key) is void"
        message.state = .object(["keys": .array([.string(Self.key)])])
      }, to: chat)
    #expect(answer.content == "Your key is [redacted: OpenAI key].")
    #expect(answer.error == "401: [redacted: OpenAI key] is void")
    try workspace.commitTurn(of: chat)
    #expect(try !isAnywhere(sample))
    #expect(sample.notices.sentences.last?.hasPrefix("the answer held an OpenAI key in line 1") == true)
  }

  @Test func `Redaction reaches messages and titles before they reach the disk`() throws {
    let sample = try sample("redact")
    let workspace = try sample.open()
    let (chat, message) = try workspace.createChat(first: .init(role: .user, content: "\(Self.key) is my key"))
    #expect(message.content == "[redacted: OpenAI key] is my key")
    #expect(try workspace.rename(chat, to: "About \(Self.key)").settings.title == "About [redacted: OpenAI key]")
    #expect(throws: WorkspaceError.self) { try workspace.tag(chat, adding: [Self.key], removing: []) }
    try workspace.commitTurn(of: chat)
    #expect(try !isAnywhere(sample))
  }

  @Test func `A document with a key is taken with a notice, or not taken and told why`() throws {
    for policy in ["warn", "refuse", "redact"] {
      let sample = try SampleWorkspace(policy, settings: "history: {secrets: \(policy)}\n")
      let workspace = try sample.open()
      let content = Array("first\nkey: \(Self.key)\n".utf8)
      let report = try workspace.add([
        DocumentSource(.bytes(content), name: "a.md", isExplicit: true),
        DocumentSource(.bytes(Array("Kites fly.\n".utf8)), name: "b.md", isExplicit: true),
      ])
      if policy == "warn" {
        #expect(report.added == ["a.md", "b.md"])
        #expect(sample.notices.sentences == ["documents/a.md holds an OpenAI key in line 2; it goes into git as it is"])
        continue
      }
      #expect(report.added == ["b.md"])
      #expect(report.failed.map(\.isSecret) == [true])
      #expect(
        report.failed[0].error == "holds an OpenAI key in line 2, and history.secrets is '\(policy)'; let it in with "
          + "--allow-secrets if that is meant")
      #expect(try !isAnywhere(sample))
      workspace.allowsSecrets = true
      #expect(try workspace.add([DocumentSource(.bytes(content), name: "a.md", isExplicit: true)]).added == ["a.md"])
      // Git holds it now; a catalog that is made again asks nothing.
      try Files.removeTree(sample.root / ".git/manent/cache")
      #expect(try sample.open().documents().map(\.problem) == [nil, nil])
    }
  }

  @Test func `A document dropped in by hand is kept out of git and of the index, and every command says so`() throws {
    let sample = try sample("refuse", documents: ["a.md": "Kites fly.\n"])
    try sample.write("documents/b.md", "key: \(Self.key)\n")
    try sample.write("documents/a.md", "Kites fly high. key: \(Self.key)\n")
    for _ in 0..<2 {
      sample.notices.sentences = []
      let workspace = try sample.open()
      let rows = try workspace.documents()
      #expect(rows.allSatisfy { $0.problem?.hasPrefix("holds an OpenAI key in line 1") == true })
      #expect(sample.notices.sentences.count == 2)
      #expect(sample.notices.sentences.first?.hasPrefix("documents/a.md is kept out of git and of the index") == true)
      #expect(try workspace.check(repair: true).map(\.path) == ["documents/a.md", "documents/b.md"])
    }
    #expect(try sample.git("ls-files", "documents") == "documents/a.md\n")
    #expect(try sample.git.status().split(separator: "\n").sorted() == [" M documents/a.md", "?? documents/b.md"])

    try sample.write("documents/b.md", "no key\n")
    try sample.write("documents/a.md", "Kites fly.\n")
    sample.notices.sentences = []
    #expect(try sample.open().documents().map(\.problem) == [nil, nil])
    #expect(sample.notices.sentences == [])
    #expect(try sample.git.status() == "")
    #expect(try sample.open().check(repair: false) == [])
  }

  @Test func `A document that was kept out comes in when the policy changes, or the user commits it`() throws {
    let sample = try sample("refuse")
    try sample.write("documents/b.md", "key: \(Self.key)\n")
    _ = try sample.open().documents()
    try sample.git("add", "documents")
    try sample.git("commit", "-q", "-m", "mine")
    #expect(try sample.open().documents().map(\.problem) == [nil])
    try sample.write("documents/c.md", "key: \(Self.key)x\n")
    _ = try sample.open().documents()
    try sample.write("workspace.yaml", "manent: 1\nhistory: {secrets: warn}\n")
    #expect(try sample.open().documents().map(\.problem) == [nil, nil])
    #expect(try sample.git("ls-files", "documents") == "documents/b.md\ndocuments/c.md\n")
  }
}
