#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How long to go on trying for something that somebody else holds.
package struct Deadline {
  private let end: ContinuousClock.Instant

  /// A deadline that far from now.
  package init(in patience: Duration) { end = ContinuousClock.now + patience }

  /// Waits a moment before the next attempt; `false`, at once, when the time is up.
  package func pause() -> Bool {
    guard ContinuousClock.now < end else { return false }
    usleep(10_000)
    return true
  }
}
