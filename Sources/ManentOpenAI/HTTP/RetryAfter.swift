internal import CCurl
import ManentCore

/// How long a server asks to be left alone (RFC 9110, 10.2.3).
enum RetryAfter {
  /// What is longer is told as so long: 100 years, in seconds.
  private static let longest = 3_155_760_000.0

  /// The wait that a header asks for: seconds, or a date; `nil` when it asks for none.
  static func wait(_ head: HTTPHead, now: Timestamp) -> Duration? {
    if let text = head.fields["retry-after-ms"], let milliseconds = Double(text), milliseconds.isFinite {
      return .milliseconds(max(0, min(milliseconds, 1e9)))
    }
    guard let text = head.fields["retry-after"] else { return nil }
    // A number of any length is none that anybody waits for.
    if let seconds = Double(text), !seconds.isNaN { return .seconds(max(0, min(seconds, longest))) }
    let moment = curl_getdate(text, nil)
    guard moment >= 0 else { return nil }
    return .seconds(max(0, min(Double(Int64(moment) - now.seconds), longest)))
  }
}
