public import ManentFormats
public import ManentPlugins
public import ManentRecords

/// What came of a turn.
public struct TurnResult: Sendable {
  /// The chat; `nil` when the turn was not kept.
  public var chat: Chat?
  /// The answer.
  public var message: Message
  /// The passages that were handed to the provider, the best first; the answer's citations count them from 1.
  public var passages: [Passage]
  /// Whether the message is answered; `false` when what was found holds no answer, and the answer says so.
  public var answered: Bool { message.metadata?["answered"]?.bool ?? true }
  /// Why it is not answered, in a few words.
  public var reason: String? { message.metadata?["reason"]?.string }
  /// How much of the chat was sent.
  public var context: ContextFigures
  /// The state after a turn that was not kept, for the one that follows it; of one that was, where somebody has asked for
  /// it.
  public var state: JSON?
}
