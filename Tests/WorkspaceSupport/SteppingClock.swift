public import ManentCore
import Synchronization

/// A clock that begins at 2026-11-20T10:00:00Z and moves by a second at each reading, and further when it is told to.
public final class SteppingClock: Sendable {
  private let time = Mutex<Int64>(1_795_168_800_000)

  /// A clock at its beginning.
  public init() {}

  /// What a workspace reads.
  public var clock: Clock { Clock { self.next() } }

  /// Moves the clock.
  public func advance(by seconds: Int64) { time.withLock { $0 += seconds * 1000 } }

  private func next() -> Timestamp {
    time.withLock { time in
      defer { time += 1000 }
      return Timestamp(milliseconds: time)
    }
  }
}
