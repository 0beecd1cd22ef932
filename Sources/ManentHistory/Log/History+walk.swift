internal import ManentCore
public import ManentGit

extension History {
  /// A commit as a log tells it. One at which a shallow clone ends is a beginning: it has no parents there.
  public func logged(_ commit: CommitID) throws(GitError) -> LoggedCommit {
    var logged = try objects.read(commit.object, as: .commit) { bytes throws(GitError) in
      try LoggedCommit(bytes, of: commit.object)
    }
    if try shallowBoundary().contains(commit.object) { logged.parents = [] }
    return logged
  }

  /// The commits at which a shallow clone ends; read once.
  func shallowBoundary() throws(GitError) -> Set<ObjectID> {
    if let boundary { return boundary }
    let found = try shallowCommits()
    boundary = found
    return found
  }

  /// Goes through the commits that lead to one, itself included, the newest first, as `git log` does. Each is read when
  /// its turn comes, so the first one is there at once.
  ///
  /// In a shallow clone it ends where the clone does.
  ///
  /// - Parameters:
  ///   - commit: the newest.
  ///   - body: called with each commit; `false` ends it.
  public func walk(from commit: CommitID, _ body: (LoggedCommit) throws -> Bool) throws {
    var queue = CommitQueue()
    var seen: Set<ObjectID> = [commit.object]
    queue.insert(try logged(commit))
    while let next = queue.popNewest() {
      guard try body(next) else { return }
      for parent in next.parents where seen.insert(parent.object).inserted {
        if let commit = try loggedUnlessShallow(parent) { queue.insert(commit) }
      }
    }
  }

  /// A parent; `nil` when a shallow clone has not got it.
  func loggedUnlessShallow(_ commit: CommitID) throws(GitError) -> LoggedCommit? {
    do throws(GitError) { return try logged(commit) } catch {
      guard error.code == .missing, Files.exists(commonFolder / "shallow") else { throw error }
      return nil
    }
  }
}
