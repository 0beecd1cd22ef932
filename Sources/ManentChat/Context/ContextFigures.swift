public import ManentFormats

/// How much of a chat is sent with a question.
public struct ContextFigures: Sendable, Equatable {
  /// How many messages of the chat are sent, the question among them.
  public var messages: Int
  /// How many the chat shows, the question among them.
  public var all: Int
  /// Whether messages are left out for which there was no room, in the window or in the limit.
  public var isCut = false
  /// How many of those that are sent are there because they are pinned.
  public var pinned = 0
  /// How many passages are sent.
  public var passages = 0
  /// How many passages were found.
  public var foundPassages = 0
  /// About how many tokens are sent.
  public var tokens = 0
  /// How many tokens may be sent, the answer among them; `nil` when nobody knows.
  public var limit: Int?

  /// Figures of messages alone.
  public init(messages: Int, all: Int) {
    self.messages = messages
    self.all = all
  }

  /// What there was no room for, in one line for people; `nil` when there was room for all.
  public var notice: String? {
    let left = passages < foundPassages ? "\(passages) of \(foundPassages) passages" : nil
    let parts = [isCut ? "\(messages) of \(all) messages" : nil, left].compactMap(\.self)
    return parts.isEmpty ? nil : "context: " + parts.joined(separator: ", ")
  }

  /// The figures as scripts read them.
  public var json: JSON {
    var object: JSONObject = [
      "messages": JSON(messages), "of": JSON(all), "pinned": JSON(pinned), "passages": JSON(passages),
      "tokens": JSON(tokens),
    ]
    if let limit { object["limit"] = JSON(limit) }
    return .object(object)
  }
}
