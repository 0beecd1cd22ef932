public import ManentGit

extension History {
  /// The commit that a name means, as `git rev-parse` reads it: an id or the beginning of one, `HEAD~3`, a branch, a
  /// tag; `nil` when it means none.
  public func commit(named name: String) throws(GitError) -> CommitID? {
    guard !name.isEmpty, !name.utf8.contains(0), name.utf8.count <= 1024 else { return nil }
    return try reading { repository throws(GitError) in try repository.commit(named: name).map { CommitID($0) } }
  }
}
