public import ManentCore
package import ManentFormats

/// Rules of retention: a chat is kept when any of them keeps it. Empty rules keep every chat.
public struct RetentionRules: Sendable, Equatable {
  /// The rules that count the newest of something.
  public enum Count: String, Sendable, CaseIterable {
    /// Chats.
    case last = "keep_last"
    /// Days that have a chat; the latest chat of each is kept.
    case daily = "keep_daily"
    /// Weeks, which begin on Monday.
    case weekly = "keep_weekly"
    /// Months.
    case monthly = "keep_monthly"
    /// Years.
    case yearly = "keep_yearly"
  }

  /// How many are kept by each counting rule that is set; at least 1.
  public var counts: [Count: Int] = [:]
  /// Chats are kept that are no older than this, counted back from the latest one.
  public var within: CalendarSpan?
  /// Chats are kept that have one of these tags.
  public var tags: [String] = []

  /// Rules that say nothing.
  public init() {}

  /// Whether the rules say nothing, and so keep everything.
  public var isEmpty: Bool { counts.isEmpty && within == nil && tags.isEmpty }

  /// The keys that name rules in a file.
  package static let keys = Count.allCases.map(\.rawValue) + ["keep_within", "keep_tags"]

  /// The greatest number that a counting rule takes.
  public static let maximumCount = 1_000_000

  /// Reads the rules of a mapping; other keys are left to the caller.
  package init(_ mapping: YAMLMapping) throws(YAMLError) {
    for count in Count.allCases {
      guard let number = try mapping.integer(count.rawValue) else { continue }
      guard (1...Self.maximumCount).contains(number) else {
        throw mapping.error(for: count.rawValue, "'\(count.rawValue)' \(Self.countAdvice)")
      }
      counts[count] = number
    }
    within = try Self.span("keep_within", in: mapping)
    tags = try mapping.strings("keep_tags") ?? []
    for tag in tags {
      do throws(WorkspaceError) {
        try TagName.check(tag)
      } catch {
        throw mapping.error(for: "keep_tags", "\(error.subject): \(error.problem)")
      }
    }
  }

  /// What is wrong with a count out of bounds, behind its name.
  public static let countAdvice =
    "must be a number from 1 to \(maximumCount); leave the rule out if it is to keep nothing"

  /// A span under a key; a bare number is an error that says what is missing.
  package static func span(_ key: String, in mapping: YAMLMapping) throws(YAMLError) -> CalendarSpan? {
    guard mapping.contains(key), let value = mapping.json(key), value != .null else { return nil }
    if let number = value.int {
      throw mapping.error(
        for: key, "'\(key)' has no unit: \(number)h, \(number)d, \(number)w, \(number)m or \(number)y?")
    }
    guard let text = value.string, let span = CalendarSpan(text) else {
      throw mapping.error(for: key, "'\(key)' must be \(CalendarSpan.form)")
    }
    return span
  }
}
