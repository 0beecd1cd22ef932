import ManentCore

/// What a feature keeps of a workspace for all threads of a process that have it open.
package protocol SharedWorkspaceMemory: AnyObject, Sendable {
  /// An empty one.
  init()
}

/// What the threads of a process keep together of one workspace that each of them opens for itself.
///
/// As ``Workspace``, it knows no feature; each asks it for its own.
public final class SharedMemory: Sendable {
  private let memories = Monitor([ObjectIdentifier: any SharedWorkspaceMemory]())

  /// One that holds nothing yet.
  public init() {}

  /// What a feature keeps, made at first use.
  package func memory<Memory: SharedWorkspaceMemory>(_ type: Memory.Type) -> Memory {
    memories.withLock { memories in
      if let kept = memories[ObjectIdentifier(type)] as? Memory { return kept }
      let made = Memory()
      memories[ObjectIdentifier(type)] = made
      return made
    }
  }
}
