#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A running program that this process has started, with the pipes to it.
///
/// When the value goes away, the program is killed if it still runs, and never stays as a zombie. `run(_:limits:)`
/// runs one to its end.
public struct ChildProcess: ~Copyable {
  /// How a program ended.
  public enum Ending: Sendable, Equatable {
    /// By itself, with this exit status.
    case exited(Int32)
    /// By this signal.
    case signalled(Int32)
  }

  /// The system's number for the process.
  public let number: Int32
  /// What it reads; `nil` when it reads something else, or when `finishInput()` was called.
  public private(set) var input: OwnedDescriptor?
  /// What it prints; reads do not wait (`EAGAIN`).
  public let output: OwnedDescriptor
  /// What it complains about; reads do not wait (`EAGAIN`).
  public let errors: OwnedDescriptor
  /// Whether it leads a process group of its own.
  public let leadsGroup: Bool
  private var ended: Ending?

  init(
    number: Int32, leadsGroup: Bool, input: consuming OwnedDescriptor?, output: consuming OwnedDescriptor,
    errors: consuming OwnedDescriptor
  ) {
    self.number = number
    self.leadsGroup = leadsGroup
    self.input = input
    self.output = output
    self.errors = errors
  }

  deinit {
    guard ended == nil else { return }
    sendSignal(leadsGroup ? -number : number, SIGKILL)
    _ = Self.reap(number, waiting: true)
  }

  /// How the program ended; `nil` while it runs. Does not wait.
  public mutating func ending() -> Ending? {
    if ended == nil { ended = Self.reap(number, waiting: false) }
    return ended
  }

  /// Tells the program that there is nothing more to read.
  public mutating func finishInput() { input = nil }

  /// Asks the program to end (SIGTERM), with all that it has started when it leads a group.
  public borrowing func terminate() { signal(SIGTERM) }

  /// Ends the program (SIGKILL), with all that it has started when it leads a group.
  public borrowing func kill() { signal(SIGKILL) }

  private borrowing func signal(_ signal: Int32) {
    // The number of a process that has been waited for may be somebody else's by now; that of a group is not as long
    // as one of its members runs.
    if leadsGroup { sendSignal(-number, signal) } else if ended == nil { sendSignal(number, signal) }
  }

  private static func reap(_ number: Int32, waiting: Bool) -> Ending? {
    var status: Int32 = 0
    let result = retryingInterrupts { waitpid(number, &status, waiting ? 0 : WNOHANG) }
    if result == 0 { return nil }
    // Somebody else has waited for it (SIGCHLD is ignored): there is no telling how it ended.
    guard result == number else { return .exited(255) }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }
}

/// `kill(2)` under a name that the method above does not shadow.
private func sendSignal(_ number: Int32, _ signal: Int32) { _ = kill(number, signal) }
