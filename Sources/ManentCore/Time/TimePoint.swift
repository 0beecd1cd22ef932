/// A point in time as people type it, wherever a command takes one: how long ago it was (`30d`, `2h`, `90min`, `1y6mo`, `3 weeks ago`), a
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
    /// Days before today, and a second of that day.
    case dayTime(Int, second: Int)
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
    guard
      let form = Self.word(words) ?? Self.dayAndTime(words) ?? Self.span(words) ?? Self.date(text) ?? Self.moment(text)
    else { return nil }
    self.form = form
  }

  /// The grammar in a few words, for messages about text that is none.
  public static let grammar =
    "how long ago (30d, 2h, 3mo, 1y), today, yesterday, a date (2026-11-20), or a date and a time"

  private static func word(_ words: [String]) -> Form? {
    if words == ["now"] { return .span(TimeSpan(milliseconds: 0)) }
    if words == ["today"] { return .day(0) }
    if words == ["yesterday"] { return .day(1) }
    if words == ["midnight"] { return .time(second: 0) }
    if words == ["noon"] { return .time(second: 43_200) }
    let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    if let name = words.last,
      let weekday = weekdays.firstIndex(where: { $0 == name || name.count == 3 && $0.hasPrefix(name) }),
      words.count == 1 || words == ["last", name]
    {
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

  /// `yesterday 14:30`, `today at 9:00`.
  private static func dayAndTime(_ words: [String]) -> Form? {
    var words = words
    if words.count == 3, words[1] == "at" { words.remove(at: 1) }
    guard words.count == 2, let back = ["today": 0, "yesterday": 1][words[0]], let second = second(words[1][...]) else {
      return nil
    }
    return back == 0 ? .time(second: second) : .dayTime(back, second: second)
  }

  private static func span(_ words: [String]) -> Form? {
    var words = words
    if words.last == "ago" { words.removeLast() }
    if words.count > 1, words[0] == "last", words[1].first?.isNumber == true { words.removeFirst() }
    // One of them, as it is said: `an hour ago`.
    if words.count == 2, ["a", "an", "last"].contains(words[0]) { words[0] = "1" }
    let text = words.joined(separator: " ")
    if let span = CalendarSpan(text) { return .calendarSpan(span) }
    return TimeSpan(text).map(Form.span)
  }

  private static func date(_ text: String) -> Form? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false).flatMap {
      $0.split(separator: "t", maxSplits: 1, omittingEmptySubsequences: false)
    }
    guard (1...2).contains(parts.count) else { return nil }
    if parts.count == 1, let second = second(parts[0]) { return .time(second: second) }
    let numbers = parts[0].split(separator: parts[0].contains("/") ? "/" : "-", omittingEmptySubsequences: false)
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

  /// A time with a zone: as RFC 3339 has it, and without seconds, with a space before the zone or without its colon
  /// (`2026-11-20 14:30 +0100`).
  private static func moment(_ text: String) -> Form? {
    let text = text.uppercased()
    if let moment = Timestamp(text) { return .moment(moment) }
    guard let place = text.firstIndex(where: { $0 == "T" || $0 == " " }) else { return nil }
    let (date, rest) = (text[..<place], text[text.index(after: place)...])
    guard let start = rest.firstIndex(where: { "Z+-".contains($0) }) else { return nil }
    var (time, zone) = (rest[..<start], String(rest[start...]))
    if time.last == " " { time.removeLast() }
    if zone != "Z", !zone.contains(":") {
      guard [3, 5].contains(zone.count) else { return nil }
      zone = zone.prefix(3) + ":" + (zone.count == 5 ? zone.suffix(2) : "00")
    }
    let seconds = time.filter { $0 == ":" }.count == 1 ? ":00" : ""
    return Timestamp("\(date)T\(time)\(seconds)\(zone)").map(Form.moment)
  }

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
    case .dayTime(let days, let second):
      return calendar.moment(of: LocalCalendar.Day(number: today.number - Int64(days)), second: second)
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
