import ManentCatalog
import ManentCore
import ManentFormats
import ManentRecords
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentDocuments

@Suite(.temporaryFolder) struct `A path that means git's own folder` {
  private static let disguises = [
    ".git", ".GIT", "git~1", ".git.", ".git ", ".git::$INDEX_ALLOCATION", ".g\u{200C}it", "a\\.git",
  ]

  @Test(arguments: disguises) func `is no path inside a workspace, wherever the part is`(_ name: String) throws {
    let workspace = try SampleWorkspace().open()
    for path in [name, "\(name)/config", "documents/\(name)", "documents/\(name)/hooks/x", "chats/a/\(name)"] {
      let error = try #require(throws: WorkspaceError.self) { try workspace.inside(path) }
      #expect(error.code == .badName && error.description.contains("git's own folder"))
    }
    #expect(throws: WorkspaceError.self) { try DocumentName.check(name) }
    #expect(!ChatPlaces.isPlace("chats/2026/11/20/\(name)"))
    let step: JSON = [
      "tombstones": [], "removed": [], "placed": [.string("chats/2026/11/20/\(name)")], "paths": [], "message": "x",
    ]
    #expect(ChatStep(step) == nil)
  }

  @Test(arguments: ["git~1", "git~1/x.md", "a\\.git", "x/GIT~1"])
  func `among the documents is passed over and told, and the others come in`(_ name: String) throws {
    let sample = try SampleWorkspace(documents: ["a.md": "# A\n\nOtters.\n"])
    try sample.write("documents/\(name)", "# Bad\n")
    try sample.write("documents/b.md", "# B\n\nBeavers.\n")
    let rows = try sample.open().documents()
    #expect(rows.filter { $0.problem == nil }.map(\.name) == ["a.md", "b.md"])
    #expect(try sample.git("ls-files", "documents").contains("documents/b.md"))
    // Also what is committed without being asked what it is.
    let workspace = try sample.open()
    _ = try workspace.commit(["documents/\(name)", "documents/b.md"], message: "x")
    #expect(sample.notices.sentences.contains { $0.contains(name) })
    #expect(try sample.git("ls-files", "documents").split(separator: "\n").count == 2)
  }

  @Test func `is in no folder of a chat that is put into place`() throws {
    let sample = try SampleWorkspace()
    let workspace = try sample.open()
    let (chat, _) = try workspace.createChat(id: "c", first: .init(role: .user, content: "Hello"))
    try workspace.commitTurn(of: chat)
    let placed = "\(chat.path)/.git/config"
    #expect(throws: WorkspaceError.self) {
      var step = ChatStep(message: "x")
      step.placed = [chat.path]
      try workspace.locked(.chats) { try workspace.take(step, placing: [[(".git/config", [])]]) }
    }
    #expect(!Files.exists(sample.root / placed))
    #expect(try Files.list(workspace.stateFolder / "steps") == [])
  }

  @Test func `and a link that came while the workspace was open are not followed`() throws {
    let sample = try SampleWorkspace()
    let workspace = try sample.open()
    let (chat, _) = try workspace.createChat(id: "c", first: .init(role: .user, content: "First"))
    let victim = TemporaryFolder.current / "victim"
    try Files.makeFolders(victim)
    let year = sample.root / Path.parts(of: chat.path).prefix(2).joined(separator: "/")
    try Files.rename(year, to: TemporaryFolder.current / "old")
    _ = try Program(in: sample.root, environment: [:]).run(["/bin/ln", "-s", victim.string, year.string])
    let error = try #require(throws: WorkspaceError.self) {
      try workspace.append(.init(role: .user, content: "Second"), to: chat)
    }
    #expect(error.code == .misplaced)
    #expect(try Files.list(victim) == [])
  }

  @Test func `and settings that are a link are refused`() throws {
    let sample = try SampleWorkspace()
    let secret = TemporaryFolder.current / "secret"
    try Files.writeNew(Array("password: hunter2\n".utf8), to: secret)
    try Files.remove(sample.root / "workspace.yaml")
    _ = try Program(in: sample.root, environment: [:]).run(["/bin/ln", "-s", secret.string, "workspace.yaml"])
    let error = try #require(throws: WorkspaceError.self) { try sample.open() }
    #expect(error.code == .misplaced && !error.description.contains("hunter2"))
    #expect(throws: (any Error).self) { try SettingsFile(.workspace, at: sample.root / "workspace.yaml") }
  }
}
