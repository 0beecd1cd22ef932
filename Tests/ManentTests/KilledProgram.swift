import Foundation
import ManentCore

/// Runs a program and kills it, and what it has started, after a time.
struct KilledProgram {
  private let folder: Path
  private let environment: [String: String]

  init(in folder: Path, environment: [String: String]) {
    self.folder = folder
    self.environment = environment
  }

  struct Outcome: CustomStringConvertible {
    var status: Int32
    var isKilled: Bool
    var microseconds: Double
    var output: String
    var errors: String
    var description: String { "status \(status)\n\(output)\(errors)" }
  }

  /// Runs a command line to its end, or for so long.
  func run(_ command: [String], microseconds limit: Double?) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = URL(fileURLWithPath: folder.string)
    process.environment = environment
    let (output, errors) = (folder / ".killed-output", folder / ".killed-errors")
    for path in [output, errors] { try Files.writeAtomically([], to: path) }
    process.standardInput = FileHandle.nullDevice
    let handles = try [output, errors].map { try FileHandle(forWritingTo: URL(fileURLWithPath: $0.string)) }
    defer { for handle in handles { try? handle.close() } }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    let start = ContinuousClock.now
    try process.run()
    let wait = limit.map { DispatchTimeInterval.microseconds(Int($0)) } ?? .seconds(60)
    if ended.wait(timeout: .now() + wait) == .timedOut {
      // Foundation makes each process the leader of a group of its own.
      kill(-process.processIdentifier, SIGKILL)
      ended.wait()
    }
    let elapsed = ContinuousClock.now - start
    return Outcome(
      status: process.terminationStatus, isKilled: process.terminationReason == .uncaughtSignal,
      microseconds: Double(elapsed.components.attoseconds) / 1e12 + Double(elapsed.components.seconds) * 1e6,
      output: String(decoding: try Files.read(output), as: UTF8.self),
      errors: String(decoding: try Files.read(errors), as: UTF8.self))
  }
}
