import ManentCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signals that matter while a line is edited: they are held back, and let through only while a key is waited for.
struct EditingSignals {
  // A signal handler can reach nothing but a global; an atomic is the only thing that it may touch.
  private static let resizes = Atomic<Int>(0)
  private static let returns = Atomic<Int>(0)

  private var before = sigset_t()
  private let actions: [SignalAction]

  /// Begins to listen.
  init() {
    actions = [
      SignalAction(SIGWINCH) { _ in EditingSignals.resizes.add(1, ordering: .relaxed) },
      SignalAction(SIGCONT) { _ in EditingSignals.returns.add(1, ordering: .relaxed) },
    ]
    var held = sigset_t()
    sigemptyset(&held)
    for number in [SIGINT, SIGTERM, SIGWINCH, SIGCONT] { sigaddset(&held, number) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
  }

  /// Puts everything back as it was.
  func restore() {
    var before = before
    pthread_sigmask(SIG_SETMASK, &before, nil)
    for action in actions { action.restore() }
  }

  /// Waits until there is something to read, or a signal has come; both may be.
  static func waitForInput() {
    var open = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &open)
    for number in [SIGINT, SIGTERM, SIGWINCH, SIGCONT] { sigdelset(&open, number) }
    var reading = fd_set()
    // Standard input is the first bit.
    withUnsafeMutableBytes(of: &reading) { $0[0] = 1 }
    _ = pselect(STDIN_FILENO + 1, &reading, nil, nil, nil, &open)
  }

  /// Whether the terminal has another size than before; asking makes it `false`.
  static func takeResize() -> Bool { resizes.exchange(0, ordering: .relaxed) > 0 }

  /// Whether the process was stopped and goes on; asking makes it `false`.
  static func takeReturn() -> Bool { returns.exchange(0, ordering: .relaxed) > 0 }
}
