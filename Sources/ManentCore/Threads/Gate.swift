import Synchronization

/// Lets one thread of this process through at a time; the others wait without asking again and again.
///
/// A lock on a file (`FileLock`) holds threads of one process apart as well, but who waits for it has to look whether it is
/// free. So threads that are to have one take turns here first: then only other processes are left to wait for.
public final class Gate: Sendable {
  let isTaken = Monitor(false)

  private struct Weak: Sendable { weak var gate: Gate? }
  private static let gates = Mutex<[String: Weak]>([:])

  /// A gate that has no name.
  public init() {}

  /// The gate of a name, the same one for all who hold it.
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
