import ManentCatalog
import ManentCore
import ManentFormats
import ManentPlugins
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentUpkeep
@testable import ManentWorkspace

@Suite(.temporaryFolder) struct StatusTests {
  private func bytes(_ path: Path) throws -> Int {
    guard let status = try Files.status(path) else { return 0 }
    guard status.kind == .folder else { return status.size }
    return try Files.list(path).reduce(0) { $0 + (try bytes(path / $1)) }
  }

  @Test(arguments: [true, false]) func `The figures add up to what is on the disk`(isVersioned: Bool) throws {
    let sample = try SampleWorkspace(
      settings: "index: {versioned: \(isVersioned)}\n",
      documents: ["a.md": "Kites fly.\n", "x/b.html": "<p>Boats swim."])
    let workspace = try sample.open()
    for id in ["a", "b"] {
      let (chat, _) = try workspace.createChat(id: id, first: .init(role: .user, content: "One"))
      _ = try workspace.append(.init(role: .assistant, content: "Two"), to: chat)
      try workspace.commitTurn(of: chat)
    }
    let status = try workspace.status()
    #expect(status.name == "alice")
    #expect(status.documents == .init(count: 2, bytes: try bytes(sample.root / "documents")))
    #expect(status.segments.count == 2)
    #expect(status.chunks == 2)
    #expect(status.chats == .init(count: 2, bytes: try bytes(sample.root / "chats")))
    #expect(status.messages == 4)
    #expect(status.history.count == 3)
    let index = isVersioned ? "index" : ".git/manent/cache/index"
    #expect(status.segments.bytes == (try bytes(sample.root / index)))
    #expect(status.history.bytes == (try bytes(sample.root / ".git/objects")))
    // The write-ahead log of the catalog grows and is taken in.
    let cache =
      try bytes(sample.root / ".git/manent/cache") + bytes(sample.root / ".git/manent/state")
      - (isVersioned ? 0 : status.segments.bytes)
    #expect(abs(status.cacheBytes - cache) < 20_000)
    #expect(status.alerts == [])
  }

  @Test func `An alert says how large the workspace is`() throws {
    let workspace = try SampleWorkspace(settings: "limits: {warn_bytes: 1KB}\n").open()
    let alerts = try workspace.status().alerts
    #expect(alerts.count == 1)
    #expect(alerts.first?.hasSuffix("more than limits.warn_bytes (1.0 KB)") == true)
  }

  @Test func `A catalog that was deleted gives the same figures`() throws {
    let sample = try SampleWorkspace(documents: ["a.md": "Kites fly.\n"])
    _ = try sample.open().createChat(id: "x", first: .init(role: .user, content: "One"))
    try sample.open().commitPending()
    let before = try sample.open().status()
    try Files.removeTree(sample.root / ".git/manent/cache")
    var after = try sample.open().status()
    after.cacheBytes = before.cacheBytes
    #expect(after == before)
  }
}
