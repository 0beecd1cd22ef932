import ManentCore
import ManentFormats
import ManentHistory

/// Brings the files of the work tree from one commit to another, so that a crash at any moment loses nothing.
///
/// A journal in this machine's own folder names both commits before the first file changes. Each file is replaced in
/// one step, and only when it holds what the older commit says. Who is killed meanwhile leaves the journal, and the
/// next command goes on from there: a file that holds the newer content is done.
struct WorkTreeUpdate {
  /// A file that somebody has changed meanwhile.
  struct Changed: Error { var path: Path }

  let workspace: Path
  /// The folder of the journal and of files on their way.
  let folder: Path
  let fork: Fork
  /// The paths that change: `ours` is what they are, `theirs` what they become.
  let paths: [ForkedPath]
  /// Gives the absolute path of a place in the workspace, or throws when it is not inside.
  let inside: (String) throws -> Path

  init(_ fork: Fork, in workspace: Path, cache: Path, inside: @escaping (String) throws -> Path) throws {
    self.workspace = workspace
    folder = Self.folder(in: cache)
    self.fork = fork
    self.inside = inside
    // A chat's settings make it one: they come last and go first.
    paths = try fork.differingPaths().sorted { left, right in
      let (one, other) = (Self.rank(left), Self.rank(right))
      return one != other ? one < other : left.path < right.path
    }
  }

  static func folder(in cache: Path) -> Path { cache / "merging" }

  /// Changes all files.
  ///
  /// - Throws: `Changed` when one is neither what the older commit says nor what the newer one says; when it is so from
  ///   the beginning, nothing has changed yet.
  func run() throws {
    var left: [(path: ForkedPath, status: FileStatus?)] = []
    for path in paths {
      let status = try Files.status(inside(path.path.string))
      if try holds(path.ours, path) {
        left.append((path, status))
      } else if try !holds(path.theirs, path) {
        throw Changed(path: path.path)
      }
    }
    try writeJournal()
    let removed = Set(left.filter { $0.path.theirs == nil }.map(\.path.path))
    let steps = Dictionary(grouping: left) { Self.step($0.path, $0.status, removed) }
    for step in Step.allCases {
      for (path, status) in steps[step] ?? [] { try replace(path, status, path.ours, by: path.theirs) }
    }
    try Files.syncFileSystem(of: folder)
  }

  /// Takes everything back, but for files that somebody has changed.
  func undo() throws {
    guard Files.exists(folder) else { return }
    var changed: [(path: ForkedPath, status: FileStatus?)] = []
    for path in paths.reversed() where try holds(path.theirs, path) {
      changed.append((path, try Files.status(inside(path.path.string))))
    }
    for (path, status) in changed where path.ours == nil { try replace(path, status, path.theirs, by: nil) }
    for (path, status) in changed where path.ours != nil { try replace(path, status, path.theirs, by: path.ours) }
    try Files.syncFileSystem(of: folder)
    try finish()
  }

  /// Takes the journal away: nothing is left to do.
  func finish() throws { try Files.removeTree(folder) }

  /// Whether the file is what a version says; a version that is no file is left alone.
  func holds(_ version: FileVersion?, _ path: ForkedPath) throws -> Bool {
    let file = try inside(path.path.string)
    let status = try Files.status(file)
    guard let version else { return status == nil || status?.kind == .folder }
    guard version.isFile else { return true }
    guard let status, status.kind == .file else { return false }
    let content = try fork.content(of: version)
    return try status.size == content.count && Files.read(file, followsLinks: false) == content
  }

  /// Gives a file another content, if it is still the one that was looked at.
  private func replace(
    _ path: ForkedPath, _ seen: FileStatus?, _ old: FileVersion?, by new: FileVersion?
  ) throws {
    if let new, !new.isFile { return }
    let file = try inside(path.path.string)
    let status = try Files.status(file)
    // A folder changes with each file in it.
    guard status == seen || status?.kind == .folder && seen?.kind == .folder || status == nil && seen?.kind == .folder
    else { throw Changed(path: path.path) }
    guard let new else {
      guard old?.isFile == true else { return }
      try Files.remove(file)
      var folder = file.parent
      while folder.parent != workspace, folder != workspace, Files.removeEmptyFolder(folder) { folder = folder.parent }
      return
    }
    if status?.kind == .folder, !Files.removeEmptyFolder(file) { throw Changed(path: path.path) }
    let temporary = folder / "file"
    try Files.remove(temporary)
    try Files.writeNew(
      try fork.content(of: new), to: temporary, mode: new.kind == .executable ? 0o755 : 0o644, sync: false)
    try Files.makeFolders(file.parent)
    try Files.rename(temporary, to: file)
  }

  private func writeJournal() throws {
    try Files.makeFolders(folder)
    let journal = MergeJournal(from: fork.ours, to: fork.theirs)
    try Files.writeAtomically(Array(journal.json.serialized().utf8), to: folder / MergeJournal.name)
    try Files.syncFolder(folder.parent)
  }

  /// Who looks meanwhile, or after a crash, finds each message: a chat that goes is among the forgotten ones first, and
  /// what moves to another folder is there before it goes from the old one.
  private enum Step: CaseIterable {
    case tombstones, chats, removals, others
  }

  private static func step(_ path: ForkedPath, _ status: FileStatus?, _ removed: Set<Path>) -> Step {
    if path.path.string == WorkspaceLayout.tombstones { return .tombstones }
    if path.theirs == nil { return .removals }
    guard path.path.string.hasPrefix(WorkspaceLayout.chats + "/"), status?.kind != .folder else { return .others }
    // Where a file is in the way of a folder, it has to go first.
    var folder = path.path.parent
    while folder.string.contains("/") {
      if removed.contains(folder) { return .others }
      folder = folder.parent
    }
    return removed.contains(folder) ? .others : .chats
  }

  private static func rank(_ path: ForkedPath) -> Int {
    guard path.path.name == WorkspaceLayout.chatFile else { return 1 }
    return path.theirs == nil ? 0 : 2
  }
}
