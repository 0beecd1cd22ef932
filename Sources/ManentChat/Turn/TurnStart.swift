public import ManentWorkspace

/// A turn whose question is about to be put to a provider.
public struct TurnStart: Sendable {
  /// Who is asked.
  public var provider: String
  /// The chat; `nil` when the turn is not kept and begins one.
  public var chat: Chat?
  /// How much of the chat is sent.
  public var context: ContextFigures
}
