public import ManentGit

/// A commit that one side of a fork has and the other has not.
public struct ForkCommit: Sendable {
  /// What it was made on.
  public enum Parent: Hashable, Sendable {
    /// Another commit of the fork, by its place in `Fork.commits`.
    case own(Int)
    /// A commit that both sides have.
    case shared(CommitID)
  }

  /// Its name.
  public let id: CommitID
  /// What it was made on, in order; none for the first of a history.
  public let parents: [Parent]
  /// When it was committed, in seconds since 1970.
  public let time: Int64
  /// Who committed it and when, as git wrote it.
  public let committer: String
  /// Which side has it.
  public let side: Fork.Side

  let tree: ObjectID
}
