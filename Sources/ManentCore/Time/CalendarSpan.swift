/// A length of time in the units of a calendar, as restic writes it: `2y5m7d3h`, `4w`, `90d`.
///
/// A month or a year is as long as the calendar has it there, so what a span leads to depends on where it begins.
public struct CalendarSpan: Sendable, Hashable, CustomStringConvertible {
  /// Months; a year is twelve.
  public var months: Int
  /// Days; a week is seven.
  public var days: Int
  /// Hours.
  public var hours: Int

  /// A span from its parts.
  public init(months: Int = 0, days: Int = 0, hours: Int = 0) {
    self.months = months
    self.days = days
    self.hours = hours
  }

  /// A span from text: whole numbers, each with its unit `y`, `mo` or `m` (months), `w`, `d` or `h`, each unit once; `nil` when
  /// it is not that, when it has no length, and when a number has more than six digits.
  ///
  /// A bare number has no unit and is none.
  public init?(_ text: some StringProtocol) {
    guard let parts = SpanText.parts(text, isMonth: true) else { return nil }
    self.init()
    var units: Set<SpanText.Unit> = []
    for (count, unit) in parts {
      guard units.insert(unit).inserted, count < 1_000_000 else { return nil }
      switch unit {
      case .year: months += Int(count) * 12
      case .month: months += Int(count)
      case .week: days += Int(count) * 7
      case .day: days += Int(count)
      case .hour: hours += Int(count)
      case .minute, .second: return nil
      }
    }
    guard months > 0 || days > 0 || hours > 0 else { return nil }
  }

  /// What a span looks like, for messages about text that is none.
  public static let form = "a time with its unit, such as 2y6mo, 4w, 90d or 12h"

  /// The span as it would be typed: `2y5m7d3h`.
  public var description: String {
    let parts = [(months / 12, "y"), (months % 12, "m"), (days, "d"), (hours, "h")]
    return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
  }
}
