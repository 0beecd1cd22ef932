import ManentCore

/// Keeps one user from taking all threads of the server: of each user so many requests are worked on at once. The others
/// wait without a thread, and are taken in their order.
final class FairShares: Sendable {
  private struct Share: Sendable {
    var running = 0
    var waiting: [@Sendable () -> Void] = []
  }

  private let state = Monitor<[String: Share]>([:])
  private let limit: Int
  private let queueLimit: Int

  /// Shares of so many requests a user; at most so many more of one user wait.
  init(limit: Int, queue: Int) {
    self.limit = max(1, limit)
    queueLimit = queue
  }

  /// How many requests wait, of all users.
  var waiting: Int { state.withLock { $0.values.reduce(0) { $0 + $1.waiting.count } } }

  /// Does a job of a user on this thread, or has it done later by the thread that does another one of that user's.
  ///
  /// - Returns: `false` when too many wait already.
  func run(for user: String, _ job: @escaping @Sendable () -> Void) -> Bool {
    enum Outcome: Sendable { case now, later, refused }
    let outcome = state.update { state -> Outcome in
      var share = state[user] ?? Share()
      defer { state[user] = share }
      if share.running < limit {
        share.running += 1
        return .now
      }
      guard share.waiting.count < queueLimit else { return .refused }
      share.waiting.append(job)
      return .later
    }
    guard outcome == .now else { return outcome == .later }
    job()
    while let next = next(for: user) { next() }
    return true
  }

  /// The next job that waits; without one the thread is free.
  private func next(for user: String) -> (@Sendable () -> Void)? {
    state.update { state in
      guard var share = state[user] else { return nil }
      guard !share.waiting.isEmpty else {
        share.running -= 1
        state[user] = share.running == 0 ? nil : share
        return nil
      }
      let job = share.waiting.removeFirst()
      state[user] = share
      return job
    }
  }
}
