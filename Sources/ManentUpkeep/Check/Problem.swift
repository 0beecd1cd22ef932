/// Something in a workspace that is not as it should be.
public struct Problem: Sendable, Equatable {
  /// Where, relative to the workspace.
  public var path: String
  /// What, as a clause.
  public var problem: String
  /// What was done about it, or what can be.
  public var repair: String
  /// Whether it is in order now.
  public var isRepaired = false
}
