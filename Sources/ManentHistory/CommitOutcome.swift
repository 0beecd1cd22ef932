public import ManentGit

/// What came of a request to commit.
public enum CommitOutcome: Hashable, Sendable {
  /// A new commit was made and the branch leads to it.
  case committed(CommitID)
  /// The branch holds exactly this already.
  case unchanged
  /// Nothing was done; the files are safe where they are and the next commit takes them along.
  case deferred(CommitDelay)

  /// Whether there is a new commit.
  public var isCommitted: Bool { if case .committed = self { true } else { false } }

  /// Whether nothing was done.
  public var isDeferred: Bool { if case .deferred = self { true } else { false } }
}
