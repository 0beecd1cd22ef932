public import ManentCore
public import ManentFormats

/// One message: a line of a chat's files.
public struct Message: Sendable, Equatable {
  /// The role of a speaker.
  public enum Role: String, Sendable, CaseIterable {
    /// Instructions.
    case system
    /// The person.
    case user
    /// The provider.
    case assistant
    /// A tool's result.
    case tool
  }

  /// How a message ended that is not complete.
  public enum Status: String, Sendable {
    /// The user stopped it; what had come is kept.
    case interrupted
    /// It failed; `error` says why.
    case failed
  }

  /// The message's id.
  public var id: String
  /// The message that it follows.
  public var parent: String?
  /// The role of the speaker.
  public var role: Role
  /// The text.
  public var content: String
  /// The time of writing.
  public var createdAt: Timestamp
  /// The machine that wrote it.
  public var device: String?
  /// The provider that answered.
  public var provider: String?
  /// The provider's model.
  public var model: String?
  /// The passages that the answer was made from, the best first.
  public var sources: [Source] = []
  /// Tokens read and written.
  public var usage: JSON?
  /// The person, where several share the workspace.
  public var author: String?
  /// The tools that an answer calls, in the shape of OpenAI's `tool_calls`.
  public var toolCalls: [JSON] = []
  /// The `id` of the call that a tool's message answers.
  public var toolCallID: String?
  /// A patch (RFC 7396) to the chat's state.
  public var state: JSON?
  /// How it ended, when it is not complete.
  public var status: Status?
  /// Why it failed.
  public var error: String?
  /// The message that this one stands in for.
  public var replaces: String?
  /// Further data, in any shape.
  public var metadata: JSON?
  /// The line that the message was read from. A message is never changed once it is written, so this is what an
  /// export gives back: keys that this version does not know are in it.
  package var line: JSON?

  /// A message from its parts.
  public init(id: String, parent: String?, role: Role, content: String, createdAt: Timestamp, device: String?) {
    self.id = id
    self.parent = parent
    self.role = role
    self.content = content
    self.createdAt = createdAt
    self.device = device
    line = nil
  }

  init(id: String, role: Role, content: String, createdAt: Timestamp, line: JSON) {
    self.id = id
    self.role = role
    self.content = content
    self.createdAt = createdAt
    self.line = line
  }

  /// Whether the provider may see the message: failed ones are shown and never sent.
  public var isContext: Bool { status != .failed }

  /// The message without what it says: enough to put messages in order.
  package var outline: Message {
    var outline = self
    (outline.content, outline.sources, outline.usage, outline.author) = ("", [], nil, nil)
    (outline.toolCalls, outline.toolCallID, outline.error, outline.metadata, outline.line) = ([], nil, nil, nil, nil)
    return outline
  }

  /// Whether two messages say the same.
  public static func == (left: Message, right: Message) -> Bool { left.json == right.json }
}
