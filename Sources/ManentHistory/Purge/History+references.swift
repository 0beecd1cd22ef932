internal import ManentCore
internal import ManentGit

extension History {
  /// Lets every reference lead to what a rewriting has made of its commit. Notes on commits go: they are kept by the
  /// commits' names.
  func replaceReferences(_ rewriting: Rewriting, in folder: borrowing CommitFolder) throws(GitError) {
    let references = try ReferenceFiles(gitFolder: gitFolder, commonFolder: commonFolder)
    func target(_ name: String, _ id: ObjectID) throws(GitError) -> ObjectID? {
      if name.hasPrefix("refs/notes/"), !rewriting.isEmpty { return nil }
      if let spared = rewriting.spared, name.hasPrefix(spared) { return id }
      return try result(of: id, rewriting)
    }
    for reference in references.loose {
      let new = try target(reference.name, reference.target)
      if new == reference.target { continue }
      guard let new else {
        try onFiles { () throws(FileError) in try Files.remove(reference.path) }
        continue
      }
      try replace(reference.path, with: Array("\(new)\n".utf8), in: folder)
    }
    var text = "# pack-refs with: sorted \n"
    var isChanged = false
    for reference in references.packed {
      let new = try target(reference.name, reference.target)
      isChanged = isChanged || new != reference.target
      if let new { text += "\(new) \(reference.name)\n" }
    }
    if isChanged { try replace(references.packedFile, with: Array(text.utf8), in: folder) }
  }

  /// Rewrites the logs of all references.
  func rewriteLogs(_ rewriting: Rewriting) throws(GitError) {
    try ReferenceLogs(gitFolder: gitFolder, commonFolder: commonFolder).rewrite(rewriting) { objects.contains($0) }
  }

  /// Removes what commands of git have left of commits: their names, their messages, what is noted beside the index.
  ///
  /// - Returns: why it has to wait, or `nil` when it is done.
  func removeRemains(in folder: borrowing CommitFolder) throws(GitError) -> CommitDelay? {
    let folders = try ReferenceFiles.gitFolders(gitFolder: gitFolder, commonFolder: commonFolder)
    try onFiles { () throws(FileError) in
      for folder in folders {
        for name in Self.remains { try Files.remove(folder / name) }
      }
    }
    for gitFolder in folders {
      guard try stripIndex(in: gitFolder, folder) else { return .indexLocked }
      try onFiles { () throws(FileError) in
        for folder in [gitFolder, gitFolder / "manent"] where Files.exists(folder) {
          for name in try Files.list(folder) where name.hasPrefix("sharedindex.") { try Files.remove(folder / name) }
        }
      }
    }
    return nil
  }

  /// Leaves nothing in the index of a work tree but its entries. One in two files becomes one: the shared one may name
  /// folders that are gone.
  ///
  /// - Returns: whether it is done; another program may hold git's lock, or change the index meanwhile.
  private func stripIndex(in gitFolder: Path, _ folder: borrowing CommitFolder) throws(GitError) -> Bool {
    let path = gitFolder / "index"
    let seen = try onFiles { () throws(FileError) in try Files.status(path) }
    guard let seen, seen.kind == .file else { return true }
    var index = try GitIndex(in: gitFolder)
    index.forgetExtensions()
    try index.distrust(since: seen.modified)
    return try replaceIfFree(path, seen, with: index.content(.never).index, in: folder)
  }

  /// What git leaves beside the references, for the convenience of its user.
  private static let remains = [
    "FETCH_HEAD", "ORIG_HEAD", "COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG", "NOTES_EDITMSG",
    "NOTES_MERGE_PARTIAL", "NOTES_MERGE_REF", "AUTO_MERGE", "gitk.cache",
  ]

  /// Replaces a file of git's under its lock; somebody else's lock is waited for.
  private func replace(_ path: Path, with bytes: [UInt8], in folder: borrowing CommitFolder) throws(GitError) {
    let deadline = Deadline(in: patience)
    while try !replaceIfFree(path, with: bytes, in: folder) {
      guard deadline.pause() else {
        throw GitError(.git, "lock", path: path, reason: "another program holds its lock")
      }
    }
  }

  /// Replaces a file of git's unless somebody else holds its lock, or it is not the one that was `seen` any more.
  private func replaceIfFree(
    _ path: Path, _ seen: FileStatus? = nil, with bytes: [UInt8], in folder: borrowing CommitFolder
  ) throws(GitError) -> Bool {
    let draft = folder.draft("replacement")
    try onFiles { () throws(FileError) in
      try Files.remove(draft)
      try Files.writeNew(bytes, to: draft, mode: seen?.mode ?? 0o644)
    }
    defer { try? Files.remove(draft) }
    guard let lock = try LockedFile.take(path, draft: draft) else { return false }
    if let seen, try onFiles({ () throws(FileError) in try Files.status(path) }) != seen { return false }
    try lock.commit()
    return true
  }
}
