import ManentChat
import ManentChats
import ManentCore
import ManentHTTP
import ManentRecords
import ManentWorkspace

/// Has turns taken: so many at once, those of one chat one after the other.
final class TurnDesk: Sendable {
  typealias Work = @Sendable (WorkspaceHandle, Turn) throws -> TurnResult

  private struct State: Sendable {
    var turns: [String: Turn] = [:]
    var running = 0
    /// What waits for a turn of the same chat to end, by the chat.
    var waiting: [String: [@Sendable () -> Void]] = [:]
    var busy: Set<String> = []
    var isClosed = false
    var taken = 0
    var failed = 0
    /// How many turns of one user in one workspace go on or wait.
    var open: [Turn.Owner: Int] = [:]
    /// The turns that are remembered, in the order in which they ended.
    var ended: [(id: String, at: Timestamp)] = []
    var firstEnded = 0

    mutating func note(_ turn: Turn) {
      turns[turn.id] = turn
      open[turn.owner, default: 0] += 1
    }

    mutating func end(_ turn: Turn) {
      open[turn.owner, default: 1] -= 1
      if open[turn.owner] == 0 { open[turn.owner] = nil }
      ended.append((turn.id, .now))
    }

    /// Forgets turns that have ended long ago, and the oldest of too many.
    mutating func forget(at now: Timestamp) {
      while firstEnded < ended.count,
        now.milliseconds - ended[firstEnded].at.milliseconds >= TurnDesk.memory
          || turns.count > TurnDesk.memoryLimit
      {
        turns[ended[firstEnded].id] = nil
        firstEnded += 1
      }
      guard firstEnded > 1024 else { return }
      ended.removeFirst(firstEnded)
      firstEnded = 0
    }
  }

  /// For how long a turn can be read after its end, in milliseconds.
  private static let memory: Int64 = 600_000
  /// How many turns are remembered at most; the oldest go first.
  private static let memoryLimit = 1000

  private let state = Monitor(State())
  private let workspaces: WorkspacePool
  private let pool: WorkerPool
  private let queueLimit: Int
  /// How many turns of one user go on or wait at most, so that nobody fills the queue alone.
  private let userLimit: Int

  init(_ workspaces: WorkspacePool, turns: Int, queue: Int) {
    self.workspaces = workspaces
    pool = WorkerPool(threads: turns, queue: queue)
    queueLimit = queue
    userLimit = turns + max(1, queue / 2)
  }

  /// Figures: turns that go on, that wait, that were taken and that failed.
  var figures: (running: Int, waiting: Int, taken: Int, failed: Int) {
    state.withLock { state in
      (state.running, pool.waiting + state.waiting.values.reduce(0) { $0 + $1.count }, state.taken, state.failed)
    }
  }

  /// Begins a turn.
  ///
  /// - Parameters:
  ///   - caller: whose.
  ///   - chat: the chat that it goes on with, where that is known: no other turn of it goes on meanwhile.
  ///   - work: takes it.
  /// - Throws: `ServeError` 503 when too many wait.
  func start(for caller: Caller, in chat: String?, _ work: @escaping Work) throws -> Turn {
    let now = Timestamp.now
    let id = String(UInt64.random(in: 1 << 60...UInt64.max), radix: 16)
    let turn = Turn(id: id, root: caller.root, caller: caller, at: now)
    let key = chat.map { "\(caller.root)\n\($0)" }
    let job: @Sendable () -> Void = { [self] in
      run(turn, work)
      if let key { free(key) }
    }
    let isRefused = state.update { state -> Bool in
      guard !state.isClosed else { return true }
      state.forget(at: now)
      guard state.open[turn.owner, default: 0] < userLimit else { return true }
      if let key, state.busy.contains(key) {
        guard state.waiting.values.reduce(0, { $0 + $1.count }) < queueLimit else { return true }
        state.waiting[key, default: []].append(job)
        state.note(turn)
        return false
      }
      guard pool.submit(job) else { return true }
      if let key { state.busy.insert(key) }
      state.note(turn)
      return false
    }
    if isRefused {
      throw ServeError(503, "too many turns are waiting", code: "server_busy", headers: ["Retry-After": "2"])
    }
    return turn
  }

  /// The turn of that id, of that caller's workspace.
  func turn(_ id: String, of caller: Caller) -> Turn? {
    state.withLock { state in state.turns[id].flatMap { $0.root == caller.root ? $0 : nil } }
  }

  /// The turns that go on in a workspace, the oldest first.
  func running(in root: Path) -> [Turn] {
    state.withLock { state in state.turns.values.filter { $0.root == root && $0.endedAt == nil } }.sorted {
      $0.id < $1.id
    }
  }

  /// Takes no more turns, waits for those that go on, then stops those that still do; what came of them is kept.
  func close(grace: Double) {
    state.update { $0.isClosed = true }
    let isDone = state.wait(atMost: grace) { state -> Bool? in
      state.turns.values.allSatisfy { $0.endedAt != nil } ? true : nil
    }
    guard isDone == nil else { return }
    for turn in state.withLock({ Array($0.turns.values) }) { turn.stop.raise() }
    _ = state.wait(atMost: 5) { state -> Bool? in state.turns.values.allSatisfy { $0.endedAt != nil } ? true : nil }
  }

  private func free(_ key: String) {
    state.update { state in
      guard var jobs = state.waiting[key], !jobs.isEmpty else {
        state.busy.remove(key)
        return
      }
      let next = jobs.removeFirst()
      state.waiting[key] = jobs.isEmpty ? nil : jobs
      if !pool.submit(next) {
        // There is room for it in the pool of threads or in none: this thread has just become free.
        Worker.start(next)
      }
    }
  }

  private func run(_ turn: Turn, _ work: Work) {
    state.update { $0.running += 1 }
    defer {
      state.update { state in
        state.running -= 1
        state.taken += 1
        state.end(turn)
        if case .failed = turn.ending { state.failed += 1 }
      }
    }
    do {
      try turn.stop.during {
        if turn.stop.isUp { throw Interruption() }
        try workspaces.use(turn.root) { handle in
          try handle.notices.during({ turn.add(.notice($0)) }) {
            do {
              turn.add(.done(try work(handle, turn)))
            } catch let stop as Interruption {
              turn.add(.interrupted(kept(of: turn, in: handle.workspace)))
              _ = stop
            } catch let error as ChatError where error.code == .failed {
              turn.add(.failed(ServeError(error), kept(of: turn, in: handle.workspace)))
            }
          }
        }
      }
    } catch is Interruption {
      turn.add(.interrupted(nil))
    } catch {
      turn.add(.failed(ServeError(error), nil))
    }
  }

  /// What was kept of an answer that came to no good end.
  private func kept(of turn: Turn, in workspace: Workspace) -> Message? {
    guard let chat = turn.chat else { return nil }
    // The answer is in the chat all the same; only this answer to the client goes without it.
    let newest = try? workspace.files(of: chat).readNewest(1).max { $0.id < $1.id }
    return newest?.role == .assistant ? newest : nil
  }
}
