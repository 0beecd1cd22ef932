/// The remote branch that a branch is kept in step with.
public struct Remote: Sendable, Equatable {
  /// The remote's name in git's settings: `origin`.
  public var name: String
  /// Where it is.
  public var url: RemoteURL
  /// The local branch, without `refs/heads/`.
  public var localBranch: String
  /// The branch over there, without `refs/heads/`.
  public var branch: String
  /// The reference that says where that branch was when git last heard of it: `refs/remotes/origin/main`.
  public var tracking: String
  /// Whether git's settings say that the local branch follows the remote one.
  public var isFollowed: Bool
  /// Whether they say that it follows another remote.
  public var isAside = false

  /// The remote for people: its name and place.
  public var shown: String { "\(name) (\(url.shown))" }
}
