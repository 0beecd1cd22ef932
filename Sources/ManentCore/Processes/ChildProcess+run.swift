#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension ChildProcess {
  /// What a program that is run to its end may take; past any of these it is asked to end, then killed.
  public struct Limits: Sendable {
    /// How long it may run; `nil` for any length.
    public var time: Duration?
    /// How long it may print nothing; `nil` for any length.
    public var silence: Duration?
    /// How many bytes it may print to standard output.
    public var outputBytes: Int
    /// How many bytes of standard error are kept: the last ones. More is no fault.
    public var errorBytes: Int
    /// How long after SIGTERM comes SIGKILL.
    public var grace: Duration

    /// Limits from their parts.
    public init(
      time: Duration? = nil, silence: Duration? = nil, outputBytes: Int = 16 << 20, errorBytes: Int = 1 << 16,
      grace: Duration = .seconds(2)
    ) {
      self.time = time
      self.silence = silence
      self.outputBytes = outputBytes
      self.errorBytes = errorBytes
      self.grace = grace
    }
  }

  /// Why a program was stopped.
  public enum Stop: Sendable, Equatable {
    /// It ran for too long.
    case time
    /// It was silent for too long.
    case silence
    /// It printed too much.
    case output
  }

  /// What came of a program.
  public struct Outcome: Sendable, Equatable {
    /// How it ended.
    public var ending: Ending
    /// Why it was stopped; `nil` when it ended by itself.
    public var stop: Stop?
    /// What it printed to standard output.
    public var output: [UInt8]
    /// The end of what it printed to standard error.
    public var errors: [UInt8]

    /// Whether it ended by itself, with status 0.
    public var succeeded: Bool { stop == nil && ending == .exited(0) }
  }

  /// Runs a program to its end.
  ///
  /// What a process that it leaves behind prints later (a daemon that keeps its pipes) is not waited for.
  ///
  /// - Parameters:
  ///   - call: the program; an input that is a pipe is empty.
  ///   - limits: what it may take.
  ///   - hearErrors: told each piece of standard error as it comes.
  /// - Throws: `FileError` when it cannot be started; `Interruption` when the user asked to stop, once it has ended.
  public static func run(
    _ call: ProgramCall, limits: Limits = Limits(), hearErrors: ((ArraySlice<UInt8>) -> Void)? = nil
  ) throws -> Outcome {
    try Interruption.check()
    var child = try ChildProcess(call)
    child.finishInput()
    var watch = ProcessWatch(limits, hearErrors: hearErrors)
    let ending = try watch.follow(&child)
    if watch.wasInterrupted { throw Interruption() }
    return Outcome(ending: ending, stop: watch.stop, output: watch.output.bytes, errors: watch.errors.bytes)
  }
}
