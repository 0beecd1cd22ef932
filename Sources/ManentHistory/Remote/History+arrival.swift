internal import ManentCore
internal import ManentGit

extension History {
  /// Where fetches put what they bring until it is noted.
  private static let arrivals = "refs/manent/arriving"

  /// A name for what a fetch brings; what killed ones left is removed, with git's locks on it.
  func beginArrival() throws(GitError) -> String {
    try onFiles { () throws(FileError) in try Files.removeTree(commonFolder / Self.arrivals) }
    let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    return "\(Self.arrivals)/\(digits)"
  }

  /// What a fetch has brought, noted in the tracking reference; `nil` when it brought nothing.
  func endArrival(_ arrival: String, of remote: Remote) throws(GitError) -> CommitID? {
    guard let tip = try repository.commit(of: arrival) else { return nil }
    try note(tip, as: remote.tracking)
    try onFiles { () throws(FileError) in try Files.removeTree(commonFolder / Self.arrivals) }
    return tip
  }

  /// Lets a tracking reference lead to a commit, as a fetch or a push does.
  ///
  /// Such a reference says where the remote was when it was last heard of. One that somebody else holds the lock of is
  /// left to them: they have heard of it, too.
  func note(_ tip: CommitID, as tracking: String) throws(GitError) {
    guard try repository.commit(of: tracking) != tip else { return }
    let deadline = Deadline(in: patience)
    guard let folder = try enterCommitFolder(until: deadline) else {
      return
    }
    let draft = folder.draft("tracking")
    try onFiles { () throws(FileError) in
      try Files.remove(draft)
      try Files.makeFolders((commonFolder / tracking).parent)
      try Files.writeNew(Array("\(tip)\n".utf8), to: draft)
    }
    if let lock = try LockedFile.take(commonFolder / tracking, draft: draft) { try lock.commit() }
    try onFiles { () throws(FileError) in try Files.remove(draft) }
  }
}
