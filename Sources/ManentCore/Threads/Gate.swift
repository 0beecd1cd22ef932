import Synchronization

/// Lets one thread of this process through at a time; the others sleep until it is their turn.
///
/// A lock on a file (`FileLock`) keeps threads of one process apart as well, but a thread that waits for it has to poll. With
/// a gate in front of the file's lock only the first thread polls, for other processes.
public final class Gate: Sendable {
  let isTaken = Monitor(false)

  private struct Weak: Sendable { weak var gate: Gate? }
  private static let gates = Mutex<[String: Weak]>([:])

  /// A gate that has no name.
  public init() {}

  /// The gate with that name; threads that ask for one name get one gate.
  public static func named(_ name: String) -> Gate {
    gates.withLock { gates in
      if let gate = gates[name]?.gate { return gate }
      // Before the table grows, it loses those that nobody holds any more.
      if gates.count == gates.capacity { gates = gates.filter { $0.value.gate != nil } }
      let gate = Gate()
      gates[name] = Weak(gate: gate)
      return gate
    }
  }

  /// Runs `body` while no other thread is inside.
  public func during<Result>(_ body: () throws -> Result) rethrows -> Result {
    _ = isTaken.wait(for: Self.enter)
    defer { isTaken.updateForOne { $0 = false } }
    return try body()
  }

  static func enter(_ isTaken: inout Bool) -> Bool? {
    guard !isTaken else { return nil }
    isTaken = true
    return true
  }
}
