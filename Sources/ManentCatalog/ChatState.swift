/// What the catalog knows of a chat's state: so that a turn need not read the whole chat for it.
public struct ChatState: Sendable, Equatable {
  /// The fold of all patches, as JSON.
  public var text: String
  /// The id of the message that is read last: one that follows it is read after it, so that its patch comes last.
  public var lastMessage: String

  /// A state from its parts.
  public init(text: String, lastMessage: String) {
    self.text = text
    self.lastMessage = lastMessage
  }
}
