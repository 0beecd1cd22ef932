import ManentCore
import ManentDocuments
import ManentSync
import ManentWorkspace

/// Workspaces that are gone when the program ends.
struct TemporaryWorkspaces: ~Copyable {
  private let folder: Path
  private let surroundings: Surroundings

  private init(folder: Path, surroundings: Surroundings) {
    self.folder = folder
    self.surroundings = surroundings
  }

  /// A place for workspaces, with the least template there can be.
  static func make() throws -> TemporaryWorkspaces {
    var environment = Platform.environment
    // Neither the user's git settings nor the lack of them shall matter.
    for (name, value) in [
      ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_AUTHOR_NAME", "Benchmark"),
      ("GIT_AUTHOR_EMAIL", "benchmark@example.org"),
      ("GIT_COMMITTER_NAME", "Benchmark"), ("GIT_COMMITTER_EMAIL", "benchmark@example.org"),
    ] { environment[name] = value }
    let folder = try Files.makeTemporaryFolder(prefix: "manent-benchmark-", environment: environment)
    environment["XDG_CACHE_HOME"] = (folder / "cache").string
    let made = TemporaryWorkspaces(folder: folder, surroundings: Surroundings(environment: environment))
    try Files.makeFolders(folder / "template")
    try Files.writeNew(Array("manent: 1\nname: template\n".utf8), to: folder / "template/workspace.yaml")
    return made
  }

  /// A place for a file.
  func file(_ name: String) -> Path { folder / name }

  deinit { try? Files.removeTree(folder) }

  /// A workspace with these documents and no others, each a file of plain text.
  func workspace(_ name: String, holding documents: [(name: String, text: String)]) throws -> Workspace {
    try workspace(name, holding: documents.map { ($0.name, Array($0.text.utf8)) })
  }

  /// A workspace with these files and no others.
  func workspace(_ name: String, holding documents: [(name: String, text: [UInt8])]) throws -> Workspace {
    let workspace = try Workspace.create(
      at: folder / name, from: WorkspaceTemplate(folder: folder / "template"), surroundings: surroundings)
    let report = try workspace.add(
      documents.map { DocumentSource(.bytes($0.text), name: $0.name, isExplicit: true) })
    guard report.added.count == documents.count else { throw Refused(name: name, refusal: report.failed.first) }
    return workspace
  }

  /// Some documents of a collection were not taken.
  private struct Refused: Error {
    let name: String
    let refusal: AddReport.Refusal?
  }
}
