public import ManentWorkspace

/// A turn whose question is about to be put to a provider.
public struct TurnStart: Sendable {
  /// Who is asked.
  public var provider: String
  /// The chat; `nil` when the turn is not kept and begins one.
  public var chat: Chat?
  /// How many messages are sent, the question among them.
  public var messages: Int
}
