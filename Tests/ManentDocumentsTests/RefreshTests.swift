import ManentCatalog
import ManentCore
import ManentFormats
import ManentPlugins
import ManentUpkeep
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentDocuments

@Suite(.temporaryFolder) struct RefreshTests {
  private func names(_ workspace: Workspace, for question: String) throws -> [String] {
    Set(try workspace.find(question, limit: 9).passages.map(\.document)).sorted()
  }

  private func segments(_ sample: SampleWorkspace) throws -> Int {
    try sample.git("ls-files", "index").split(separator: "\n").filter { $0.hasSuffix(".seg") }.count
  }

  @Test func `Files dropped in, changed and taken out by hand are picked up and committed`() throws {
    let sample = try SampleWorkspace(documents: ["a.md": "Kites fly in the wind.\n"])
    try sample.write("documents/notes/b.txt", "Submarines dive in the sea.\n")
    #expect(try sample.open().documents().map(\.name) == ["a.md", "notes/b.txt"])
    #expect(try sample.git.status() == "")
    #expect(try segments(sample) == 2)

    try sample.write("documents/a.md", "Rockets fly to the moon.\n")
    let workspace = try sample.open()
    #expect(try workspace.find("rockets", limit: 9).passages.first?.document == "a.md")
    #expect(try workspace.find("kites", limit: 9).passages.allSatisfy { !$0.text.contains("Kites") })
    #expect(try sample.git.status() == "")

    try Files.remove(sample.root / "documents/notes/b.txt")
    #expect(try workspace.documents().map(\.name) == ["a.md"])
    #expect(try sample.git.status() == "")
    #expect(
      try sample.subjects().prefix(2) == Array(repeating: "documents: pick up changes made by hand", count: 2)[...])
    #expect(try sample.git.faults() == "")
  }

  @Test func `A version that no document has any more leaves the index`() throws {
    let sample = try SampleWorkspace(documents: ["a.md": "Kites fly in the wind.\n"])
    try sample.write("documents/a.md", "Rockets fly to the moon.\n")
    _ = try sample.open().documents()
    #expect(try segments(sample) == 1)
  }

  @Test func `A catalog that is deleted is made again without embedding or committing anything`() throws {
    let sample = try SampleWorkspace(documents: ["a.md": "Kites fly in the wind.\n", "b.html": "<p>Submarines dive."])
    let segment = try #require(
      try sample.git("ls-files", "index").split(separator: "\n").first { $0.hasSuffix(".seg") })
    let before = try Files.status(sample.root / String(segment))
    try Files.removeTree(sample.root / ".git/manent/cache")
    let workspace = try sample.open()
    #expect(try names(workspace, for: "submarines").contains("b.html"))
    #expect(try workspace.documents().count == 2)
    #expect(try Files.status(sample.root / String(segment)) == before)
    #expect(try sample.subjects().count == 1)
  }

  @Test func `Files that cannot be documents say why, once, and do not stop the others`() throws {
    let sample = try SampleWorkspace(settings: "limits: {max_document_bytes: 1KB}\n")
    try sample.write("documents/empty.md", "")
    try sample.write("documents/binary.dat", bytes: [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1])
    try sample.write("documents/large.txt", String(repeating: "x ", count: 600))
    try sample.write("documents/good.md", "Kites fly.\n")
    try sample.write("documents/.hidden", "secret\n")
    try makeLink(sample.root / "documents/link.md", to: "/etc/passwd")
    let rows = try sample.open().documents()
    #expect(rows.map(\.name) == ["binary.dat", "empty.md", "good.md", "large.txt", "link.md"])
    #expect(
      rows.map(\.problem) == [
        "a binary file, or text in an encoding that nothing in it tells",
        "the file is empty", nil, "1.2 KB is more than limits.max_document_bytes (1.0 KB)",
        "a link or a device, which is not followed; copy the file itself",
      ])
    let told = sample.notices.sentences.filter { $0.hasPrefix("cannot use") }
    #expect(told.count == 4)
    #expect(try sample.open().documents().count == 5)
    #expect(sample.notices.sentences.filter { $0.hasPrefix("cannot use") } == told)
    #expect(try sample.git("ls-files", "documents") == "documents/good.md\n")
  }

  @Test func `With an index that is not versioned git holds the documents alone`() throws {
    let sample = try SampleWorkspace(
      settings: "index: {versioned: false}\n", documents: ["a.md": "Kites fly.\n", "b.html": "<p>Submarines dive."])
    let workspace = try sample.open()
    #expect(try names(workspace, for: "submarines").contains("b.html"))
    #expect(try sample.git("ls-files", "index") == "")
    #expect(!Files.exists(sample.root / "index"))
    let status = try workspace.status()
    #expect(status.segments.count == 2)
    try workspace.removeDocuments(["a.md"])
    #expect(try workspace.status().segments.count == 1)
    #expect(try sample.git.status() == "")
    try Files.removeTree(sample.root / ".git/manent/cache")
    #expect(try sample.open().document(named: "b.html").text.isEmpty == false)
    #expect(try sample.open().check(repair: false) == [])
  }

  @Test func `With commits by hand nothing is committed after the first`() throws {
    let sample = try SampleWorkspace(settings: "history: {commit: manual}\n", documents: ["a.md": "Kites fly.\n"])
    try sample.write("documents/b.md", "Submarines dive.\n")
    #expect(try sample.open().documents().count == 2)
    #expect(try sample.git("status", "--porcelain").contains("documents/"))
    #expect(try sample.git.run(["log"]).status != 0)
  }
}
