public import ManentCore
public import ManentGit

extension History {
  /// Reads objects and compares them with their names.
  ///
  /// - Parameter thoroughly: whether all that references and logs lead to is read; else the newest commits and their
  ///   trees are.
  public func damagedObjects(thoroughly: Bool) throws(GitError) -> [DamagedObject] {
    var check = ObjectCheck(prefix: prefix, isPartial: try promisor() != nil)
    let tips = thoroughly ? try allTips().map(\.object) : try head().map { [$0.object] } ?? []
    try check.look(at: tips, commits: thoroughly ? .max : 100, boundary: shallowBoundary(), in: objects)
    return check.damaged
  }

  /// Writes the content of a damaged object anew, as a loose object.
  ///
  /// - Returns: whether the content is that of the object.
  public func mend(_ damaged: DamagedObject, with content: [UInt8]) throws(GitError) -> Bool {
    guard damaged.kind == ObjectKind.blob.name, try Self.blobID(of: content) == damaged.id else { return false }
    var bytes: [UInt8] = []
    let whole = Array("blob \(content.count)\0".utf8) + content
    let deflater = try Deflater(level: 1)
    try whole.withBytes { whole throws(GitError) in try deflater.compress(whole, into: &bytes) }
    let name = damaged.id.description
    let (folder, object) = (commonFolder / "objects" / String(name.prefix(2)), bytes)
    try onFiles { () throws(FileError) in
      try Files.makeFolders(folder)
      try Files.writeAtomically(object, to: folder / String(name.dropFirst(2)), mode: 0o444)
    }
    try objects.reopen()
    return true
  }

  /// The files of the workspace that git's index holds in several versions, after a merge that was not finished.
  public func unmerged() throws(GitError) -> [String] {
    let names = Set(try readIndex().names(inConflict: true).map { String(decoding: $0, as: UTF8.self) })
    return names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
  }

  /// Locks of git's that are older than a time; whoever took them was killed, or takes very long.
  public func locks(olderThan age: Duration) throws(GitError) -> [Path] {
    let limit = Clock.system.now().milliseconds * 1_000_000 - age.components.seconds * 1_000_000_000
    let (gitFolder, common) = (gitFolder, commonFolder)
    return try onFiles { () throws(FileError) in
      var found: [Path] = []
      func look(_ folder: Path, _ isDeep: Bool) throws(FileError) {
        guard try Files.status(folder)?.kind == .folder else { return }
        for (name, status) in try Files.entries(of: folder) {
          if status.kind == .folder, isDeep { try look(folder / name, true) }
          if name.hasSuffix(".lock"), status.kind == .file, status.modified < limit { found.append(folder / name) }
        }
      }
      try look(gitFolder, false)
      if common.string != gitFolder.string { try look(common, false) }
      try look(common / "refs", true)
      return found.sorted { $0.string < $1.string }
    }
  }
}
