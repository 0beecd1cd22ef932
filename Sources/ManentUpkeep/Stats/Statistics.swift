public import ManentCore
import ManentRecords

/// How a workspace is used: counts over its chats and messages.
public struct Statistics: Sendable, Equatable {
  /// How long answers took.
  public struct Latency: Sendable, Equatable {
    /// How many answers it is known of.
    public var count = 0
    /// Half of them took no longer, in milliseconds.
    public var median = 0
    /// 95 of 100 took no longer, in milliseconds.
    public var percentile95 = 0
    /// The longest, in milliseconds.
    public var longest = 0

    /// The figures of times in milliseconds, in any order; a percentile is the smallest time that enough do not exceed.
    init(_ times: [Int]) {
      let times = times.sorted()
      count = times.count
      guard let last = times.last else { return }
      median = times[(times.count - 1) / 2]
      percentile95 = times[(times.count * 95 + 99) / 100 - 1]
      longest = last
    }
  }

  /// How many chats have a message in the time that is looked at.
  public var chats = 0
  /// How many messages were written in that time.
  public var messages = 0
  /// How many of them in the last 24 hours.
  public var messagesLastDay = 0
  /// How many chats had a message in the last 24 hours.
  public var chatsLastDay = 0
  /// Messages by day of the calendar; days without one are left out.
  public var perDay: [LocalCalendar.Day: Int] = [:]
  /// Messages by the hour of the day, from 0 to 23.
  public var perHour = [Int](repeating: 0, count: 24)
  /// Answers by who gave them.
  public var providers: [String: Int] = [:]
  /// Answers by model.
  public var models: [String: Int] = [:]
  /// Tokens that providers have read, as far as they say.
  public var inputTokens = 0
  /// Tokens that providers have written, as far as they say.
  public var outputTokens = 0
  /// Answers that failed.
  public var failures = 0
  /// How long answers took, from the question's time to the answer's; of failed ones nothing is counted.
  public var latency = Latency([])
  /// Answers by the document that they were made from; an answer counts once for a document.
  public var documents: [String: Int] = [:]
  /// Chats by tag.
  public var tags: [String: Int] = [:]

  /// Counts a message in.
  mutating func add(_ message: MessageFacts, calendar: LocalCalendar) {
    messages += 1
    perDay[calendar.day(of: message.createdAt), default: 0] += 1
    perHour[calendar.hour(of: message.createdAt)] += 1
    guard message.role == .assistant else { return }
    if message.hasFailed { failures += 1 }
    if let provider = message.provider { providers[provider, default: 0] += 1 }
    if let model = message.model { models[model, default: 0] += 1 }
    inputTokens += message.inputTokens
    outputTokens += message.outputTokens
    for name in message.cited { documents[name, default: 0] += 1 }
  }
}
