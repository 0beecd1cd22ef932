public import ManentCatalog
public import ManentIndex
public import ManentRecords

/// A message that was found.
public struct FoundMessage: Sendable {
  /// Its chat.
  public var chat: ChatRow
  /// The message.
  public var message: Message
  /// How well it fits, 0 to 1; comparable within one search.
  public var score: Double
  /// The words around what was found.
  public var excerpt: Excerpt
}

/// The order of what was found.
public enum SearchOrder: String, Sendable, CaseIterable {
  /// What fits best first.
  case best
  /// What was written last first.
  case newest
}
