import ManentCore
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("2026-11-20T10:00:00.000Z", "2026-11-20T10:00:00.000Z"),
    ("2026-11-20t10:00:00z", "2026-11-20T10:00:00.000Z"),
    ("2026-11-20 10:00:00.12345+02:00", "2026-11-20T08:00:00.123Z"),
    ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"),
    ("2024-02-29T00:00:00-00:30", "2024-02-29T00:30:00.000Z"),
  ])
  func `RFC 3339 text is read and written in UTC with milliseconds`(text: String, expected: String) {
    #expect(Timestamp(text)?.description == expected)
  }

  @Test(arguments: ["", "2026-11-20", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-20T10:00:00", "x"])
  func `Text that is no RFC 3339 time is refused`(text: String) {
    #expect(Timestamp(text) == nil)
  }
}
