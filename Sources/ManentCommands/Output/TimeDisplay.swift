import ManentCommandLine
import ManentCore

/// How a command shows and reads times: in the machine's zone, or in UTC when the user says so.
struct TimeDisplay: Sendable {
  /// The calendar of the zone.
  let calendar: LocalCalendar

  /// Shows and reads times as an invocation asks for it.
  init(_ invocation: Invocation) {
    let isUTC = invocation.isSet(GlobalOptions.utc) && invocation[GlobalOptions.utc]
    calendar = isUTC ? .utc : .machine
  }

  /// `2026-11-20 11:00 +01:00`, or `2026-11-20 10:00 UTC`.
  func text(_ moment: Timestamp) -> String {
    let offset = Int(calendar.offset(moment))
    let minutes = abs(offset) / 60
    let zone =
      offset == 0 ? "UTC" : "\(offset < 0 ? "-" : "+")\((minutes / 60).padded(to: 2)):\((minutes % 60).padded(to: 2))"
    return "\(calendar.minute(of: moment)) \(zone)"
  }

  /// `2026-11-20`.
  func day(_ moment: Timestamp) -> String { calendar.day(of: moment).text }

  /// The moment that a point in time means now.
  func moment(_ point: TimePoint) -> Timestamp { point.moment(now: .now, calendar: calendar) }
}

extension LocalCalendar {
  /// `2026-11-20 10:00`.
  func minute(of moment: Timestamp) -> String {
    let minute = ((moment.seconds + offset(moment)) / 60 % 60 + 60) % 60
    return "\(day(of: moment).text) \(hour(of: moment).padded(to: 2)):\(minute.padded(to: 2))"
  }
}
