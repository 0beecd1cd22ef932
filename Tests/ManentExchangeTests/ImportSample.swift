import Foundation
import ManentChats
import ManentCore
import ManentDocuments
import ManentExchange
import ManentFormats
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

/// Imports into a workspace of its own, from files in the test's folder.
struct ImportSample {
  let workspace: SampleWorkspace
  let folder = TemporaryFolder.current / "sources"

  init(_ name: String = "alice") throws {
    workspace = try SampleWorkspace(at: TemporaryFolder.current / name / "alice")
    try Files.makeFolders(folder)
  }

  /// A file of the test module's `Fixtures`, copied, last changed at a time that is always the same.
  func fixture(_ path: String) throws -> Path {
    let source = Path(#filePath).parent / "Fixtures" / path
    return try file(Path(path).name, try Files.read(source))
  }

  /// A file of some content.
  func file(_ name: String, _ bytes: [UInt8]) throws -> Path {
    let file = folder / name
    try Files.makeFolders(file.parent)
    try Files.writeAtomically(bytes, to: file)
    try run("touch", "-d", "2026-01-02T03:04:05.678Z", file.string)
    return file
  }

  func file(_ name: String, _ text: String) throws -> Path { try file(name, Array(text.utf8)) }

  /// An SQLite database made of the statements of a fixture.
  func database(_ path: String) throws -> Path {
    let statements = try fixture(path)
    let database = folder / (statements.name + ".db")
    try Files.remove(database)
    try run(
      "python3", "-c",
      "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(open(sys.argv[2]).read()); c.commit()",
      database.string, statements.string)
    try run("touch", "-d", "2026-01-02T03:04:05.678Z", database.string)
    return database
  }

  /// Runs a program that must succeed.
  @discardableResult func run(_ command: String...) throws -> String {
    let outcome = try Program(in: folder, environment: ProcessInfo.processInfo.environment).run(command)
    guard outcome.status == 0 else { throw Program.Failure(description: "\(command): \(outcome)") }
    return outcome.output
  }

  /// Imports, and expects that a second time does nothing.
  @discardableResult func take(
    _ path: Path, _ options: Importer.Options = .init(), sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> ImportSummary {
    let rehearsal = try Importer(into: workspace.open()).run(
      path, .init(format: options.format, tags: options.tags, isRehearsal: true))
    let summary = try Importer(into: workspace.open()).run(path, options)
    #expect(rehearsal.chats == summary.chats, "a rehearsal says what happens", sourceLocation: sourceLocation)
    let (tree, commits) = (try tree(), try workspace.subjects())
    let again = try Importer(into: workspace.open()).run(path, options)
    #expect(
      again.chats.added == 0 && again.chats.extended == 0 && again.chats.messages == 0, "\(again)",
      sourceLocation: sourceLocation)
    #expect(again.chats.failed == summary.chats.failed, sourceLocation: sourceLocation)
    #expect(try self.tree() == tree, sourceLocation: sourceLocation)
    #expect(try workspace.subjects() == commits, sourceLocation: sourceLocation)
    #expect(try workspace.git("status", "--porcelain") == "", sourceLocation: sourceLocation)
    #expect(try workspace.git("fsck", "--strict") == "", sourceLocation: sourceLocation)
    return summary
  }

  /// What lies in the workspace.
  func tree() throws -> FileTree { try FileTree(of: workspace.root, passingOver: [".manent", ".git"]) }

  /// The export of all chats.
  func export(_ format: ExportFormat = .json) throws -> String {
    let exporter = Exporter(of: try workspace.open())
    var bytes: [UInt8] = []
    let report = try exporter.export(exporter.chats(matching: ExportFilter()), as: format) { bytes += $0 }
    #expect(report.failures == [])
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The chats of the export, to be read by people.
  func readable() throws -> String { try JSON(parsing: export()).pretty() + "\n" }

  /// The chats of the export.
  func chats() throws -> [JSON] { try JSON(parsing: export())["chats"]?.array ?? [] }
}
