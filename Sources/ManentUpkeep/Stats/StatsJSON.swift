import ManentCore
public import ManentFormats

/// Statistics as a value, and in the order in which every form gives them.
public enum StatsJSON {
  /// The figures as `manent stats --json` prints them.
  public static func value(_ statistics: Statistics) -> JSON {
    [
      "chats": JSON(statistics.chats), "messages": JSON(statistics.messages),
      "active_24h": JSON(statistics.chatsLastDay),
      "per_day": .array(
        days(statistics).map { ["date": .string($0.date), "messages": JSON($0.messages)] }),
      "providers": object(statistics.providers), "tags": object(statistics.tags),
      "messages_24h": JSON(statistics.messagesLastDay),
      "per_hour": .array(
        statistics.perHour.enumerated().map { ["hour": JSON($0.offset), "messages": JSON($0.element)] }),
      "models": object(statistics.models),
      "tokens": ["input": JSON(statistics.inputTokens), "output": JSON(statistics.outputTokens)],
      "latency": [
        "answers": JSON(statistics.latency.count), "median_ms": JSON(statistics.latency.median),
        "p95_ms": JSON(statistics.latency.percentile95), "longest_ms": JSON(statistics.latency.longest),
      ],
      "failures": JSON(statistics.failures),
      "documents": .array(
        ranked(statistics.documents).map { ["document": .string($0.name), "answers": JSON($0.count)] }),
    ]
  }

  /// The days that have messages, the first one first.
  public static func days(_ statistics: Statistics) -> [(date: String, messages: Int)] {
    statistics.perDay.sorted { $0.key.number < $1.key.number }.map { ($0.key.text, $0.value) }
  }

  /// Names by their counts, the greatest first, then by name.
  public static func ranked(_ counts: [String: Int]) -> [(name: String, count: Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  private static func object(_ counts: [String: Int]) -> JSON {
    .object(JSONObject(ranked(counts).map { ($0.name, JSON($0.count)) }))
  }
}
