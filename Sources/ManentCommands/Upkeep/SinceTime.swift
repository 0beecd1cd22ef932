import ManentCore

/// The beginning of a time to look at: a day or a moment, or how long ago it was.
enum SinceTime: ArgumentValue {
  case moment(Timestamp)
  case ago(CalendarSpan)

  init?(argument: String) {
    if let span = CalendarSpan(argument) {
      self = .ago(span)
    } else if let moment = Timestamp(argument: argument) {
      self = .moment(moment)
    } else {
      return nil
    }
  }

  static var kind: String { "a day such as 2026-11-20, or \(CalendarSpan.form)" }

  /// The moment that is meant now.
  func moment(now: Timestamp, calendar: LocalCalendar) -> Timestamp {
    switch self {
    case .moment(let moment): moment
    case .ago(let span): calendar.moment(span, before: now)
    }
  }
}
