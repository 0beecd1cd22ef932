import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ctrl-C as a fact that long work asks for at safe points, so that it stops where nothing is half done.
public struct Interruption: ManentError, Equatable {
  // A signal handler can reach nothing but a global; an atomic is the only thing that it may touch.
  private static let requests = Atomic<Int>(0)
  private static let terminations = Atomic<Int>(0)

  /// An interruption by the user.
  public init() {}

  /// One word for people.
  public var description: String { "interrupted" }

  /// From now on the first SIGINT (or SIGTERM) asks the work to stop; the third ends the process at once.
  public static func listen() {
    let handler: @convention(c) (Int32) -> Void = { number in
      if number == SIGTERM { Interruption.terminations.add(1, ordering: .relaxed) }
      if Interruption.requests.add(1, ordering: .relaxed).newValue >= 3 { _exit(130) }
    }
    for number in [SIGINT, SIGTERM] { _ = SignalAction(number, handler) }
    // A reader that goes away (`| head`) is told by the failing write, not by a signal that skips every clean-up.
    _ = SignalAction(ignoring: SIGPIPE)
  }

  /// Whether the user has asked to stop, or the work of this thread shall.
  public static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 || StopSign.ofThisThread?.isUp == true }

  /// Whether the process has been asked to end (SIGTERM), which `reset()` does not forget.
  public static var isTermination: Bool { terminations.load(ordering: .relaxed) > 0 }

  /// Throws when the user has asked to stop.
  public static func check() throws { if isRequested { throw Interruption() } }

  /// Waits for a while, and throws as soon as the user asks to stop.
  public static func pause(_ duration: Duration) throws {
    let end = ContinuousClock.now + duration
    while true {
      try check()
      let left = end - ContinuousClock.now
      guard left > .zero else { return }
      // Signals may reach another thread, so that no single sleep is long.
      let (seconds, fraction) = min(left, .milliseconds(50)).components
      usleep(UInt32(seconds * 1_000_000 + fraction / 1_000_000_000_000))
    }
  }

  /// Forgets a request that has been answered.
  public static func reset() { requests.store(0, ordering: .relaxed) }
}
