/// What came of an import of chats.
public struct ImportReport: Sendable, Equatable {
  /// A chat that was not taken.
  public struct Refusal: Sendable, Equatable {
    /// The chat, as the source calls it.
    public var chat: String
    /// Why, as a clause.
    public var error: String

    /// A refusal from its parts.
    public init(chat: String, error: String) {
      self.chat = chat
      self.error = error
    }
  }

  /// Chats that are new.
  public var added = 0
  /// Chats that were here and got messages that they lacked.
  public var extended = 0
  /// Chats that were here with all their messages.
  public var unchanged = 0
  /// Chats that were forgotten or purged here, and stay so.
  public var forgotten = 0
  /// Messages that are new.
  public var messages = 0
  /// Chats and messages that have the id of another one here and say something else. Both are kept.
  public var keptBoth = 0
  /// Chats that could not be taken.
  public var failed: [Refusal] = []

  /// Nothing yet.
  public init() {}
}
