import ManentCore
import Testing

@Suite struct QuantityTests {
  @Test(arguments: [
    ("512", 512), ("512B", 512), ("1kb", 1000), ("100MB", 100_000_000), ("1 GB", 1_000_000_000), ("2TiB", 2 << 40),
    ("64KiB", 65536), ("3g", 3_000_000_000), ("0", 0), ("9223372036854775807", Int.max),
  ])
  func `A number of bytes is read with its unit`(text: String, bytes: Int) { #expect(ByteCount(text)?.bytes == bytes) }

  @Test(arguments: [
    "", "MB", "-1", "1.5GB", "1XB", "1ibs", "1 G B", "9223372036854775808", "9999999999TB", "١KB", "1e3",
  ])
  func `What is no number of bytes is refused`(text: String) { #expect(ByteCount(text) == nil) }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 KB"), (1_234_567, "1.2 MB"), (999_999, "999.9 KB"),
    (1_000_000, "1.0 MB"), (2_000_000_000_000, "2.0 TB"), (Int.max, "9223.3 PB"),
  ])
  func `A number of bytes is written with one decimal`(bytes: Int, text: String) {
    #expect(ByteCount(bytes).description == text)
  }

  @Test(arguments: [("90s", 90), ("30min", 1800), ("2h", 7200), ("7d", 604_800), ("4w", 2_419_200), ("1d12h", 129_600)])
  func `A length of time is read with its units`(text: String, seconds: Int64) {
    #expect(TimeSpan(text)?.milliseconds == seconds * 1000)
  }

  @Test(arguments: ["", "5", "5m", "h", "-5s", "1.5h", "1000001s", "1d12", "never", "99999999999999999999s"])
  func `What is no length of time is refused`(text: String) { #expect(TimeSpan(text) == nil) }

  @Test func `A length of time without end is refused, not counted until it overflows`() {
    #expect(TimeSpan(String(repeating: "1000000w", count: 20_000)) == nil)
  }
}
