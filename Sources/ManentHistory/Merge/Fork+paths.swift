public import ManentCore
public import ManentGit

extension Fork {
  /// The paths that are not the same on both sides, in order of their bytes within each folder.
  ///
  /// Entries whose names are no text are left out; see `opaquePaths()`.
  public func differingPaths() throws(GitError) -> [ForkedPath] { try compared().paths }

  /// The entries that are not the same on both sides and whose names are no text.
  public func opaquePaths() throws(GitError) -> [OpaquePath] { try compared().opaque }

  private func compared() throws(GitError) -> ForkedTrees {
    var comparison = ForkedTrees()
    let folder = ForkedTrees.Folder(
      ours: try history.tree(of: ours), theirs: try history.tree(of: theirs),
      bases: try bases.map { base throws(GitError) in try history.tree(of: base) })
    try comparison.compare(folder, in: history.objects)
    return comparison
  }

  /// What a path is in a commit; `nil` when it is not there, or a folder.
  public func version(of path: Path, in commit: CommitID) throws(GitError) -> FileVersion? {
    FileVersion(try trees.entry(at: Self.parts(path)[...], in: history.tree(of: commit), history.objects))
  }

  /// The files below a folder of a commit, with their paths from the root.
  public func files(below folder: Path, in commit: CommitID) throws(GitError) -> [(
    path: Path, version: FileVersion
  )] {
    let entry = try trees.entry(at: Self.parts(folder)[...], in: history.tree(of: commit), history.objects)
    guard let entry, entry.isFolder else { return [] }
    var comparison = ForkedTrees()
    try comparison.compare(.init(ours: entry.id, theirs: nil, bases: []), in: history.objects)
    return comparison.paths.compactMap { found in
      found.ours.map { (Path(folder.string + "/" + found.path.string), $0) }
    }
  }

  /// The bytes of a content.
  public func content(of version: FileVersion) throws(GitError) -> [UInt8] {
    try history.content(of: version.blob)
  }

  /// The number of bytes of a content, which is not read; `nil` when it is not in the repository.
  public func size(of version: FileVersion) throws(GitError) -> Int? { try history.size(of: version.blob) }

  /// Writes a content to a new file, which is not forced to disk.
  public func write(_ version: FileVersion, to file: Path, mode: UInt32) throws(GitError) {
    try history.objects.read(ObjectID(version.blob), as: .blob) { bytes throws(GitError) in
      try onFiles { () throws(FileError) in try Files.writeNew(bytes, to: file, mode: mode, sync: false) }
    }
  }

  /// The message of a commit.
  public func message(of commit: CommitID) throws(GitError) -> String {
    let bytes = try history.objects.read(commit.object, as: .commit)
    var position = 0
    while position + 1 < bytes.count, bytes[position] != 0x0A || bytes[position + 1] != 0x0A { position += 1 }
    return String(decoding: bytes.dropFirst(position + 2), as: UTF8.self)
  }

  static func parts(_ path: Path) -> [[UInt8]] {
    path.string.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
  }
}

extension Fork {
  /// Whether a file beside a path has that content in a commit.
  public func hasSibling(of path: Path, with version: FileVersion, in commit: CommitID) throws(GitError) -> Bool {
    var folder = try history.tree(of: commit)
    let parts = Self.parts(path).dropLast()
    if !parts.isEmpty {
      guard let entry = try trees.entry(at: parts, in: folder, history.objects), entry.isFolder else { return false }
      folder = entry.id
    }
    return try trees.entries(of: folder, in: history.objects).values.contains { FileVersion($0)?.blob == version.blob }
  }
}

extension Fork {
  /// The folders so many levels below a folder of a commit whose names are wanted.
  public func folders(
    below folder: Path, depth: Int, in commit: CommitID, where isWanted: (String) -> Bool
  ) throws(GitError) -> [Path] {
    var level: [(path: Path, tree: ObjectID)] = []
    if let entry = try trees.entry(at: Self.parts(folder)[...], in: history.tree(of: commit), history.objects),
      entry.isFolder
    {
      level = [(folder, entry.id)]
    }
    for step in 1...max(1, depth) {
      var next: [(path: Path, tree: ObjectID)] = []
      for (path, tree) in level {
        for (bytes, entry) in try trees.entries(of: tree, in: history.objects) where entry.isFolder {
          guard let name = String(validating: bytes, as: UTF8.self), step < depth || isWanted(name) else { continue }
          next.append((path / name, entry.id))
        }
      }
      level = next
    }
    return level.map(\.path)
  }
}
