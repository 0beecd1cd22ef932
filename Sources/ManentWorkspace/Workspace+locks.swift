import ManentCatalog
import ManentCore
import ManentRecords

extension Workspace {
  /// What processes take turns at, in the order in which one process may take them.
  ///
  /// While a lock is held only those after it are waited for. Two processes that both keep to that never wait for each
  /// other. The catalog's own lock and those of the repository come after all of these: nothing is waited for inside
  /// them.
  package enum Lock: String, CaseIterable, Comparable {
    /// Talking to the remote.
    case sync
    /// Writing chats from elsewhere aside, until they have their places.
    case imports
    /// Appending to chats.
    case chats
    /// Changing documents and their index.
    case documents
    /// Committing.
    case history

    /// The place in the order.
    var rank: Int {
      switch self {
      case .sync: 0
      case .imports: 1
      case .chats: 2
      case .documents: 3
      case .history: 4
      }
    }

    package static func < (left: Lock, right: Lock) -> Bool { left.rank < right.rank }

    /// What the holder does, as the end of a sentence.
    var work: String {
      switch self {
      case .sync: "is in touch with the remote"
      case .imports: "imports chats"
      case .chats: "is at work on the chats"
      case .documents: "is at work on the documents"
      case .history: "makes a commit"
      }
    }
  }

  /// How a lock is treated that is asked for out of order.
  enum LockOrder {
    /// It is an error that names both: a mistake in this program.
    case checked
    /// It is waited for, but not for ever: a command that fails is better than two that hang.
    case lenient

    /// Builds for development find the mistake, those for users live with it.
    static var standard: LockOrder {
      #if DEBUG
        .checked
      #else
        .lenient
      #endif
    }
  }

  /// How long a lock that is asked for out of order is waited for.
  private static let lenience = Duration.seconds(5)

  /// Runs `body` while no other process does the same; the same process may do so again inside.
  ///
  /// A wait that lasts is told to the user, once.
  ///
  /// - Throws: `WorkspaceError.Code.lockOrder` or `.busy` when a lock that comes later is held already.
  package func locked<Result>(_ lock: Lock, _ body: () throws -> Result) throws -> Result {
    if heldLocks.contains(lock) || leavesNothing { return try body() }
    // Threads of this process wait here, and the first of them for other processes. Out of order nothing is waited for so.
    guard isInOrder(lock) else { return try holding(lock, body) }
    return try Gate.named(lockFile(lock).string).duringUnlessStopped { try holding(lock, body) }
  }

  private func holding<Result>(_ lock: Lock, _ body: () throws -> Result) throws -> Result {
    let file = try take(lock)
    // While nothing was held, anybody may have put something else in the place of a folder.
    if heldLocks.isEmpty { knownFolders.removeAll() }
    heldLocks.insert(lock)
    defer { heldLocks.remove(lock) }
    return try file.during(body)
  }

  /// Runs `body` if no other process does the same now. It never waits, and so may be asked for in any order.
  ///
  /// - Returns: whether it did.
  @discardableResult
  package func lockedIfFree(_ lock: Lock, _ body: () throws -> Void) throws -> Bool {
    if heldLocks.contains(lock) || leavesNothing {
      try body()
      return true
    }
    guard let file = try FileLock.takeIfFree(lockFile(lock)) else { return false }
    heldLocks.insert(lock)
    defer { heldLocks.remove(lock) }
    try file.during(body)
    return true
  }

  /// Whether a lock is held that work on chats or after them takes.
  var isAtWork: Bool { heldLocks.contains { $0 >= .imports } }

  /// Whether the catalog is written to: others wait for that, and must not be waited for meanwhile.
  private var isInTransaction: Bool { openCatalog?.database.isInTransaction ?? false }

  /// Whether no lock is held that comes later.
  private func isInOrder(_ lock: Lock) -> Bool { laterLock(than: lock) == nil }

  private func laterLock(than lock: Lock) -> String? {
    heldLocks.max().flatMap { $0 > lock ? $0.rawValue : nil } ?? (isInTransaction ? "catalog" : nil)
  }

  private func take(_ lock: Lock) throws -> FileLock {
    guard let later = laterLock(than: lock) else {
      return try FileLock.wait(for: lockFile(lock)) { holder in
        tellWaiting(holder.map { "process \($0)" } ?? "another process", lock.work)
      }
    }
    switch lockOrder {
    case .checked:
      throw WorkspaceError(
        .lockOrder, "\(root)", "the lock '\(lock.rawValue)' is asked for while '\(later)' is held, which comes later",
        advice: "take '\(lock.rawValue)' first")
    case .lenient:
      return try takeWithoutWaitingForEver(lock)
    }
  }

  private func takeWithoutWaitingForEver(_ lock: Lock) throws -> FileLock {
    let end = ContinuousClock.now + Self.lenience
    while true {
      if let file = try FileLock.takeIfFree(lockFile(lock)) { return file }
      guard ContinuousClock.now < end else {
        throw WorkspaceError(.busy, "\(root)", "another process \(lock.work)", advice: "try again when it is done")
      }
      try Interruption.pause(.milliseconds(10))
    }
  }

  private func tellWaiting(_ holder: String, _ work: String) {
    surroundings.notify("waiting for \(holder), which \(work) in \(root); Ctrl-C gives up")
  }
}
