public import ManentCore
public import ManentGit

/// What one commit is to hold.
public struct CommitPlan: Sendable {
  /// What happens to which path; a later change of a path wins.
  public var changes: [Change]
  /// The commit's message.
  public var message: String
  /// When it is made; the zone is the machine's own.
  public var time: Timestamp

  /// A plan from its parts.
  public init(_ changes: [Change], message: String, at time: Timestamp) {
    self.changes = changes
    self.message = message
    self.time = time
  }
}

/// What came of several commits that were made one on top of the other and became visible together.
public struct CommitSeries: Sendable {
  /// What came of each of them.
  public var outcomes: [CommitOutcome]
  /// The commit that the first one stands on.
  public var before: CommitID?
  /// The last commit, if there is a new one.
  public var newest: CommitID?
}

/// What is known from the commits that this process has made before, so that the next one costs less.
///
/// In a process that makes many commits all threads share one for each repository; any of them may use it.
public final class CommitMemory: Sendable {
  let trees = TreeMemory()

  /// A memory of nothing.
  public init() {}
}
