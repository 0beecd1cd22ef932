import ManentCore
import ManentFormats

/// Reads times as other programs write them.
enum ForeignTime {
  /// The time of an object, under any of the names that are in use.
  static func time(of object: JSONObject?) -> Timestamp? {
    [
      "created_at", "create_time", "created", "timestamp", "datetime", "date", "time", "update_time", "updated_at",
    ].lazy
      .compactMap { object?[$0].flatMap(time) }.first
  }

  /// Seconds or milliseconds since 1970, or text; a time without a zone is taken as UTC.
  static func time(_ value: JSON) -> Timestamp? {
    if let number = value.double { return time(seconds: number) }
    guard let text = value.string else { return nil }
    return Timestamp(text) ?? Timestamp(text + "Z") ?? Timestamp(text + "T00:00:00Z")
      ?? Double(text).flatMap(time(seconds:))
  }

  /// Numbers that would be beyond the year 5138 are milliseconds.
  private static func time(seconds number: Double) -> Timestamp? {
    guard number.isFinite, number >= 0 else { return nil }
    let milliseconds = number >= 1e11 ? number : number * 1000
    return milliseconds < 2.6e14 ? Timestamp(milliseconds: Int64(milliseconds.rounded())) : nil
  }
}
