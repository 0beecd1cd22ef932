import ManentCatalog
public import ManentCore
import ManentFormats
import ManentHistory

extension Workspace {
  /// Makes a workspace from a template, with its repository and its first commit, and indexes the template's documents.
  ///
  /// Inside an existing git work tree the workspace joins that repository. When anything fails, what was made is
  /// removed again.
  ///
  /// - Parameters:
  ///   - root: the folder; it must be missing or empty.
  ///   - template: where the files come from.
  ///   - surroundings: what the workspace takes from outside its files.
  public static func create(
    at root: Path, from template: WorkspaceTemplate, surroundings: Surroundings
  ) throws -> Workspace {
    // Two first commands at once: the second waits, and finds the workspace of the first.
    let above = try Files.makeMissingFolders(root.parent)
    let lock = root.parent / ".\(root.name).making"
    do {
      let workspace = try FileLock.wait(
        for: lock,
        overdue: { _ in surroundings.notify("waiting for another process, which makes \(root); Ctrl-C gives up") }
      ).during {
        try createLocked(at: root, from: template, surroundings: surroundings)
      }
      try? Files.remove(lock)
      return workspace
    } catch {
      try? Files.remove(lock)
      for folder in above.reversed() { Files.removeEmptyFolder(folder) }
      throw error
    }
  }

  private static func createLocked(
    at root: Path, from template: WorkspaceTemplate, surroundings: Surroundings
  ) throws -> Workspace {
    try CreationMark.clearRemains(in: root, of: template)
    let isThere = try Files.statusFollowingLinks(root) != nil
    if isThere {
      if WorkspaceLocator.isWorkspace(root) { throw WorkspaceError(.exists, "\(root)", "already a workspace") }
      guard try Files.statusFollowingLinks(root)?.kind == .folder, try Files.list(root).allSatisfy({ $0 == ".git" })
      else {
        throw WorkspaceError(.exists, "\(root)", "not an empty folder", advice: "name a new one")
      }
    }
    let made = try Files.makeMissingFolders(root)
    do {
      let root = try Files.resolvingLinks(root)
      let files = try template.files()
      return try CreationMark.set(in: root).during {
        try fill(root, with: files, of: template, surroundings: surroundings)
      }
    } catch {
      if isThere {
        for name in (try? Files.list(root)) ?? [] where name != ".git" { try? Files.removeTree(root / name) }
      } else {
        try? Files.removeTree(root)
        for folder in made.reversed() { Files.removeEmptyFolder(folder) }
      }
      throw error
    }
  }

  private static func fill(
    _ root: Path, with files: [String], of template: WorkspaceTemplate, surroundings: Surroundings
  ) throws -> Workspace {
    for file in files {
      try Files.makeFolders((root / file).parent)
      let bytes = try Files.read(template.folder / file)
      let isSettings = file == WorkspaceLayout.settingsFile
      try Files.writeNew(
        isSettings ? named(root.name, bytes, file: (template.folder / file).string) : bytes, to: root / file)
    }
    let workspace = try Workspace.open(root, surroundings: surroundings)
    try workspace.requireWritable()
    if try History.open(containing: root, environment: surroundings.environment) == nil {
      _ = try History.create(at: root, environment: surroundings.environment)
    }
    // All that is there is about to be committed.
    try workspace.catalog().setFact(Self.lookedFact, to: "yes")
    try workspace.refreshDocuments(committing: files, message: "workspace: start \(workspace.name)")
    try CreationMark.remove(from: root)
    return workspace
  }

  private static func named(_ name: String, _ settings: [UInt8], file: String) throws -> [UInt8] {
    var document = try YAMLDocument(parsing: settings, file: file)
    try document.set(.string(name), for: "name")
    return Array(document.text.utf8)
  }
}
