internal import ManentCore
internal import ManentGit

/// What a repository leads to its objects by: the references, heads, indexes and logs of all its work trees.
struct Tips {
  /// The folder with `objects` and `refs`.
  let commonFolder: Path
  /// The references and heads.
  private(set) var references: Set<ObjectID> = []
  /// What indexes and logs name.
  private(set) var others: Set<ObjectID> = []

  /// The folders of the work trees: the repository's own, and those of linked ones.
  static func gitFolders(in commonFolder: Path) throws(GitError) -> [Path] {
    let linked = commonFolder / "worktrees"
    return try onFiles { () throws(FileError) in
      guard try Files.status(linked)?.kind == .folder else { return [commonFolder] }
      return [commonFolder] + (try Files.list(linked)).map { linked / $0 }
    }
  }

  /// Reads all there is.
  ///
  /// - Parameter logs: whether what only the logs lead to counts; a stash always does.
  init(of commonFolder: Path, logs: Bool) throws(GitError) {
    self.commonFolder = commonFolder
    for name in try Self.packedReferences(in: commonFolder) { references.insert(name) }
    for folder in try Self.gitFolders(in: commonFolder) {
      for path in try Self.files(below: folder / "refs") + [folder / "HEAD"] {
        if let name = ObjectID(try Self.text(path).prefix(40)) { references.insert(name) }
      }
      others.formUnion(try GitIndex(in: folder).objects())
      for path in try Self.files(below: folder / "logs") where logs || path.string.hasSuffix("/logs/refs/stash") {
        for line in try Self.text(path).split(separator: "\n") {
          for word in line.prefix(81).split(separator: " ") { if let name = ObjectID(word) { others.insert(name) } }
        }
      }
    }
    others.remove(.zero)
  }

  /// The commits at which a shallow history ends.
  static func shallow(in commonFolder: Path) throws(GitError) -> Set<ObjectID> {
    Set(try text(commonFolder / "shallow").split(separator: "\n").compactMap { ObjectID($0) })
  }

  /// The regular files below a folder, which need not be there.
  static func files(below folder: Path) throws(GitError) -> [Path] {
    try onFiles { () throws(FileError) in
      guard try Files.status(folder)?.kind == .folder else { return [] }
      var found: [Path] = []
      var waiting = [folder]
      while let folder = waiting.popLast() {
        for (name, status) in try Files.entries(of: folder) {
          if status.kind == .folder { waiting.append(folder / name) }
          if status.kind == .file { found.append(folder / name) }
        }
      }
      return found.sorted()
    }
  }

  private static func packedReferences(in commonFolder: Path) throws(GitError) -> [ObjectID] {
    try text(commonFolder / "packed-refs").split(separator: "\n").compactMap { line in
      line.hasPrefix("#") || line.hasPrefix("^") ? nil : ObjectID(line.prefix(40))
    }
  }

  /// The text of a file; empty when there is none.
  private static func text(_ path: Path) throws(GitError) -> String {
    try onFiles { () throws(FileError) in
      guard try Files.status(path)?.kind == .file else { return "" }
      return String(decoding: try Files.read(path, limit: 1 << 30), as: UTF8.self)
    }
  }
}
