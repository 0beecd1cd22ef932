import ManentChat
import ManentFormats
import ManentRecords

/// Something that happens in a turn.
///
/// Nearly all are pieces of answers, and they are remembered for a while: what is large lies behind a reference, so that a
/// piece takes no more than its text.
enum TurnEvent: Sendable {
  /// The message is on the disk (or need not be), and somebody is asked.
  indirect case began(Beginning)
  /// A piece of the answer.
  case delta(String)
  /// A piece of a call of a tool, as OpenAI's interface has it.
  indirect case call(JSON)
  /// What a person at a terminal would be told.
  case notice(String)
  /// The answer is whole and on the disk.
  indirect case done(TurnResult)
  /// There is no answer; what came is kept.
  indirect case failed(ServeError, Message?)
  /// It was stopped; what came is kept.
  indirect case interrupted(Message?)

  /// How a turn begins.
  struct Beginning: Sendable {
    var chat: Chat?
    var question: Message?
    var provider: String
  }

  /// Whether nothing follows.
  var isLast: Bool {
    switch self {
    case .done, .failed, .interrupted: true
    case .began, .delta, .call, .notice: false
    }
  }
}
