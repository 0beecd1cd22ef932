import ManentCore
import ManentFormats
import ManentSync
import TestSupport
import Testing

@testable import ManentDocuments
@testable import ManentWorkspace

@Suite(.temporaryFolder) struct PlacementTests {
  private let root = TemporaryFolder.current / "w"
  private let journal = Journal(folder: TemporaryFolder.current / "state/staging", name: "placement.json")

  init() throws { try Files.makeFolders(root) }

  /// Does what the next command does with what is noted.
  private func recover() throws -> [String] {
    var finished: [String] = []
    for note in try journal.list() {
      if case .noted(let json) = try note.state(isElsewhere: { _ in false }) {
        finished += try #require(try Placement.finish(json, in: note.file.parent) { root / $0 })
      }
      try note.finish()
    }
    return finished
  }

  private func text(_ path: String) throws -> String { String(decoding: try Files.read(root / path), as: UTF8.self) }

  private func staged(_ files: [(String, String)]) throws -> Placement {
    var placement = try Placement(in: root, journal: journal, owner: "process-1") { [root] in root / $0 }
    for (path, text) in files { try placement.stage(Array(text.utf8), for: path) }
    return placement
  }

  @Test(arguments: [1, 40]) func `Files get to their places, and what was there is replaced`(count: Int) throws {
    try Files.makeFolders(root / "documents")
    try Files.writeNew([1], to: root / "documents/0")
    let placement = try staged((0..<count).map { ("documents/\($0)", "new \($0)") })
    #expect(try Files.list(root / "documents") == ["0"])
    try placement.place()
    placement.abandon()
    #expect(try Files.list(root / "documents").count == count)
    #expect(try text("documents/0") == "new 0")
    #expect(try Files.list(journal.folder) == [])
  }

  @Test func `A step is taken back whole`() throws {
    try Files.makeFolders(root / "documents")
    try Files.writeNew(Array("old".utf8), to: root / "documents/a")
    let placement = try staged([("documents/a", "new"), ("documents/x/y/b", "new")])
    try placement.place()
    placement.undo()
    #expect(try text("documents/a") == "old")
    #expect(try Files.list(root / "documents") == ["a"])
    #expect(try Files.list(journal.folder) == [])
  }

  @Test func `When one file has no place, all are where they were`() throws {
    try Files.makeFolders(root / "documents")
    try Files.writeNew(Array("old".utf8), to: root / "documents/a")
    let placement = try staged([("documents/a", "new"), ("documents/b", "new"), ("documents/a/c", "new")])
    #expect(throws: FileError.self) { try placement.place() }
    #expect(try text("documents/a") == "old")
    #expect(try Files.list(root / "documents") == ["a"])
    #expect(try Files.list(journal.folder) == [])
  }

  @Test func `A folder is not replaced by a file`() throws {
    try Files.makeFolders(root / "documents/a")
    try Files.writeNew(Array("old".utf8), to: root / "documents/a/inner")
    let placement = try staged([("documents/a", "new")])
    #expect(throws: (any Error).self) { try placement.place() }
    placement.abandon()
    #expect(try text("documents/a/inner") == "old")
  }

  @Test func `A step that was killed before its list is forgotten`() throws {
    _ = try staged([("documents/a", "new")])
    #expect(try recover() == [])
    #expect(try Files.list(root) == [])
    #expect(try Files.list(journal.folder) == [])
  }

  @Test func `A step that was killed after its list is finished`() throws {
    _ = try staged([("documents/a", "new"), ("index/b", "seg")])
    let folder = try #require(try Files.list(journal.folder).first)
    try Files.writeNew(
      Array(#"{"targets":["documents/a","index/b"],"removals":[]}"#.utf8),
      to: journal.folder / folder / "placement.json")
    #expect(try recover() == ["documents/a", "index/b"])
    #expect(try text("documents/a") == "new")
    #expect(try text("index/b") == "seg")
    #expect(try Files.list(journal.folder) == [])
  }

  @Test func `What a step makes superfluous goes after it, by the next command if need be`() throws {
    try Files.makeFolders(root / "index/46")
    try Files.writeNew(Array("seg".utf8), to: root / "index/46/old.seg")
    var placement = try staged([("documents/a", "new")])
    placement.remove(["index/46/old.seg"])
    try placement.place()
    #expect(try text("index/46/old.seg") == "seg")
    // Killed here.
    #expect(try recover() == ["documents/a"])
    #expect(try Files.list(root / "index") == [])
    #expect(try text("documents/a") == "new")
    #expect(try Files.list(journal.folder) == [])
  }

  @Test(arguments: [
    #"["../evil"]"#, #"["documents/../../evil"]"#, #"["chats/evil"]"#, #"["/evil"]"#, "[", "[1]", "",
    #"["documents/..\#u{2F}\#u{301}evil"]"#, #"["documents//evil"]"#, #"["documents/"]"#, #"["documents/./evil"]"#,
  ])
  func `A list that no step has written is not obeyed, and does not stop the next command`(list: String) throws {
    let sample = try SampleFolder(root)
    let workspace = try Workspace.open(root, surroundings: Surroundings(environment: [:]))
    let folder = workspace.placements.folder / "1"
    try Files.makeFolders(folder)
    try Files.writeNew(Array("evil".utf8), to: folder / "0")
    try Files.writeNew(Array(#"{"targets":\#(list),"removals":[]}"#.utf8), to: folder / "placement.json")
    let before = try sample.names()
    try workspace.recoverInterruptedWork()
    #expect(try sample.names() == before)
    #expect(try Files.list(folder) == ["0", "placement.json"])
  }

  @Test(arguments: [
    "[", "{}", #"["documents/one.md"]"#, #"{"targets":[],"removals":["workspace.yaml"]}"#,
    #"{"targets":[],"removals":["documents/one.md"]}"#, #"{"targets":[],"removals":["index/../workspace.yaml"]}"#,
    #"{"removals":["index/one.seg"]}"#,
  ])
  func `A list that no step has written takes nothing away`(list: String) throws {
    let sample = try SampleFolder(root)
    try Files.makeFolders(root / "index")
    for file in ["documents/one.md", "index/one.seg"] { try Files.writeNew([1], to: root / file) }
    let workspace = try Workspace.open(root, surroundings: Surroundings(environment: [:]))
    try Files.makeFolders(workspace.placements.folder / "1")
    try Files.writeNew(Array(list.utf8), to: workspace.placements.folder / "1/placement.json")
    let before = try sample.names()
    try workspace.recoverInterruptedWork()
    #expect(try sample.names() == before)
    #expect(try Files.list(root / "index") == ["one.seg"])
  }

  /// A workspace of one file.
  private struct SampleFolder {
    let root: Path

    init(_ root: Path) throws {
      self.root = root
      try Files.makeFolders(root / "documents")
      try Files.writeNew(Array("manent: 1\n".utf8), to: root / "workspace.yaml")
    }

    func names() throws -> [String] {
      try Files.list(root) + Files.list(root / "documents") + Files.list(TemporaryFolder.current)
    }
  }
}
