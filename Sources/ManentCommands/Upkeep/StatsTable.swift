import ManentUpkeep

/// Statistics as comma-separated values (RFC 4180): three columns, a figure a line.
enum StatsTable {
  static func csv(_ statistics: Statistics) -> String {
    var rows: [(figure: String, name: String, value: Int)] = [
      ("chats", "", statistics.chats), ("messages", "", statistics.messages),
      ("chats_24h", "", statistics.chatsLastDay), ("messages_24h", "", statistics.messagesLastDay),
      ("failures", "", statistics.failures), ("tokens", "input", statistics.inputTokens),
      ("tokens", "output", statistics.outputTokens), ("latency_ms", "median", statistics.latency.median),
      ("latency_ms", "p95", statistics.latency.percentile95), ("latency_ms", "longest", statistics.latency.longest),
    ]
    rows += StatsJSON.days(statistics).map { ("messages_per_day", $0.date, $0.messages) }
    rows += statistics.perHour.enumerated().map { ("messages_per_hour", String($0.offset), $0.element) }
    for (figure, counts) in [
      ("answers_per_provider", statistics.providers), ("answers_per_model", statistics.models),
      ("answers_per_document", statistics.documents), ("chats_per_tag", statistics.tags),
    ] {
      rows += StatsJSON.ranked(counts).map { (figure, $0.name, $0.count) }
    }
    return "figure,name,value\r\n" + rows.map { "\($0.figure),\(field($0.name)),\($0.value)\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    let isPlain = !text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    return isPlain
      ? text : "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
