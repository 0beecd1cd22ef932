import ManentCatalog
import ManentCore
import ManentIndex
import ManentPlugins
import ManentUpkeep
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentDocuments

@Suite(.temporaryFolder) struct MachineCacheTests {
  private var folder: Path { TemporaryFolder.current / "cache/manent" }
  private var environment: [String: String] { ["XDG_CACHE_HOME": (TemporaryFolder.current / "cache").string] }

  private func cache(limit: Int = MachineCache.largest) throws -> MachineCache {
    try #require(MachineCache(environment: environment, limit: limit))
  }

  private func key(_ name: String) throws -> MachineCache.Key { try MachineCache.Key(.text, [name]) }

  private func entries() throws -> [Path] {
    guard try Files.status(folder / "segments") != nil else { return [] }
    return try Files.list(folder / "segments").flatMap { shard in
      try Files.list(folder / "segments" / shard).map { folder / "segments" / shard / $0 }
    }
  }

  /// A workspace whose surroundings know the cache.
  private func workspace(_ name: String, settings: String = "") throws -> Workspace {
    let sample = try SampleWorkspace(name, settings: settings)
    return try sample.open(environment: environment)
  }

  private func add(_ text: String, to workspace: Workspace, as name: String = "a.md") throws -> AddReport {
    try workspace.add([DocumentSource(.bytes(Array(text.utf8)), name: name, isExplicit: true)])
  }

  @Test func `Only a whole path counts, and without one it is in the home folder`() {
    #expect(MachineCache(environment: ["XDG_CACHE_HOME": "/c", "HOME": "/h"])?.folder == "/c/manent")
    #expect(MachineCache(environment: ["XDG_CACHE_HOME": "c", "HOME": "/h"])?.folder == "/h/.cache/manent")
    #expect(MachineCache(environment: ["XDG_CACHE_HOME": "", "HOME": "/h"])?.folder == "/h/.cache/manent")
    #expect(MachineCache(environment: ["HOME": "h"]) == nil)
    #expect(MachineCache(environment: [:]) == nil)
  }

  @Test func `What is kept comes back, for its owner alone`() throws {
    let cache = try cache()
    #expect(try cache.content(key("a")) == nil)
    try cache.keep([1, 2, 3], as: key("a"))
    #expect(try cache.content(key("a")) == [1, 2, 3])
    #expect(try cache.content(key("b")) == nil)
    let path = try cache.path(key("a"))
    #expect(try Files.status(path)?.mode == 0o600)
    var above = path.parent
    while above != TemporaryFolder.current {
      #expect(try Files.status(above)?.mode == 0o700)
      above = above.parent
    }
  }

  @Test func `An entry that is damaged, cut short or another one's is removed and not used`() throws {
    let cache = try cache()
    let (a, b) = (try key("a"), try key("b"))
    cache.keep(Array(0..<200), as: a)
    let sound = try Files.read(cache.path(a))
    for place in 0..<sound.count {
      var damaged = sound
      damaged[place] ^= 0x10
      try Files.writeAtomically(damaged, to: cache.path(a))
      #expect(cache.content(a) == nil)
      #expect(!Files.exists(cache.path(a)))
    }
    for length in [0, 1, 47, 48, sound.count - 1] {
      try Files.writeAtomically(Array(sound[..<length]), to: cache.path(a))
      #expect(cache.content(a) == nil)
    }
    try Files.makeFolders(cache.path(b).parent)
    try Files.writeAtomically(sound, to: cache.path(b))
    #expect(cache.content(b) == nil)
    #expect(try cache.content(MachineCache.Key(.segment, ["a"])) == nil)
  }

  @Test func `Parts of a name are not taken for each other`() throws {
    #expect(try MachineCache.Key(.text, ["a", "bc"]) != MachineCache.Key(.text, ["ab", "c"]))
    #expect(try MachineCache.Key(.text, ["a"]) != MachineCache.Key(.segment, ["a"]))
  }

  @Test func `What was not used for longest goes when the cache is too large`() throws {
    let cache = try cache(limit: 10_000)
    for number in 0..<20 {
      try cache.keep([UInt8](repeating: UInt8(number), count: 952), as: key("\(number)"))
      // Their times differ.
      try Interruption.pause(.milliseconds(12))
    }
    #expect(try cache.content(key("0")) != nil)
    try cache.sweep()
    #expect(try cache.size().bytes == 9000)
    #expect(try cache.content(key("0")) != nil)
    #expect(try cache.content(key("1")) == nil)
    #expect(try cache.content(key("19")) != nil)
    // Enough was added for the next sweep to be due.
    for number in 20..<24 { try cache.keep([UInt8](repeating: 0, count: 952), as: key("\(number)")) }
    cache.noteAdded(1000)
    #expect(try cache.size().bytes == 13_000)
    cache.noteAdded(1000)
    #expect(try cache.size().bytes == 9000)
  }

  @Test func `A document in several workspaces is embedded once`() throws {
    #expect(try add("# Kites\n\nKites fly in the wind.\n", to: workspace("one")).embedded == 1)
    #expect(try entries().count == 1)
    let second = try workspace("two")
    let report = try add("# Kites\n\nKites fly in the wind.\n", to: second, as: "other.md")
    #expect(report.embedded == 0)
    #expect(report.chunks == 1)
    #expect(try entries().count == 1)
    #expect(try second.find("kites", limit: 1).passages.first?.score ?? 0 > 0.3)
    let blob = try #require(try second.catalog().document(named: "other.md")).blob
    let first = try SampleWorkspace(existing: TemporaryFolder.current / "one").open()
    #expect(try Files.read(second.segmentPath(blob)) == Files.read(first.segmentPath(blob)))
    let figures = try second.storage().cache
    #expect(figures.passages == 1)
    #expect(figures.entries == 1)
    // The same content that is split in another way is another entry.
    #expect(try add("# Kites\n\nKites fly in the wind.\n", to: workspace("three"), as: "a.csv").embedded == 1)
    #expect(try entries().count == 2)
  }

  @Test func `Without the cache, and with one that is damaged, everything is as it was`() throws {
    let text = "Kites fly in the wind.\n"
    _ = try add(text, to: workspace("one"))
    let entry = try #require(try entries().first)
    var bytes = try Files.read(entry)
    bytes[bytes.count - 9] ^= 1
    try Files.writeAtomically(bytes, to: entry)
    #expect(try add(text, to: workspace("two")).embedded == 1)
    try Files.removeTree(folder)
    #expect(try add(text, to: workspace("three")).embedded == 1)
    #expect(try entries().count == 1)
    try Files.removeTree(folder)
    // A cache that cannot be written costs nobody anything.
    try Files.writeNew([], to: folder)
    #expect(try add(text, to: workspace("four")).embedded == 1)
  }

  @Test func `Nothing is kept of a private workspace`() throws {
    _ = try add("Kites fly in the wind.\n", to: workspace("one", settings: "private: true\n"))
    #expect(!Files.exists(folder))
  }
}
