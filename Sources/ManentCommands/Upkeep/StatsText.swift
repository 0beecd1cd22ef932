import ManentCore
import ManentTerminal
import ManentUpkeep

/// Statistics for people.
struct StatsText {
  private let statistics: Statistics
  private let name: String
  private let today: LocalCalendar.Day
  private let width: Int
  private let hasCharts: Bool

  /// Statistics as text of a width; `hasCharts` says whether a terminal shows them, where a calendar and bars are of use.
  init(_ statistics: Statistics, name: String, today: LocalCalendar.Day, width: Int, hasCharts: Bool) {
    self.statistics = statistics
    self.name = name
    self.today = today
    self.width = min(width, 100)
    self.hasCharts = hasCharts
  }

  /// The lines.
  var lines: [String] {
    var lines = [
      "\(name): \(statistics.chats.counted("chat")), \(statistics.messages.counted("message")); in the last 24 hours "
        + "\(statistics.messagesLastDay.counted("message")) in \(statistics.chatsLastDay.counted("chat"))"
    ]
    guard statistics.messages > 0 else { return lines }
    if hasCharts {
      lines += [""] + HeatMap(statistics.perDay, today: today).lines(width: width)
      lines += ["", "hour 0 \(Sparkline.text(statistics.perHour)) 23"]
      let days = max(7, min(30, width - 19))
      lines += ["day    \(Sparkline.text(lastDays(Int64(days))))  the last \(days)"]
    }
    let latency = statistics.latency
    if latency.count > 0 {
      let (median, most, longest) = (latency.median, latency.percentile95, latency.longest)
      lines.append("")
      lines.append(
        "answers take \(Self.seconds(median)), 95 of 100 at most \(Self.seconds(most)), "
          + "the longest took \(Self.seconds(longest))")
    }
    if statistics.failures > 0 { lines.append("\(statistics.failures) answers failed") }
    if statistics.inputTokens + statistics.outputTokens > 0 {
      lines.append("\(statistics.inputTokens) tokens read, \(statistics.outputTokens) written")
    }
    lines += ranking("provider", statistics.providers) + ranking("model", statistics.models)
    lines += ranking("document", statistics.documents) + ranking("tag", statistics.tags)
    return lines
  }

  private func lastDays(_ count: Int64) -> [Int] {
    (1 - count...0).map { statistics.perDay[LocalCalendar.Day(number: today.number + $0)] ?? 0 }
  }

  /// The five greatest, each with a bar.
  private func ranking(_ title: String, _ counts: [String: Int]) -> [String] {
    let ranked = StatsJSON.ranked(counts)
    guard let greatest = ranked.first?.count else { return [] }
    var table = Table([title, "", ""], rightAligned: [1])
    for (name, count) in ranked.prefix(5) {
      let shown = name.count > 40 ? name.prefix(39) + "…" : name[...]
      table.add([
        String(shown), String(count), hasCharts ? Bar.text(count, of: greatest, width: max(5, width - 60)) : "",
      ])
    }
    let more = ranked.count > 5 ? ["and \(ranked.count - 5) more"] : []
    return [""] + table.lines + more
  }

  private static func seconds(_ milliseconds: Int) -> String {
    if milliseconds < 1000 { return "\(milliseconds) ms" }
    return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }
}
