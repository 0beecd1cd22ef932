import ManentHTTP
import Synchronization

/// What is counted since the server runs.
final class Figures: Sendable {
  struct Counts: Sendable {
    var requests: [Int: Int] = [:]
    var received = 0
    var sent = 0
    var left = 0
    /// How many took at most so long, by the bounds, and the sum.
    var durations = [Int](repeating: 0, count: Figures.bounds.count + 1)
    var microseconds = 0
    /// How many streams are open now.
    var streams = 0
  }

  /// Bounds of durations, in seconds.
  static let bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60]

  private let counts = Mutex(Counts())

  /// The counts so far.
  var now: Counts { counts.withLock { $0 } }

  /// A stream begins, or ends.
  func noteStream(begins: Bool) { counts.withLock { $0.streams += begins ? 1 : -1 } }

  func note(_ record: HTTPRecord) {
    let seconds = Double(record.microseconds) / 1_000_000
    let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    counts.withLock { counts in
      // What was never answered, since its client had left, is counted as left alone.
      if record.status > 0 { counts.requests[record.status, default: 0] += 1 }
      counts.received += record.received
      counts.sent += record.sent
      counts.left += record.wasLeft ? 1 : 0
      counts.durations[place] += 1
      counts.microseconds += record.microseconds
    }
  }
}
