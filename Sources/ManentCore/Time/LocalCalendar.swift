#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The days, weeks, months and years of a time zone, by the Gregorian calendar.
///
/// Dates are counted as Howard Hinnant describes in "chrono-Compatible Low-Level Date Algorithms".
public struct LocalCalendar: Sendable {
  /// Seconds east of Greenwich at a moment.
  public let offset: @Sendable (Timestamp) -> Int64

  /// The calendar of a zone that is so far east of Greenwich, in seconds.
  public init(offset: @escaping @Sendable (Timestamp) -> Int64) { self.offset = offset }

  /// The calendar of Greenwich.
  public static let utc = LocalCalendar { _ in 0 }

  /// The calendar of the machine's time zone (`TZ`, else the system's).
  public static var machine: LocalCalendar {
    tzset()
    return LocalCalendar { moment in
      var time = time_t(moment.seconds)
      var parts = tm()
      guard localtime_r(&time, &parts) != nil else { return 0 }
      return Int64(parts.tm_gmtoff)
    }
  }

  /// A day of the calendar.
  public struct Day: Sendable, Hashable {
    /// Days since 1970-01-01.
    public var number: Int64
    /// The year.
    public var year: Int
    /// The month, from 1.
    public var month: Int
    /// The day of the month, from 1.
    public var day: Int
    /// The day of the week, Monday being 0.
    public var weekday: Int { Int(floorMod(number + 3, 7)) }
    /// The number of its week, which begins on Monday; weeks are counted on over the years.
    public var week: Int64 { floorDiv(number + 3, 7) }
    /// The number of its month, counted on over the years.
    public var monthNumber: Int { year * 12 + month - 1 }

    /// The day of that number.
    public init(number: Int64) {
      self.number = number
      let shifted = number + 719_468
      let era = floorDiv(shifted, 146_097)
      let dayOfEra = shifted - era * 146_097
      let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
      let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
      let shiftedMonth = (5 * dayOfYear + 2) / 153
      day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
      month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
      year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }

    /// The day of that date; a day past the end of the month runs on into the next one.
    public init(year: Int, month: Int, day: Int) {
      let shiftedYear = Int64(month <= 2 ? year - 1 : year)
      let era = floorDiv(shiftedYear, 400)
      let yearOfEra = shiftedYear - era * 400
      let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
      let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
      let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
      self.init(number: era * 146_097 + dayOfEra - 719_468)
    }

    /// `2026-11-20`.
    public var text: String { "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))" }
  }

  /// The day that a moment falls on.
  public func day(of moment: Timestamp) -> Day {
    Day(number: floorDiv(moment.seconds + offset(moment), 86_400))
  }

  /// The hour of the day, from 0 to 23, that a moment falls into.
  public func hour(of moment: Timestamp) -> Int { Int(floorMod(moment.seconds + offset(moment), 86_400) / 3600) }

  /// The moment at which the clock shows a second of a day; where it is skipped, the one after the gap.
  public func moment(of day: Day, second: Int = 0) -> Timestamp {
    let target = day.number * 86_400 + Int64(second)
    var seconds = target - offset(Timestamp(milliseconds: target * 1000))
    seconds = target - offset(Timestamp(milliseconds: seconds * 1000))
    return Timestamp(milliseconds: seconds * 1000)
  }

  /// The moment that lies a span before another one: first the months are counted back, then the days, both keeping
  /// the time on the clock, then the hours. A day that the month lacks runs on into the next one, as in restic.
  public func moment(_ span: CalendarSpan, before moment: Timestamp) -> Timestamp {
    let local = moment.seconds + offset(moment)
    let day = Day(number: floorDiv(local, 86_400))
    let month = day.monthNumber - span.months
    let landed = Day(
      year: Int(floorDiv(Int64(month), 12)), month: Int(floorMod(Int64(month), 12)) + 1, day: day.day)
    let target = (landed.number - Int64(span.days)) * 86_400 + floorMod(local, 86_400)
    // What the clock shows there is found from the offset near by; twice, since the offset may change in between.
    var seconds = target - offset(Timestamp(milliseconds: (target - offset(moment)) * 1000))
    seconds = target - offset(Timestamp(milliseconds: seconds * 1000))
    seconds -= Int64(span.hours) * 3600
    return Timestamp(milliseconds: seconds * 1000 + moment.milliseconds - moment.seconds * 1000)
  }
}

private func floorDiv(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let quotient = dividend / divisor
  return dividend % divisor < 0 ? quotient - 1 : quotient
}

private func floorMod(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  dividend - floorDiv(dividend, divisor) * divisor
}
