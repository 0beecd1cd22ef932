/// How large chunks become, in bytes of UTF-8.
public struct SplitterSettings: Sendable, Hashable {
  /// What a chunk should hold: about a long paragraph.
  public var target: Int
  /// What no chunk exceeds; a document up to this length is one chunk.
  public var maximum: Int

  /// Settings with the sizes that the index uses, or others. Sizes that make no sense are brought into reach.
  public init(target: Int = 1_000, maximum: Int = 1_600) {
    self.maximum = max(64, maximum)
    self.target = min(max(32, target), self.maximum)
  }

  /// A new heading closes a chunk that holds at least this; shorter sections share a chunk.
  var minimum: Int { target / 4 }
}
