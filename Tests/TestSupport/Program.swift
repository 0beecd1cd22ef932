import Foundation
public import ManentCore

/// A program of the machine, run to its end in a folder and an environment of its own.
public struct Program: Sendable {
  /// The folder that it runs in.
  public var folder: Path
  /// Its whole environment.
  public var environment: [String: String]

  /// A program that would run in `folder`.
  public init(in folder: Path, environment: [String: String]) {
    self.folder = folder
    self.environment = environment
  }

  /// A program that could not be run, or that took too long.
  public struct Failure: Error, CustomStringConvertible {
    /// What happened.
    public let description: String

    /// A failure from what happened.
    public init(description: String) { self.description = description }
  }

  /// Runs a command line and waits for its end.
  ///
  /// - Parameters:
  ///   - command: the program's name or path, and its arguments.
  ///   - input: what it reads; `nil` is the null device.
  ///   - seconds: how long it may take before it is killed and the call throws.
  public func run(_ command: [String], input: [UInt8]? = nil, seconds: Double = 60) throws -> Outcome {
    // Files instead of pipes: whatever the program prints, it never waits for a reader.
    let scratch = Path("/tmp/manent-run-\(getpid())-\(UInt64.random(in: 0...UInt64.max))")
    try Files.makeFolders(scratch)
    defer { try? Files.removeTree(scratch) }
    for name in ["output", "errors"] { try Files.writeNew([], to: scratch / name, sync: false) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: folder.string)
    process.environment = environment
    var inputHandle: FileHandle?
    defer { try? inputHandle?.close() }
    if let input {
      try Files.writeNew(input, to: scratch / "input", sync: false)
      let reading = try FileHandle(forReadingFrom: URL(fileURLWithPath: (scratch / "input").string))
      inputHandle = reading
      process.standardInput = reading
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: (scratch / "output").string))
    let errors = try FileHandle(forWritingTo: URL(fileURLWithPath: (scratch / "errors").string))
    // A process keeps its handles for longer than it lasts, and thousands of them are run by one process of tests.
    defer { for handle in [output, errors] { try? handle.close() } }
    process.standardOutput = output
    process.standardError = errors
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try Self.withAllSignals { try process.run() }
    if ended.wait(timeout: .now() + seconds) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      throw Failure(description: "\(command) was not done after \(seconds) seconds")
    }
    let status = process.terminationStatus
    return Outcome(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      bytes: try Files.read(scratch / "output"),
      errors: String(decoding: try Files.read(scratch / "errors"), as: UTF8.self))
  }

  /// Runs `body` with no signal held back: a child process inherits that, and the threads that tests run on hold back
  /// nearly all, Ctrl-C among them.
  private static func withAllSignals(_ body: () throws -> Void) rethrows {
    var (all, before) = (sigset_t(), sigset_t())
    sigfillset(&all)
    pthread_sigmask(SIG_UNBLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  /// How a program ended.
  public struct Outcome: Sendable, CustomStringConvertible {
    /// The exit status; 128 and the signal's number when a signal ended it.
    public var status: Int32
    /// What it wrote to standard output.
    public var bytes: [UInt8]
    /// What it wrote to standard error.
    public var errors: String

    /// What it wrote to standard output, as text.
    public var output: String { String(decoding: bytes, as: UTF8.self) }
    /// The lines of standard error.
    public var complaints: [String] { errors.split(separator: "\n").map(String.init) }
    /// All of it, for messages of failing tests.
    public var description: String { "status \(status)\n\(output)\(errors)" }
  }
}
