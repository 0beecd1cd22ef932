import ManentCatalog
import ManentCore
import ManentFormats
import ManentPlugins
import ManentRecords
import ManentUpkeep
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentDocuments

@Suite(.temporaryFolder) struct AddTests {
  private let folder = TemporaryFolder.current

  private func file(_ path: String, _ text: String) throws -> Path {
    try Files.makeFolders((folder / path).parent)
    try Files.writeAtomically(Array(text.utf8), to: folder / path)
    return folder / path
  }

  @Test func `Of a file that is there for one addition alone nothing is remembered`() throws {
    let workspace = try SampleWorkspace().open()
    let (kept, passing) = (try file("in/a.md", "Kites fly.\n"), try file("in/body-1", "Boats float.\n"))
    var upload = DocumentSource(.file(passing), name: "b.md", isExplicit: true)
    upload.isPassing = true
    #expect(
      try workspace.add([DocumentSource(.file(kept), name: "a.md", isExplicit: true), upload]).added == [
        "a.md", "b.md",
      ])
    #expect(try workspace.catalog().source(kept)?.name == "a.md")
    #expect(try workspace.catalog().source(passing) == nil)
  }

  @Test func `Documents are added, recognized and updated, each in one commit`() throws {
    let sample = try SampleWorkspace()
    let source = try file("in/a.md", "Kites fly.\n")
    let workspace = try sample.open()
    let added = try workspace.add([DocumentSource(.file(source), name: "a.md", isExplicit: true)])
    #expect(added.added == ["a.md"])
    #expect(added.chunks == 1)
    #expect(added.embedded == 1)
    #expect(try workspace.add([DocumentSource(.file(source), name: "a.md", isExplicit: true)]).unchanged == ["a.md"])
    let copy = try workspace.add([DocumentSource(.bytes(Array("Kites fly.\n".utf8)), name: "b.md", isExplicit: true)])
    #expect(copy.added == ["b.md"])
    #expect(copy.embedded == 0)
    _ = try file("in/a.md", "Submarines dive.\n")
    #expect(try workspace.add([DocumentSource(.file(source), name: "a.md", isExplicit: true)]).updated == ["a.md"])
    #expect(
      try sample.subjects() == [
        "documents: update a.md", "documents: add b.md", "documents: add a.md", "workspace: start alice",
      ])
    #expect(try sample.git.status() == "")
    #expect(try workspace.check(repair: false) == [])
  }

  @Test func `Files that cannot be taken are in the report, and the others are added`() throws {
    let sample = try SampleWorkspace(documents: ["taken": "Kites fly.\n"])
    func source(_ name: String, _ bytes: [UInt8], explicit: Bool = true) -> DocumentSource {
      DocumentSource(.bytes(bytes), name: name, isExplicit: explicit)
    }
    let good = Array("Submarines dive.\n".utf8)
    let report = try sample.open().add([
      source("../x", good), source("empty", []), source("passed", [0, 1, 2], explicit: false),
      source("binary", [0, 1, 2]),
      source("good.md", good), source("good.md", good), source("taken/below", good), source("blank.txt", [0x20, 0x0A]),
    ])
    #expect(report.added == ["good.md"])
    #expect(report.skipped.map(\.error).count == 1)
    #expect(report.failed.count == 6)
    #expect(report.failed.map(\.error).contains("another of the files is to be called 'good.md' too"))
    #expect(try sample.open().documents().map(\.name) == ["good.md", "taken"])
    #expect(try sample.git.status() == "")
  }

  @Test func `A file does not take the place of a folder of documents`() throws {
    let sample = try SampleWorkspace(documents: ["notes/a.md": "Kites fly.\n"])
    let report = try sample.open().add([
      DocumentSource(.bytes(Array("Submarines dive.\n".utf8)), name: "notes", isExplicit: true)
    ])
    #expect(report.added == [])
    #expect(report.failed.count == 1)
    #expect(try sample.read("documents/notes/a.md") == "Kites fly.\n")
    #expect(try sample.open().documents().map(\.name) == ["notes/a.md"])
    #expect(try sample.git.status() == "")
  }

  @Test func `A folder stands for its files, hidden ones and links left out`() throws {
    _ = try file("in/b/c.md", "c")
    let a = try file("in/a.md", "a")
    _ = try file("in/.hidden/d.md", "d")
    try makeLink(folder / "in/link.md", to: a)
    #expect(try DocumentSource.expand(folder / "in", as: nil).sources.map(\.name) == ["in/a.md", "in/b/c.md"])
    #expect(try DocumentSource.expand(folder / "in", as: "x/y").sources.map(\.name) == ["x/y/a.md", "x/y/b/c.md"])
    #expect(try DocumentSource.expand(folder / "in/link.md", as: nil).sources.map(\.name) == ["link.md"])
    let error = #expect(throws: FileError.self) { try DocumentSource.expand(folder / "none", as: nil) }
    #expect(error?.description == "cannot add \(folder)/none: No such file or directory")
  }

  @Test func `Documents are removed with their part of the index, unless another one shares it`() throws {
    let sample = try SampleWorkspace(documents: [
      "a.html": "<p>Kites fly", "x/b.html": "<p>Kites fly", "c.md": "Boats.\n",
    ])
    let workspace = try sample.open()
    try workspace.removeDocuments(["x/b.html"])
    #expect(try workspace.find("kites", limit: 9).passages.map(\.document).contains("a.html"))
    #expect(!Files.exists(sample.root / "documents/x"))
    try workspace.removeDocuments(["a.html"])
    let files = try sample.git("ls-files", "index", "documents").split(separator: "\n").map(String.init)
    #expect(files.count == 2)
    #expect(try sample.git.status() == "")
    #expect(try workspace.check(repair: false) == [])
    let error = #expect(throws: WorkspaceError.self) { try workspace.removeDocuments(["c.md", "c.mb"]) }
    #expect(error?.description == "'c.mb': no such document; did you mean 'c.md'? 'manent documents' lists them")
    #expect(try workspace.documents().map(\.name) == ["c.md"])
  }

  @Test func `A question may ask for nothing`() throws {
    let workspace = try SampleWorkspace(documents: ["a.md": "Kites fly.\n"]).open()
    for question in ["", "the of and", "\u{0}", "\"*\" OR NEAR(", String(repeating: "word ", count: 5000)] {
      #expect(try workspace.find(question, limit: 3).passages.count <= 3)
    }
    #expect(try workspace.find("kites", limit: 0).passages == [])
    #expect(try workspace.find("kites", limit: 3, documents: "*.txt").passages == [])
  }
}
