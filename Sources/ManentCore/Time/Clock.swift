/// Where the time comes from: the machine's clock, or a test's.
public struct Clock: Sendable {
  /// Reads the clock.
  public let now: @Sendable () -> Timestamp

  /// A clock that reads through `now`.
  public init(now: @escaping @Sendable () -> Timestamp) { self.now = now }

  /// The machine's own clock.
  public static let system = Clock { Timestamp.now }
}
