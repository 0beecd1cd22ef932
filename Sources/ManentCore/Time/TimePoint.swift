/// A point in time as people type it, wherever a command takes one: how long ago it was (`30d`, `2h`, `90min`, `1y6m`), a
/// word (`now`, `today`, `yesterday`, `monday`, `last week`), a date (`2026-11-20`, `2026-11`, `2026`), a time of today
/// (`14:30`), or a date with a time (`2026-11-20 14:30`, `2026-11-20T14:30:00Z`).
///
/// What names no zone is meant in that of the calendar; a day, a month or a year stands for its first moment.
public struct TimePoint: Sendable, Hashable {
  private enum Form: Sendable, Hashable {
    case moment(Timestamp)
    case calendarSpan(CalendarSpan)
    case span(TimeSpan)
    /// A date, and a second of the day.
    case local(year: Int, month: Int, day: Int, second: Int)
    /// A second of today.
    case time(second: Int)
    /// Days before today.
    case day(Int)
    /// The last day of that name before today; Monday is 0.
    case weekday(Int)
    case week(Int)
    case month(Int)
    case year(Int)
  }

  private let form: Form

  /// A point in time from text; `nil` when it is none.
  public init?(_ text: some StringProtocol) {
    let words = text.lowercased().split(separator: " ").map(String.init)
    let text = words.joined(separator: " ")
    guard let form = Self.word(words) ?? Self.span(words) ?? Self.date(text) ?? Self.moment(text) else { return nil }
    self.form = form
  }

  /// The grammar in a few words, for messages about text that is none.
  public static let grammar = "how long ago (30d, 2h), today, yesterday, a date (2026-11-20), or a date and a time"

  private static func word(_ words: [String]) -> Form? {
    if words == ["now"] { return .span(TimeSpan(milliseconds: 0)) }
    if words == ["today"] { return .day(0) }
    if words == ["yesterday"] { return .day(1) }
    let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    if let name = words.last, let weekday = weekdays.firstIndex(of: name), words.count == 1 || words == ["last", name] {
      return .weekday(weekday)
    }
    guard words.count == 2, let back = ["this": 0, "last": 1][words[0]] else { return nil }
    switch words[1] {
    case "week": return .week(back)
    case "month": return .month(back)
    case "year": return .year(back)
    default: return nil
    }
  }

  private static func span(_ words: [String]) -> Form? {
    var words = words
    if words.last == "ago" { words.removeLast() }
    if words.count == 2, let unit = units[words[1]] { words = [words[0] + unit] }
    guard words.count == 1 else { return nil }
    if let span = CalendarSpan(words[0]) { return .calendarSpan(span) }
    return TimeSpan(words[0]).map(Form.span)
  }

  /// Units that are written out: `2 days ago`.
  private static let units: [String: String] = [
    "second": "s", "seconds": "s", "minute": "min", "minutes": "min", "hour": "h", "hours": "h", "day": "d",
    "days": "d",
    "week": "w", "weeks": "w", "month": "m", "months": "m", "year": "y", "years": "y",
  ]

  private static func date(_ text: String) -> Form? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false).flatMap {
      $0.split(separator: "t", maxSplits: 1, omittingEmptySubsequences: false)
    }
    guard (1...2).contains(parts.count) else { return nil }
    if parts.count == 1, let second = second(parts[0]) { return .time(second: second) }
    let numbers = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(numbers.count), numbers[0].count == 4, let year = number(numbers[0]), year > 0,
      numbers.dropFirst().allSatisfy({ $0.count == 2 })
    else { return nil }
    let month = numbers.count > 1 ? number(numbers[1]) : 1
    let day = numbers.count > 2 ? number(numbers[2]) : 1
    guard let month, let day, (1...12).contains(month), day >= 1 else { return nil }
    let date = LocalCalendar.Day(year: year, month: month, day: day)
    guard date.month == month else { return nil }
    guard parts.count == 2 else { return .local(year: year, month: month, day: day, second: 0) }
    guard numbers.count == 3, let second = second(parts[1]) else { return nil }
    return .local(year: year, month: month, day: day, second: second)
  }

  /// `14:30` or `14:30:15`, as seconds of the day.
  private static func second(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count <= 2 }), let hour = number(parts[0]),
      let minute = number(parts[1]), let second = parts.count == 3 ? number(parts[2]) : 0, hour < 24, minute < 60,
      second < 60
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  private static func number(_ digits: Substring) -> Int? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return Int(digits)
  }

  private static func moment(_ text: String) -> Form? { Timestamp(text.uppercased()).map(Form.moment) }

  /// The moment that is meant.
  ///
  /// - Parameters:
  ///   - now: what spans are counted back from, and what `today` is the day of.
  ///   - calendar: the zone that days begin in.
  public func moment(now: Timestamp, calendar: LocalCalendar) -> Timestamp {
    let today = calendar.day(of: now)
    func start(_ day: LocalCalendar.Day) -> Timestamp { calendar.moment(of: day) }
    switch form {
    case .moment(let moment): return moment
    case .calendarSpan(let span): return calendar.moment(span, before: now)
    case .span(let span): return Timestamp(milliseconds: now.milliseconds - span.milliseconds)
    case .local(let year, let month, let day, let second):
      return calendar.moment(of: LocalCalendar.Day(year: year, month: month, day: day), second: second)
    case .time(let second): return calendar.moment(of: today, second: second)
    case .day(let days): return start(LocalCalendar.Day(number: today.number - Int64(days)))
    case .weekday(let weekday):
      let back = (today.weekday - weekday + 7) % 7
      return start(LocalCalendar.Day(number: today.number - Int64(back == 0 ? 7 : back)))
    case .week(let weeks): return start(LocalCalendar.Day(number: today.number - Int64(today.weekday + weeks * 7)))
    case .month(let months):
      let number = today.monthNumber - months
      return start(LocalCalendar.Day(year: number / 12, month: number % 12 + 1, day: 1))
    case .year(let years): return start(LocalCalendar.Day(year: today.year - years, month: 1, day: 1))
    }
  }
}
