#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A moment, in milliseconds since 1970, written as RFC 3339 in UTC with three decimals.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public var milliseconds: Int64

  /// A moment from its milliseconds since 1970.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The machine's clock.
  public static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Whole seconds since 1970.
  public var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000 }

  /// Year, month (1–12) and day (1–31) in UTC.
  public var date: (year: Int, month: Int, day: Int) {
    let parts = calendar
    return (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
  }

  /// `2026-11-20T10:00:00.000Z`.
  public var description: String {
    let parts = calendar
    let fraction = milliseconds - seconds * 1000
    let day =
      "\((Int(parts.tm_year) + 1900).padded(to: 4))-\((parts.tm_mon + 1).padded(to: 2))-\(parts.tm_mday.padded(to: 2))"
    let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0.padded(to: 2) }.joined(separator: ":")
    return "\(day)T\(time).\(fraction.padded(to: 3))Z"
  }

  /// A moment from RFC 3339 text with any offset and any number of decimals; `nil` when it is not that.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    func number(_ start: Int, _ count: Int) -> Int32? {
      guard start + count <= bytes.count else { return nil }
      var value: Int32 = 0
      for byte in bytes[start..<start + count] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int32(byte - UInt8(ascii: "0"))
      }
      return value
    }
    func has(_ characters: String, at position: Int) -> Bool {
      position < bytes.count && characters.utf8.contains(bytes[position])
    }
    guard let year = number(0, 4), has("-", at: 4), let month = number(5, 2), has("-", at: 7),
      let day = number(8, 2), has("Tt ", at: 10), let hour = number(11, 2), has(":", at: 13),
      let minute = number(14, 2), has(":", at: 16), let second = number(17, 2),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    var position = 19
    var fraction: Int64 = 0
    if has(".", at: position) {
      position += 1
      let start = position
      while let digit = number(position, 1) {
        if position < start + 3 { fraction = fraction * 10 + Int64(digit) }
        position += 1
      }
      guard position > start else { return nil }
      for _ in min(position - start, 3)..<3 { fraction *= 10 }
    }
    var offset: Int64 = 0
    if has("Zz", at: position) {
      position += 1
    } else if has("+-", at: position), let hours = number(position + 1, 2), has(":", at: position + 3),
      let minutes = number(position + 4, 2), hours < 24, minutes < 60
    {
      offset = Int64(hours * 60 + minutes) * 60 * (has("-", at: position) ? -1 : 1)
      position += 6
    } else {
      return nil
    }
    guard position == bytes.count else { return nil }
    var parts = tm()
    parts.tm_year = year - 1900
    parts.tm_mon = month - 1
    parts.tm_mday = day
    parts.tm_hour = hour
    parts.tm_min = minute
    parts.tm_sec = second
    let seconds = Int64(timegm(&parts))
    guard parts.tm_mday == day || second == 60 else { return nil }
    milliseconds = (seconds - offset) * 1000 + fraction
  }

  /// Order by time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

  private var calendar: tm {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    return parts
  }
}
