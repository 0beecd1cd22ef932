/// A length of time as people write it: `90s`, `30min`, `2h`, `7d`, `4w`, `3mo`, `1y`, or several of them: `1d12h`.
public struct TimeSpan: Sendable, Hashable {
  /// Milliseconds.
  public var milliseconds: Int64

  /// A length of time in milliseconds.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// A length of time from text; `nil` when it is not that. A bare number has no unit and is none. A month (`mo`) is 30
  /// days here and a year (`y`) 365; `m` alone could mean minutes, and is refused.
  public init?(_ text: some StringProtocol) {
    guard let parts = SpanText.parts(text, isMonth: false) else { return nil }
    var total: Int64 = 0
    for (count, unit) in parts {
      let seconds: Int64 =
        switch unit {
        case .second: 1
        case .minute: 60
        case .hour: 3600
        case .day: 86_400
        case .week: 604_800
        case .month: 30 * 86_400
        case .year: 365 * 86_400
        }
      let (sum, overflows) = total.addingReportingOverflow(count * seconds * 1000)
      guard !overflows else { return nil }
      total = sum
    }
    milliseconds = total
  }
}
