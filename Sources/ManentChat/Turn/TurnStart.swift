import ManentPlugins
public import ManentRecords

/// A turn whose question is about to be put to a provider.
public struct TurnStart: Sendable {
  /// Who is asked.
  public var provider: String
  /// Whether what was said before matters to it.
  public var readsChat: Bool
  /// The chat; `nil` when the turn is not kept and begins one.
  public var chat: Chat?
  /// How much of the chat is sent.
  public var context: ContextFigures

  init(_ provider: any AnswerProvider, chat: Chat?, context: ContextFigures) {
    self.provider = provider.name
    readsChat = provider.readsChat
    self.chat = chat
    self.context = context
  }
}
