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
    ("2026-11-03T08:30:00Z", "2026-11-03T08:30:00.000Z"), ("2026-11-03T08:30:00+02:00", "2026-11-03T06:30:00.000Z"),
  ])
  func `A point in time is read in every form`(text: String, moment: String) throws {
    let expected = try #require(Timestamp(moment))
    #expect(try #require(TimePoint(text)).moment(now: now, calendar: calendar) == expected)
  }

  @Test(arguments: [
    "", "soon", "2026-13-01", "2026-02-30", "25:00", "7", "d", "2026-11-20 25:00", "20.11.2026", "-3d", "next week",
  ])
  func `What is none is refused`(text: String) { #expect(TimePoint(text) == nil) }
}
