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

  /// A span from text: whole numbers, each with its unit `y`, `m` (months), `w`, `d` or `h`, each unit once; `nil` when
  /// it is not that, when it has no length, and when a number has more than six digits.
  ///
  /// A bare number has no unit and is none.
  public init?(_ text: some StringProtocol) {
    self.init()
    var rest = text.utf8[...]
    var units: Set<UInt8> = []
    while !rest.isEmpty {
      let digits = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }
      rest = rest.dropFirst(digits.count)
      guard (1...6).contains(digits.count), let unit = rest.popFirst(), units.insert(unit).inserted else { return nil }
      let count = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      switch unit {
      case UInt8(ascii: "y"): months += count * 12
      case UInt8(ascii: "m"): months += count
      case UInt8(ascii: "w"): days += count * 7
      case UInt8(ascii: "d"): days += count
      case UInt8(ascii: "h"): hours += count
      default: return nil
      }
    }
    guard months > 0 || days > 0 || hours > 0 else { return nil }
  }

  /// What a span looks like, for messages about text that is none.
  public static let form = "a time with its unit, such as 2y6m, 4w, 90d or 12h (m are months)"

  /// The span as it would be typed: `2y5m7d3h`.
  public var description: String {
    let parts = [(months / 12, "y"), (months % 12, "m"), (days, "d"), (hours, "h")]
    return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
  }
}
