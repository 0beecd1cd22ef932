/// Work that is done by a bounded number of threads, in the order in which it came.
///
/// A thread is started when there is work and no idle one, and ends after it has had nothing to do for a while.
public final class WorkerPool: Sendable {
  private struct State: Sendable {
    var jobs: [@Sendable () -> Void] = []
    var first = 0
    var threads = 0
    var idle = 0

    var waiting: Int { jobs.count - first }

    mutating func next() -> (@Sendable () -> Void)? {
      guard first < jobs.count else { return nil }
      let job = jobs[first]
      first += 1
      if first == jobs.count || first > 1024 {
        jobs.removeFirst(first)
        first = 0
      }
      return job
    }
  }

  private let state = Monitor(State())
  private let threadLimit: Int
  private let queueLimit: Int
  /// How long a thread waits for work before it ends, in seconds.
  private static let patience = 20.0

  /// A pool.
  ///
  /// - Parameters:
  ///   - threads: at most how many threads.
  ///   - queue: at most how many jobs wait for one.
  public init(threads: Int, queue: Int) {
    threadLimit = max(1, threads)
    queueLimit = max(0, queue)
  }

  /// How many jobs wait.
  public var waiting: Int { state.withLock { $0.waiting } }

  /// Has a job done; `false` when too many wait already.
  public func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
    // All who wait are alike, so that one of them is enough.
    let (isTaken, startsThread) = state.updateForOne { state -> (Bool, Bool) in
      let starts = state.waiting >= state.idle && state.threads < threadLimit
      guard starts || state.waiting < state.idle + queueLimit else { return (false, false) }
      state.jobs.append(job)
      if starts { state.threads += 1 }
      return (true, starts)
    }
    if startsThread, !Worker.start({ [self] in work() }) { state.withLock { $0.threads -= 1 } }
    return isTaken
  }

  private func work() {
    while true {
      state.withLock { $0.idle += 1 }
      let job = state.wait(atMost: Self.patience) { state -> (@Sendable () -> Void)? in
        guard let job = state.next() else { return nil }
        state.idle -= 1
        return job
      }
      if let job {
        job()
        continue
      }
      let isDone = state.withLock { state -> Bool in
        state.idle -= 1
        guard state.waiting == 0 else { return false }
        state.threads -= 1
        return true
      }
      if isDone { return }
    }
  }
}
