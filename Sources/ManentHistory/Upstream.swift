/// The remote branch that the checked-out one follows, as it was when git last heard of it.
public struct Upstream: Sendable, Equatable {
  /// The remote and its branch: `origin/main`.
  public var name: String
  /// How many commits are here and not there.
  public var ahead: Int
  /// How many commits are there and not here.
  public var behind: Int
}
