internal import ManentCore
internal import ManentGit

/// The logs of references (`logs/`), of all work trees.
struct ReferenceLogs {
  private let files: [Path]

  init(gitFolder: Path, commonFolder: Path) throws(GitError) {
    var files: [Path] = []
    let folders = try ReferenceFiles.gitFolders(gitFolder: gitFolder, commonFolder: commonFolder)
    try onFiles { () throws(FileError) in for folder in folders { try Self.collect(folder / "logs", &files) } }
    self.files = files
  }

  /// The commits that the logs name.
  func commits() throws(GitError) -> [ObjectID] {
    var commits: Set<ObjectID> = []
    for file in files {
      for line in try lines(of: file) {
        if let (old, new) = Self.ids(line) { commits.formUnion([old, new]) }
      }
    }
    commits.remove(.zero)
    return commits.sorted()
  }

  /// Gives all lines the commits' new names. A line that names a commit whose message may not be told, or one that is
  /// not there, is left out; of a stash, whose log is its list, only its words go.
  func rewrite(_ rewriting: Rewriting, isThere: (ObjectID) -> Bool) throws(GitError) {
    for file in files {
      // Notes go with their references, and their log would keep their text.
      if !rewriting.isEmpty, file.string.contains("/logs/refs/notes/") {
        try onFiles { () throws(FileError) in try Files.remove(file) }
        continue
      }
      let isStash = file.string.hasSuffix("/refs/stash")
      var text = ""
      var isChanged = false
      for line in try lines(of: file) {
        guard let (old, new) = Self.ids(line) else {
          isChanged = true
          continue
        }
        func name(_ id: ObjectID) -> String? {
          if id == .zero { return id.description }
          guard let known = rewriting.commits[id] else { return isThere(id) ? id.description : nil }
          return known?.description
        }
        let isUntold = rewriting.untold.contains(old) || rewriting.untold.contains(new)
        guard let before = name(old), let after = name(new), !isUntold || isStash else {
          isChanged = true
          continue
        }
        let rest = String(decoding: line.dropFirst(81), as: UTF8.self)
        let isOther = isUntold || before != old.description || after != new.description
        // The words of a log repeat the subjects of commits.
        let words = isOther && isStash ? rest.prefix { $0 != "\t" } + "\tstash" : rest[...]
        isChanged = isChanged || isOther
        text += "\(before) \(after) \(words)\n"
      }
      guard isChanged else { continue }
      let bytes = Array(text.utf8)
      try onFiles { () throws(FileError) in try Files.writeAtomically(bytes, to: file) }
    }
  }

  private func lines(of file: Path) throws(GitError) -> [ArraySlice<UInt8>] {
    try onFiles { () throws(FileError) in try Files.read(file, limit: 1 << 30) }.split(separator: UInt8(ascii: "\n"))
  }

  private static func ids(_ line: ArraySlice<UInt8>) -> (old: ObjectID, new: ObjectID)? {
    guard line.count >= 82, let old = ObjectID(String(decoding: line.prefix(40), as: UTF8.self)),
      let new = ObjectID(String(decoding: line.dropFirst(41).prefix(40), as: UTF8.self))
    else { return nil }
    return (old, new)
  }

  private static func collect(_ folder: Path, _ files: inout [Path]) throws(FileError) {
    guard try Files.status(folder)?.kind == .folder else { return }
    for name in try Files.list(folder) {
      switch try Files.status(folder / name)?.kind {
      case .folder: try collect(folder / name, &files)
      case .file: files.append(folder / name)
      default: continue
      }
    }
  }
}
