import ManentCatalog
import ManentCore
import ManentHistory
import ManentIndex
import ManentPlugins
import ManentRecords
import ManentSync
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentDocuments

@Suite(.temporaryFolder) struct `What is remembered of documents` {
  private let memory = SharedMemory()
  private var cache: SharedDocumentCache { memory.memory(SharedDocumentCache.self) }

  /// A workspace of documents that were changed long ago, so that their stamps are trusted.
  private func sample() throws -> SampleWorkspace {
    let sample = try SampleWorkspace(settings: "history: {commit: manual}\n")
    for number in 0..<20 {
      let path = sample.root / "documents/n\(number).txt"
      try Files.makeFolders(path.parent)
      try Files.writeNew(
        Array("The kite of house \(number) is \(number + 10) metres long.\n".utf8), to: path, sync: false)
    }
    try Interruption.pause(.milliseconds(30))
    _ = try sample.open().documents()
    try Interruption.pause(.milliseconds(30))
    _ = try sample.open().documents()
    return sample
  }

  private func open(_ sample: SampleWorkspace, with memory: SharedMemory?) throws -> Workspace {
    var surroundings = Surroundings(clock: sample.clock.clock, environment: Platform.environment, device: "laptop")
    surroundings.shared = memory
    return try Workspace.open(sample.root, surroundings: surroundings)
  }

  /// Changes a file in its place, to as many bytes.
  private func overwrite(_ path: Path, _ text: String) throws {
    let file = try OwnedDescriptor(opening: path, flags: 1)
    try Array(text.utf8).withUnsafeBytes { try file.write($0) }
  }

  @Test func `the next question reads no segment again, from whichever thread it comes`() throws {
    let sample = try sample()
    let first = try open(sample, with: memory).find("kite of house 7", limit: 3).passages
    try Files.removeTree(sample.root / "index")
    let next = try open(sample, with: memory).find("kite of house 7", limit: 3).passages
    #expect(next.map(\.document) == first.map(\.document) && next.map(\.score) == first.map(\.score))
    // Without it what has no segment has no cosine.
    let alone = try open(sample, with: nil).find("kite of house 7", limit: 3).passages
    #expect(alone.map(\.score) != first.map(\.score))
  }

  @Test func `a document that is changed in its place is quoted as it is, also when its turn has not come`() throws {
    let sample = try sample()
    let workspace = try open(sample, with: memory)
    workspace.lookShare = 4
    #expect(try workspace.find("kite of house 7", limit: 1).passages.first?.text.contains("17 metres") == true)
    try overwrite(sample.root / "documents/n7.txt", "The kite of house 7 is 99 metres")
    LookTurn(row: 0, begun: Timestamp.now.milliseconds).leave(in: sample.root / ".git/manent/cache/look")
    cache.noteLook(isPartial: true)
    let found = try #require(try workspace.find("kite of house 7", limit: 1).passages.first)
    #expect(found.document == "n7.txt" && found.text.contains("99 metres"), "\(found)")
  }

  @Test func `a document that is gone is not quoted from memory`() throws {
    let sample = try sample()
    let workspace = try open(sample, with: memory)
    #expect(try workspace.find("kite of house 7", limit: 1).passages.first?.document == "n7.txt")
    try Files.remove(sample.root / "documents/n7.txt")
    #expect(try workspace.haveChanged([#require(try workspace.catalog().document(named: "n7.txt"))]))
    #expect(try workspace.find("kite of house 7", limit: 1).passages.first?.document != "n7.txt")
  }

  @Test func `of many documents those whose turn it is are looked at once in a while, of few always`() {
    #expect(cache.beginsLook())
    cache.noteLook(isPartial: false)
    #expect(cache.beginsLook())
    cache.noteLook(isPartial: true)
    #expect(!cache.beginsLook())
  }

  @Test func `what is kept is bounded`() throws {
    let half = [UInt8](repeating: 0x61, count: SharedDocumentCache.mostBytes / 2 + 1)
    let blobs = try (0..<3).map { number in
      try #require(BlobID(bytes: [UInt8](repeating: UInt8(number), count: 20)))
    }
    cache.keep(half, of: blobs[0])
    cache.keep(half, of: blobs[1])
    #expect(cache.text(of: blobs[0]) == nil && cache.text(of: blobs[1]) == half)
    cache.keep(half + half, of: blobs[2])
    #expect(cache.text(of: blobs[2]) == nil)
  }
}
