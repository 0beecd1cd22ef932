internal import ManentCore

extension History {
  /// The files of the workspace that differ between the checked-out commit and the disk, whatever is staged.
  ///
  /// New files count unless git ignores them. Links and nested repositories are left out; one that took the place of
  /// a file counts as the file's deletion. Contents are not named (`blob` is `nil`): they are not in the repository
  /// yet.
  public func uncommitted() throws(HistoryError) -> [PathChange] {
    let tree = try head().map { commit throws(HistoryError) in try self.tree(of: commit) }
    let folder = prefix.isEmpty ? nil : String(prefix.dropLast())
    // Keys are bytes: two spellings of `é` are one `String` for Swift and two files for git.
    var found: [[UInt8]: PathChange] = [:]
    var isStaged: Set<[UInt8]> = []
    for difference in try repository.staged(on: tree, below: folder) {
      guard let path = inWorkspace(difference.path) else { continue }
      isStaged.insert(Array(path.utf8))
      found[Array(path.utf8)] = try change(at: path, difference, in: tree)
    }
    for difference in try repository.unstaged(below: folder) {
      guard let path = inWorkspace(difference.path) else { continue }
      let key = Array(path.utf8)
      // Staged and changed again may mean that it is back at what was committed.
      found[key] =
        isStaged.contains(key) ? try exactChange(at: path, in: tree) : try change(at: path, difference, in: tree)
    }
    return found.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private func inWorkspace(_ path: String) -> String? {
    path.utf8.starts(with: prefix.utf8) ? String(Substring(path.utf8.dropFirst(prefix.utf8.count))) : nil
  }

  private func change(
    at path: String, _ difference: GitRepository.Difference, in tree: ObjectID?
  ) throws(HistoryError) -> PathChange? {
    if difference.isConflict { return try exactChange(at: path, in: tree) }
    return Self.kind(difference.wasFile, difference.isFile).map { PathChange(path: path, kind: $0) }
  }

  /// Compares a file on the disk with the commit without the index.
  private func exactChange(at path: String, in tree: ObjectID?) throws(HistoryError) -> PathChange? {
    let parts = (prefix + path).utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    let entry = try tree.map { tree throws(HistoryError) in try self.entry(at: parts[...], in: tree) } ?? nil
    let file = root / (prefix + path)
    let committed = entry.flatMap { $0.mode.isFile ? $0.id : nil }
    let isFile = try onFiles { () throws(FileError) in try Files.status(file) }?.kind == .file
    if isFile, let committed {
      let bytes = try onFiles { () throws(FileError) in try Files.read(file) }
      let id = try bytes.withBytes { bytes throws(HistoryError) in try GitObjects.name(of: bytes, as: .blob) }
      if id == committed { return nil }
    }
    return Self.kind(committed != nil, isFile).map { PathChange(path: path, kind: $0) }
  }

  private static func kind(_ wasFile: Bool, _ isFile: Bool) -> PathChange.Kind? {
    switch (wasFile, isFile) {
    case (false, false): nil
    case (false, true): .added
    case (true, false): .deleted
    case (true, true): .modified
    }
  }
}
