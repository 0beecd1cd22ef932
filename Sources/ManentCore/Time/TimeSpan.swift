/// A length of time as people write it: `90s`, `30min`, `2h`, `7d`, `4w`, or several of them: `1d12h`.
public struct TimeSpan: Sendable, Hashable {
  /// Milliseconds.
  public var milliseconds: Int64

  /// A length of time in milliseconds.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// A length of time from text; `nil` when it is not that. A bare number has no unit and is none.
  public init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    var total: Int64 = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      let seconds: Int64
      switch unit {
      case "s": seconds = 1
      case "min": seconds = 60
      case "h": seconds = 3600
      case "d": seconds = 86_400
      case "w": seconds = 604_800
      default: return nil
      }
      guard let count = Int64(digits), count <= 1_000_000 else { return nil }
      let (sum, overflows) = total.addingReportingOverflow(count * seconds * 1000)
      guard !overflows else { return nil }
      total = sum
    }
    milliseconds = total
  }
}
