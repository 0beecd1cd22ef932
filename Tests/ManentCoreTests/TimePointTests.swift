import ManentCore
import Testing

@Suite struct TimePointTests {
  /// Friday, 20 November 2026, 10:15:30 in a zone one hour east of Greenwich.
  private let now = Timestamp(milliseconds: 1_795_166_130_000)
  private let calendar = LocalCalendar { _ in 3600 }

  @Test(arguments: [
    ("30d", "2026-10-21T09:15:30.000Z"), ("2h", "2026-11-20T07:15:30.000Z"), ("90min", "2026-11-20T07:45:30.000Z"),
    ("2 days ago", "2026-11-18T09:15:30.000Z"), ("1m", "2026-10-20T09:15:30.000Z"), ("now", "2026-11-20T09:15:30.000Z"),
    ("today", "2026-11-19T23:00:00.000Z"), ("Yesterday", "2026-11-18T23:00:00.000Z"),
    ("friday", "2026-11-12T23:00:00.000Z"), ("last monday", "2026-11-15T23:00:00.000Z"),
    ("last week", "2026-11-08T23:00:00.000Z"), ("this month", "2026-10-31T23:00:00.000Z"),
    ("last year", "2024-12-31T23:00:00.000Z"), ("2026-11-03", "2026-11-02T23:00:00.000Z"),
    ("2026-03", "2026-02-28T23:00:00.000Z"), ("2026", "2025-12-31T23:00:00.000Z"),
    ("08:30", "2026-11-20T07:30:00.000Z"),
    ("2026-11-03 08:30", "2026-11-03T07:30:00.000Z"), ("2026-11-03T08:30:15", "2026-11-03T07:30:15.000Z"),
    ("3mo", "2026-08-20T09:15:30.000Z"), ("3 months ago", "2026-08-20T09:15:30.000Z"),
    ("1yr", "2025-11-20T09:15:30.000Z"), ("2 wks", "2026-11-06T09:15:30.000Z"),
    ("an hour ago", "2026-11-20T08:15:30.000Z"),
    ("last 3 days", "2026-11-17T09:15:30.000Z"), ("1y2mo", "2025-09-20T09:15:30.000Z"),
    ("yesterday 14:30", "2026-11-19T13:30:00.000Z"), ("today at 9:00", "2026-11-20T08:00:00.000Z"),
    ("mon", "2026-11-15T23:00:00.000Z"), ("noon", "2026-11-20T11:00:00.000Z"),
    ("2026/11/03", "2026-11-02T23:00:00.000Z"),
    ("2023-11-14T22:13Z", "2023-11-14T22:13:00.000Z"), ("2023-11-14 22:13 +0100", "2023-11-14T21:13:00.000Z"),
    ("2023-11-14T22:13+01", "2023-11-14T21:13:00.000Z"), ("2023-11-14T22:13:05-0230", "2023-11-15T00:43:05.000Z"),
    ("2026-11-03T08:30:00Z", "2026-11-03T08:30:00.000Z"), ("2026-11-03T08:30:00+02:00", "2026-11-03T06:30:00.000Z"),
  ])
  func `A point in time is read in every form`(text: String, moment: String) throws {
    let expected = try #require(Timestamp(moment))
    #expect(try #require(TimePoint(text)).moment(now: now, calendar: calendar) == expected)
  }

  @Test(arguments: [
    "", "soon", "2026-13-01", "2026-02-30", "25:00", "7", "d", "2026-11-20 25:00", "20.11.2026", "-3d", "next week",
    "3 fortnights", "2023-11-14T22:13+1", "yesterday 25:00",
    "m", "mo", "3",
  ])
  func `What is none is refused`(text: String) { #expect(TimePoint(text) == nil) }

  @Test func `Lengths of time have one set of units`() {
    for (text, seconds) in [
      ("90s", 90), ("5 min", 300), ("2h", 7200), ("1 day 2 hours", 93_600), ("2w", 1_209_600), ("3mo", 7_776_000),
      ("1y", 31_536_000), ("1 YEAR", 31_536_000),
    ] as [(String, Int64)] {
      #expect(TimeSpan(text)?.milliseconds == seconds * 1000, "\(text)")
    }
    // Months or minutes: nobody knows.
    for text in ["5m", "5", "", "h", "1fortnight", "-1d", "1 d x"] { #expect(TimeSpan(text) == nil, "\(text)") }
    #expect(CalendarSpan("1y6mo") == CalendarSpan(months: 18) && CalendarSpan("6m") == CalendarSpan(months: 6))
    #expect(
      CalendarSpan("2 weeks") == CalendarSpan(days: 14) && CalendarSpan("5min") == nil && CalendarSpan("1d1d") == nil)
  }
}
