import ManentCore
import ManentFormats
import ManentHistory
import ManentRecords
import ManentWorkspace

/// Brings the files of the work tree from one commit to another, so that a crash at any moment loses nothing.
///
/// A note in this machine's own folder names both commits before the first file changes. Each file is replaced in
/// one step, and only when it holds what the older commit says. Who is killed meanwhile leaves the journal, and the
/// next command goes on from there: a file that holds the newer content is done.
struct WorkTreeUpdate {
  /// A file that somebody has changed meanwhile.
  struct Changed: Error { var path: Path }

  let workspace: Path
  /// The note of what is under way.
  let note: JournalNote
  /// The mark of this process.
  let owner: String
  /// The folder of the note and of files on their way.
  var folder: Path { note.file.parent }
  let fork: Fork
  /// The paths that change: `ours` is what they are, `theirs` what they become.
  let paths: [ForkedPath]
  /// What has names that are no text, and is not written.
  let opaque: [OpaquePath]
  /// The paths whose files stay as they are, since git was told not to look at them, or writes them through a filter.
  private(set) var untouched: Set<Path> = []
  /// Of these, the ones that a sparse checkout leaves out.
  private(set) var leftOut: Set<Path> = []
  /// Of these, the ones that git is to write: its filter (Git LFS) makes the file of what is committed.
  private(set) var filtered: Set<Path> = []
  /// Gives the absolute path of a place in the workspace, or throws when it is not inside.
  private let inside: (String) throws -> Path
  private let history: History

  init(
    _ fork: Fork, in workspace: Path, note: JournalNote, owner: String, history: History,
    inside: @escaping (String) throws -> Path
  ) throws {
    self.workspace = workspace
    self.note = note
    self.owner = owner
    self.fork = fork
    self.history = history
    self.inside = inside
    opaque = try fork.opaquePaths()
    // A chat's settings make it one: they come last and go first.
    paths = try fork.differingPaths().sorted { left, right in
      let (one, other) = (Self.rank(left), Self.rank(right))
      return one != other ? one < other : left.path < right.path
    }
    try findUntouched()
  }

  /// Finds the paths whose files are not ours to change.
  private mutating func findUntouched() throws {
    let state = try history.checkoutState()
    let hasFilters = try history.hasFilters()
    for path in paths {
      let name = path.path.string
      let isPresent = try place(path).map { try Files.status($0)?.kind == .file } ?? false
      if !isPresent, state.isSettled(name, isPresent: false) || path.ours == nil && state.isOutside(name) {
        untouched.insert(path.path)
        leftOut.insert(path.path)
      } else if state.isSettled(name, isPresent: isPresent), try !holds(path.ours, path), try !holds(path.theirs, path)
      {
        untouched.insert(path.path)
      } else if hasFilters, name.hasPrefix(WorkspaceLayout.documents + "/"), path.theirs?.isFile == true,
        try history.filter(of: name) != nil
      {
        untouched.insert(path.path)
        filtered.insert(path.path)
      }
    }
  }

  /// The file of a path; `nil` when something on the way is no folder, so that there is none.
  private func place(_ path: ForkedPath) throws -> Path? {
    do { return try inside(path.path.string) } catch let error as WorkspaceError where error.code == .misplaced {
      // A link could lead out of the workspace; a file only has to make way.
      var folder = workspace
      for part in path.path.components.dropLast() {
        folder = folder / String(part)
        if try Files.status(folder)?.kind == .file { return nil }
      }
      throw error
    }
  }

  /// Changes all files.
  ///
  /// - Throws: `Changed` when one is neither what the older commit says nor what the newer one says; when it is so from
  ///   the beginning, nothing has changed yet.
  func run() throws {
    var left: [(path: ForkedPath, status: FileStatus?)] = []
    for path in paths where !untouched.contains(path.path) {
      let status = try place(path).flatMap { try Files.status($0) }
      if try holds(path.ours, path) {
        left.append((path, status))
      } else if try !holds(path.theirs, path) {
        throw Changed(path: path.path)
      }
    }
    try requireContents(of: left.compactMap(\.path.theirs))
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
    guard try Files.status(folder) != nil else { return }
    var changed: [(path: ForkedPath, status: FileStatus?)] = []
    for path in paths.reversed() where try !untouched.contains(path.path) && holds(path.theirs, path) {
      changed.append((path, try place(path).flatMap { try Files.status($0) }))
    }
    for (path, status) in changed where path.ours == nil { try replace(path, status, path.theirs, by: nil) }
    for (path, status) in changed where path.ours != nil { try replace(path, status, path.theirs, by: path.ours) }
    try Files.syncFileSystem(of: folder)
    try finish()
  }

  /// Takes the journal away: nothing is left to do.
  func finish() throws { try note.finish() }

  /// Whether the file is what a version says; a version that is no file is left alone.
  func holds(_ version: FileVersion?, _ path: ForkedPath) throws -> Bool {
    let file = try place(path)
    let status = try file.flatMap { try Files.status($0) }
    guard let version else { return status == nil || status?.kind == .folder }
    guard version.isFile else { return true }
    guard let file, let status, status.kind == .file else { return false }
    guard let size = try fork.size(of: version) else {
      try history.requireContent(version.blob)
      return false
    }
    if status.size == size, try History.blobID(ofFile: file) == version.blob { return true }
    guard status.size > size, status.size <= max(size * 2, 1 << 16) else { return false }
    let content = try fork.content(of: version)
    let bytes = try Files.read(file, limit: max(content.count * 2, 1 << 16), followsLinks: false)
    // The user's git may have given it other line ends.
    return try bytes.contains(0x0D) && history.cleaned(bytes, at: path.path.string) == content
  }

  /// Throws unless the contents that are to be written are in the repository: nothing has changed yet.
  private func requireContents(of versions: [FileVersion]) throws {
    for version in versions where version.isFile { try history.requireContent(version.blob) }
  }

  /// Gives a file another content, if it is still the one that was looked at.
  private func replace(
    _ path: ForkedPath, _ seen: FileStatus?, _ old: FileVersion?, by new: FileVersion?
  ) throws {
    if new?.kind == .link { return }
    // What is in the way goes before.
    let file = try inside(path.path.string)
    let status = try Files.status(file)
    // A folder changes with each file in it.
    guard status == seen || status?.kind == .folder && seen?.kind == .folder || status == nil && seen?.kind == .folder
    else { throw Changed(path: path.path) }
    if new?.kind == .submodule {
      // An empty folder, as git makes one for a submodule that is not checked out.
      if status?.kind == .file { try Files.remove(file) }
      return try Files.makeFolders(file)
    }
    guard let new else {
      guard old?.kind != .link else { return }
      if old?.isFile == true { try Files.remove(file) } else { Files.removeEmptyFolder(file) }
      var folder = file.parent
      while folder.parent != workspace, folder != workspace, Files.removeEmptyFolder(folder) { folder = folder.parent }
      return
    }
    if status?.kind == .folder, !Files.removeEmptyFolder(file) { throw Changed(path: path.path) }
    let temporary = folder / "file"
    try Files.remove(temporary)
    try fork.write(new, to: temporary, mode: new.kind == .executable ? 0o755 : 0o644)
    try Files.makeFolders(file.parent)
    try Files.move(temporary, to: file)
  }

  private func writeJournal() throws {
    try note.write(MergeJournal(from: fork.ours, to: fork.theirs).json, owner: owner)
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
