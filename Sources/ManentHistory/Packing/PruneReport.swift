/// What a prune has left.
public struct PruneReport: Hashable, Sendable {
  /// How many objects there were, counted once for each place that they were in.
  public var objectsBefore: Int
  /// How many objects there are.
  public var objectsAfter: Int
  /// The bytes of all objects before.
  public var bytesBefore: Int
  /// The bytes of all objects now.
  public var bytesAfter: Int
}
