import ManentCore
public import ManentFormats
public import ManentPlugins
public import ManentRecords

/// What the user wants of a turn.
public struct TurnRequest: Sendable {
  /// Which chat a message belongs to.
  public enum Destination: Sendable, Equatable {
    /// The latest one, or a new one when there is none or the workspace's `chat.timeout` has passed.
    case latest
    /// The latest one, however old.
    case latestWithoutTimeout
    /// A new one.
    case new
    /// The one that a reference means, or a new one of that id.
    case id(String)
    /// One that is going on, even when another branch was checked out meanwhile.
    case chat(Chat)
  }

  /// The message; may be empty when there are results of tools.
  public var message: String
  /// What the tools gave that the last answer of the chat called; they are kept before the message.
  public var results: [ToolResult] = []
  /// What may be asked beside an answer.
  public var options = AnswerOptions()
  /// The chat.
  public var destination = Destination.latest
  /// Who answers, when not whom the chat or the workspace says.
  public var provider: String?
  /// Which model answers, when not the one that the chat, the workspace or the provider says.
  public var model: String?
  /// How many passages are looked up, when not as many as the workspace says.
  public var topK: Int?
  /// A pattern that the names of documents must match (`*`, `**`, `?`), or `nil` for all.
  public var documents: String?
  /// Whether documents are looked at.
  public var usesDocuments = true
  /// Tags for the chat, if it is new.
  public var tags: [String] = []
  /// What was said before it and is not kept, the oldest first; for turns that are not kept.
  public var earlier: [AnswerRequest.Turn] = []
  /// The template that a new chat is begun from, filled.
  public var template: ChatTemplate?
  /// Instructions to the provider: recorded in a new chat, for this turn alone in one that is there.
  public var instructions: String?
  /// Whether the turn is kept.
  public var isKept = true
  /// Who says it, where several people have the workspace.
  public var author: String?
  /// The message of the chat that it follows, when not the newest.
  public var parent: String?
  /// How many messages are sent, when not as many as the chat or the workspace says.
  public var window: Int?
  /// What is sent before the message, the oldest first, instead of what the chat has; `nil` for that.
  public var said: [AnswerRequest.Turn]?
  /// The chat that a new one takes over from: its settings and its state go on there.
  public var previous: Chat?
  /// The state that a turn begins with that is not kept: that of the one before it; `nil` for the chat's.
  public var state: JSON?

  /// A turn with a message, in the latest chat.
  public init(message: String) { self.message = message }
}
