/// The numbers and units that a length of time is written with: `2h`, `1y6mo`, `3 weeks`, `1 day 2 hours`.
enum SpanText {
  enum Unit: Hashable { case second, minute, hour, day, week, month, year }

  /// The parts in their order; `nil` when it is not such a text. A bare number has no unit and is none.
  ///
  /// - Parameter isMonth: whether a mere `m` means months; else it is no unit, since it may mean minutes as well.
  static func parts(_ text: some StringProtocol, isMonth: Bool) -> [(count: Int64, unit: Unit)]? {
    var rest = Substring(text.lowercased())
    var parts: [(Int64, Unit)] = []
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      if rest.first == " " { rest.removeFirst() }
      let name = rest.prefix { $0.isASCII && $0.isLetter }
      rest = rest.dropFirst(name.count)
      if rest.first == " " { rest.removeFirst() }
      guard (1...6).contains(digits.count) || digits == "1000000", let count = Int64(digits),
        let unit = name == "m" ? isMonth ? .month : nil : units[String(name)]
      else { return nil }
      parts.append((count, unit))
    }
    return parts.isEmpty || text.last == " " ? nil : parts
  }

  private static let units: [String: Unit] = [
    "s": .second, "sec": .second, "secs": .second, "second": .second, "seconds": .second, "min": .minute,
    "mins": .minute, "minute": .minute, "minutes": .minute, "h": .hour, "hr": .hour, "hrs": .hour, "hour": .hour,
    "hours": .hour, "d": .day, "day": .day, "days": .day, "w": .week, "wk": .week, "wks": .week, "week": .week,
    "weeks": .week, "mo": .month, "mos": .month, "mon": .month, "month": .month, "months": .month, "y": .year,
    "yr": .year, "yrs": .year, "year": .year, "years": .year,
  ]
}
