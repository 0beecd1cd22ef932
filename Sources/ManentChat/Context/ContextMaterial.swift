import ManentFormats
import ManentPlugins
import ManentRecords

/// What a chat has for a question, before it is cut to what the model takes.
struct ContextMaterial {
  /// A message of the chat.
  struct Item {
    var turn: AnswerRequest.Turn
    var isPinned = false
    /// The message as it is kept; `nil` for one that is not.
    var message: Message?
    /// About how many tokens it has.
    var tokens: Int { turn.tokens }
  }

  /// The chat's instructions to the provider.
  var instructions: String?
  /// Pinned messages that lie before the window, the oldest first.
  var pinned: [Item] = []
  /// The messages of the window, the oldest first, without the question.
  var recent: [Item] = []
  /// The question.
  var question: AnswerRequest.Turn
  /// How many messages the chat shows, the question among them.
  var all: Int
  /// Whether messages were left out because they lie before the window.
  var isCut = false

  /// All messages before anything is cut.
  var messages: [AnswerRequest.Turn] {
    (instructions.map { [AnswerRequest.Turn(role: "system", content: $0)] } ?? [])
      + (pinned + recent).map(\.turn) + [question]
  }

  /// About how many tokens all of it has, with passages.
  func tokens(with passages: [Passage]) -> Int {
    messages.reduce(0) { $0 + $1.tokens }
      + passages.reduce(0) { $0 + Self.tokens($1) }
  }

  /// About how many tokens a passage has: its text, and the line that says where it is from.
  static func tokens(_ passage: Passage) -> Int {
    TokenEstimate.tokens(passage.text) + TokenEstimate.tokens(passage.document) + 8
  }
}

extension AnswerRequest.Turn {
  /// About how many tokens a message has, with the tools that it calls.
  var tokens: Int {
    let calls = toolCalls.reduce(0) { $0 + TokenEstimate.tokens($1.serialized()) }
    return TokenEstimate.tokens(content) + calls + TokenEstimate.perMessage
  }
}
