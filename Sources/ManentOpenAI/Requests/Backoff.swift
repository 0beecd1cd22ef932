/// How long to wait before a request is made again.
enum Backoff {
  /// The longest wait that is worth it; a server that asks for a longer one is told of instead.
  static let longest = Duration.seconds(60)

  /// The wait before the next try, half a second and twice as long each time, or what the server asks for; `nil` when
  /// it is not worth waiting.
  ///
  /// - Parameters:
  ///   - tries: how often it was tried.
  ///   - asked: what the server asks for.
  static func wait(after tries: Int, asked: Duration?) -> Duration? {
    if let asked { return asked <= longest ? asked : nil }
    return min(.milliseconds(500) * (1 << min(tries - 1, 6)), .seconds(20))
  }

  /// Whether a status is one that may pass by itself.
  static func isPassing(_ status: Int) -> Bool {
    [408, 409, 425, 429].contains(status) || status >= 500 && status != 501
  }
}
