import Foundation
import ManentCore
import Testing

@Suite struct CalendarTests {
  @Test(arguments: [
    ("2y5m7d3h", 29, 7, 3), ("4w", 0, 28, 0), ("90d", 0, 90, 0), ("12h", 0, 0, 12), ("1w2d", 0, 9, 0),
    ("3h1y", 12, 0, 3), ("999999d", 0, 999_999, 0),
  ])
  func `A span is read from numbers with their units`(text: String, months: Int, days: Int, hours: Int) {
    #expect(CalendarSpan(text) == CalendarSpan(months: months, days: days, hours: hours))
  }

  @Test(arguments: ["", "90", "d", "0d", "-1d", "1.5d", "1d1d", "1d ", "30min", "1000000d", "٣d", "1d2"])
  func `What lacks a unit, a length or sense is no span`(text: String) { #expect(CalendarSpan(text) == nil) }

  @Test func `A span reads back from its text`() {
    for (months, days, hours) in [(29, 7, 3), (12, 0, 0), (0, 28, 0), (1, 0, 5)] {
      let span = CalendarSpan(months: months, days: days, hours: hours)
      #expect(CalendarSpan(span.description) == span)
    }
  }

  @Test func `Days are those of Foundation's calendar, from the Gregorian reform on`() {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
    for number in stride(from: Int64(-141_000), through: 150_000, by: 37) {
      let day = LocalCalendar.Day(number: number)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(number) * 86_400 + 1))
      #expect([day.year, day.month, day.day] == [parts.year, parts.month, parts.day], "\(number)")
      #expect(day.weekday == ((parts.weekday ?? 0) + 5) % 7, "\(number)")
      #expect(LocalCalendar.Day(year: day.year, month: day.month, day: day.day) == day)
    }
  }

  @Test func `Weeks begin on Monday and are counted on over the new year`() throws {
    let sunday = try #require(Timestamp("2027-01-03T23:59:59Z"))
    let monday = try #require(Timestamp("2027-01-04T00:00:00Z"))
    let lastYear = try #require(Timestamp("2026-12-28T00:00:00Z"))
    let calendar = LocalCalendar.utc
    #expect(calendar.day(of: sunday).week == calendar.day(of: lastYear).week)
    #expect(calendar.day(of: monday).week == calendar.day(of: sunday).week + 1)
  }

  @Test(arguments: [
    // A month that lacks the day runs on into the next one, as Go's AddDate (and so restic) has it.
    ("2026-03-31T10:00:00Z", "1m", "2026-03-03T10:00:00Z"), ("2028-02-29T10:00:00Z", "1y", "2027-03-01T10:00:00Z"),
    ("2026-11-20T10:00:00.250Z", "2y5m7d3h", "2024-06-13T07:00:00.250Z"),
    ("2026-01-01T00:00:00Z", "1h", "2025-12-31T23:00:00Z"), ("2026-01-15T00:00:00Z", "1m", "2025-12-15T00:00:00Z"),
  ])
  func `A moment some time before another is found by the calendar`(from: String, span: String, to: String) throws {
    let moment = try LocalCalendar.utc.moment(#require(CalendarSpan(span)), before: #require(Timestamp(from)))
    #expect(moment == Timestamp(to))
  }

  @Test func `A day before keeps the time on the clock, whatever summer time does`() throws {
    let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
    let calendar = LocalCalendar { moment in
      Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds))))
    }
    // Summer time ended at three on 25 October 2026.
    let after = try #require(Timestamp("2026-10-25T12:00:00Z"))
    #expect(calendar.moment(CalendarSpan(days: 1), before: after) == Timestamp("2026-10-24T11:00:00Z"))
    #expect(calendar.moment(CalendarSpan(hours: 24), before: after) == Timestamp("2026-10-24T12:00:00Z"))
    #expect(calendar.hour(of: after) == 13)
    #expect(calendar.day(of: try #require(Timestamp("2026-11-20T23:30:00Z"))).text == "2026-11-21")
  }
}
