internal import ManentCore
public import ManentGit

extension History {
  /// The files of the workspace that differ between the checked-out commit and the disk, whatever is staged.
  ///
  /// New files count unless git ignores them. Links and nested repositories are left out; one that took the place of
  /// a file counts as the file's deletion. Contents are not named (`blob` is `nil`): they are not in the repository
  /// yet. A file is read only when git's index does not tell that it is the same as when it was committed.
  public func uncommitted() throws(GitError) -> [PathChange] {
    let committed = try committedFiles()
    let seen = try onFiles { () throws(FileError) in try Files.status(gitFolder / "index") }
    let known = try KnownFiles(
      readIndex(), below: Array(prefix.utf8), writtenAt: seen?.modified ?? 0,
      hasModes: repository.configuration().flag("core.filemode") ?? true)
    let walk = WorkTreeWalk(tracked: Array(committed.keys) + known.names)
    let workspace = Path(root.string + "/" + prefix)
    var found: [PathChange] = []
    var present: Set<[UInt8]> = []
    try walk.visit(workspace, isIgnored: { path throws(GitError) in try repository.isIgnored(prefix + path) }) {
      name, file throws(GitError) in
      present.insert(name)
      let path = String(decoding: name, as: UTF8.self)
      guard let entry = committed[name] else {
        // A name that is no text does not come through as one, and cannot be committed.
        guard FileFacts.of(file) != nil else { return }
        if !walk.isTracked(name), try repository.isIgnored(prefix + path) { return }
        found.append(PathChange(path: path, kind: .added))
        return
      }
      let isSame = try known.isSame(name, file, as: entry) { bytes throws(GitError) in
        try cleaned(bytes, at: path)
      }
      if !isSame { found.append(PathChange(path: path, kind: .modified)) }
    }
    for name in committed.keys where !present.contains(name) && !known.isAbsentOnPurpose(name) {
      found.append(PathChange(path: String(decoding: name, as: UTF8.self), kind: .deleted))
    }
    return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The regular files of the workspace in the checked-out commit, by their names below it.
  private func committedFiles() throws(GitError) -> [[UInt8]: TreeEntry] {
    guard let head = try head() else { return [:] }
    let root = try tree(of: head)
    let parts = prefix.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    var files: [[UInt8]: TreeEntry] = [:]
    guard !parts.isEmpty else {
      try collect(root, below: [], depth: 0, into: &files)
      return files
    }
    guard let entry = try entry(at: parts[...], in: root), entry.isFolder else { return [:] }
    try collect(entry.id, below: [], depth: 0, into: &files)
    return files
  }

  private func collect(
    _ tree: ObjectID, below name: [UInt8], depth: Int, into files: inout [[UInt8]: TreeEntry]
  ) throws(GitError) {
    // As deep as a path can be: no workspace has such folders, and a hostile repository may.
    try Interruption.checkInGit()
    guard files.count < 5_000_000 else {
      throw GitError(.damaged, "read tree", reason: "tree \(tree) holds more files than any repository does")
    }
    guard depth < 1024 else { throw GitError(.damaged, "read tree", reason: "tree \(tree) is nested without end") }
    let entries = try objects.read(tree, as: .tree) { bytes throws(GitError) in
      try TreeText.entries(bytes, of: tree)
    }
    for entry in entries {
      let path = name + entry.name
      if entry.mode.isFile, String(validating: path, as: UTF8.self) != nil { files[path] = entry }
      if entry.isFolder {
        try collect(entry.id, below: path + [UInt8(ascii: "/")], depth: depth + 1, into: &files)
      }
    }
  }
}
