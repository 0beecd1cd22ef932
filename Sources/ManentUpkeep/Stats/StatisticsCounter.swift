import ManentCatalog
import ManentChats
public import ManentCore
import ManentRecords
public import ManentWorkspace

/// Counts over the chats of one workspace or several.
public struct StatisticsCounter {
  private let calendar: LocalCalendar
  private let now: Timestamp
  private let since: Timestamp?
  private var statistics = Statistics()
  private var latencies: [Int] = []

  /// A counter.
  ///
  /// - Parameters:
  ///   - since: messages before it are left out; `nil` for none.
  ///   - now: the last 24 hours end here.
  ///   - calendar: the days and hours that are counted by.
  public init(since: Timestamp? = nil, now: Timestamp, calendar: LocalCalendar = .machine) {
    self.since = since
    self.now = now
    self.calendar = calendar
  }

  /// Adds what a workspace holds.
  public mutating func add(_ workspace: Workspace) throws {
    // A chat whose last message is older has none in the time that is looked at.
    let rows = try workspace.chats().filter { row in since.map { row.activity >= $0 } ?? true }
    let facts = try workspace.messageFacts(of: rows, includingCleared: false)
    for (row, messages) in zip(rows, facts) { add(messages, tags: row.tags) }
  }

  private mutating func add(_ messages: [MessageFacts], tags: [String]) {
    let dayAgo = Timestamp(milliseconds: now.milliseconds - 86_400_000)
    let counted = messages.filter { message in since.map { message.createdAt >= $0 } ?? true }
    guard !counted.isEmpty || messages.isEmpty && since == nil else { return }
    statistics.chats += 1
    for tag in Set(tags) { statistics.tags[tag, default: 0] += 1 }
    var latest = 0
    let questions = Dictionary(
      messages.lazy.filter { $0.role == .user }.map { ($0.id, $0.createdAt) }, uniquingKeysWith: { first, _ in first })
    for message in counted {
      statistics.add(message, calendar: calendar)
      if message.createdAt > dayAgo, message.createdAt <= now { latest += 1 }
      // An answer that was asked for again came whenever somebody asked.
      guard message.role == .assistant, !message.hasFailed, message.replaces == nil,
        let asked = message.parent.flatMap({ questions[$0] })
      else { continue }
      let time = message.createdAt.milliseconds - asked.milliseconds
      // Clocks of two machines may disagree, and what an import brings without times has one for all of a chat: what
      // took nothing or less tells nothing.
      if time > 0 { latencies.append(Int(time)) }
    }
    statistics.messagesLastDay += latest
    if latest > 0 { statistics.chatsLastDay += 1 }
  }

  /// What was counted.
  public func result() -> Statistics {
    var result = statistics
    result.latency = Statistics.Latency(latencies)
    return result
  }
}
