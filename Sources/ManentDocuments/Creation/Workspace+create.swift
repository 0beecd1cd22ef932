import ManentCatalog
public import ManentCore
import ManentFormats
import ManentHistory
import ManentRecords
public import ManentWorkspace

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
    let mode = folderMode(for: root, surroundings)
    let above = try Files.makeMissingFolders(root.parent, mode: mode)
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
    try clearUnbornRepository(in: root)
    try CreationMark.clearRemains(in: root, of: template)
    let isThere = try Files.statusFollowingLinks(root) != nil
    if isThere {
      if WorkspaceLocator.isWorkspace(root) { throw WorkspaceError(.exists, "\(root)", "already a workspace") }
      guard try Files.statusFollowingLinks(root)?.kind == .folder, try Files.list(root).allSatisfy({ $0 == ".git" })
      else {
        throw WorkspaceError(.exists, "\(root)", "not an empty folder", advice: "name a new one")
      }
    }
    let made = try Files.makeMissingFolders(root, mode: folderMode(for: root, surroundings))
    var hadRepository = true
    var mark: CreationMark?
    do {
      let root = try Files.resolvingLinks(root)
      let files = try template.files()
      let found = try History.open(containing: root, environment: surroundings.environment)
      hadRepository = found != nil
      let history = try found ?? History.create(at: root, environment: surroundings.environment)
      guard let set = try CreationMark(in: root) else {
        throw WorkspaceError(.unreadable, "\(root)", "its repository is not found again")
      }
      mark = set
      return try set.set(hadRepository: hadRepository, mode: history.privateFolderMode()).during {
        let workspace = try fill(root, with: files, of: template, surroundings: surroundings)
        try set.remove()
        return workspace
      }
    } catch {
      // The error that is thrown is the one to tell; what stays is cleared away by the next attempt.
      if isThere {
        let left = (try? Files.list(root)) ?? []
        for name in left where name != ".git" || !hadRepository { try? Files.removeTree(root / name) }
      } else {
        try? Files.removeTree(root)
        for folder in made.reversed() { Files.removeEmptyFolder(folder) }
      }
      if hadRepository { try? mark?.clearMachineFolder() }
      throw error
    }
  }

  /// Removes a repository that a killed process had only begun to make: it has no `HEAD` yet, so it is none to git either,
  /// and holds no object and no reference.
  private static func clearUnbornRepository(in root: Path) throws {
    let git = root / ".git"
    guard try Files.status(git)?.kind == .folder, try Files.list(root) == [".git"],
      try Files.status(git / "HEAD") == nil
    else { return }
    for folder in ["objects", "refs"] where try Files.status(git / folder) != nil {
      for name in try Files.list(git / folder) {
        guard try Files.status(git / folder / name)?.kind == .folder, try Files.list(git / folder / name).isEmpty else {
          return
        }
      }
    }
    try Files.removeTree(git)
  }

  /// The permissions of the folder of a new workspace: anywhere in the user's home, or in the folder of named workspaces, it
  /// is the user's alone, unless the user's git shares repositories (`core.sharedRepository`); elsewhere the user's mask
  /// decides.
  package static func folderMode(for root: Path, _ surroundings: Surroundings) -> UInt32 {
    let locator = WorkspaceLocator(environment: surroundings.environment)
    let homes = [locator.home, locator.userHome]
    // A home that cannot be resolved is compared as it is written.
    let isInside = homes.flatMap { [$0, (try? Files.resolvingLinks($0)) ?? $0] }.contains { home in
      home.string.count > 1 && root.string.hasPrefix(home.string + "/")
    }
    guard isInside else { return 0o755 }
    // Settings of git's that cannot be read share nothing.
    return ((try? History.privateFolderMode()) ?? 0o700) & 0o777
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
    // All that is there is about to be committed.
    try workspace.catalog().setFact(Self.lookedFact, to: "yes")
    try workspace.refreshDocuments(committing: files, message: "workspace: start \(workspace.name)")
    return workspace
  }

  private static func named(_ name: String, _ settings: [UInt8], file: String) throws -> [UInt8] {
    var document = try YAMLDocument(parsing: settings, file: file)
    try document.set(.string(name), for: "name")
    return Array(document.text.utf8)
  }
}
