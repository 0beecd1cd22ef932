import ManentCatalog
import ManentCore
import ManentHistory

/// Joins the commits of turns that come close together, in a process where many threads take turns in one workspace.
///
/// A turn that finds the queue idle is committed at once. Turns that come meanwhile wait, and one of their threads commits
/// all of them next: each turn has its own commit, but their objects, the index and the branch are written once. No turn
/// goes on before its own commit is made.
public final class CommitQueue: Sendable {
  /// A turn that is to be committed.
  struct Request: Sendable {
    /// What was written, relative to the workspace.
    var paths: [String]
    /// The commit's message.
    var message: String
    /// The mark that the paths are noted under.
    var owner: String
  }

  /// What came of a request.
  enum Result: Sendable {
    case committed(CommitOutcome)
    case failed(any Error)
    /// The thread that committed for all has failed; each turn is to be tried alone.
    case left
  }

  private struct State: Sendable {
    var next = 0
    var waiting: [(number: Int, request: Request)] = []
    var results: [Int: Result] = [:]
    var isBusy = false
    var batches = 0
    /// When it was last looked whether the repository is to be tidied.
    var tidied: ContinuousClock.Instant?
  }

  /// What one thread finds when it looks at the queue.
  private enum Turn: Sendable {
    case lead([(number: Int, request: Request)])
    case done(Result)
  }

  /// At most so many commits are made together: as many are in memory at once.
  static let limit = 64

  private let state = Monitor(State())
  /// What is known from the commits before.
  let memory = CommitMemory()

  /// An empty queue.
  public init() {}

  /// How many times commits were made, of one turn or of several.
  public var batches: Int { state.withLock { $0.batches } }

  /// How many turns wait to be committed.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// Whether it is time to look whether the repository is to be tidied: once in a while, however many commits are made.
  func isTimeToTidy() -> Bool {
    state.withLock { state in
      if let last = state.tidied, .now - last < .seconds(1) { return false }
      state.tidied = .now
      return true
    }
  }

  /// Has a turn committed, alone or with others.
  ///
  /// - Parameters:
  ///   - request: the turn.
  ///   - lead: commits all that are given, and says what came of each in the same order.
  func commit(_ request: Request, lead: ([Request]) throws -> [CommitOutcome]) -> Result {
    let number = state.withLock { state -> Int in
      defer { state.next += 1 }
      state.waiting.append((state.next, request))
      return state.next
    }
    while true {
      let turn = state.wait { state -> Turn? in
        if let result = state.results.removeValue(forKey: number) { return .done(result) }
        guard !state.isBusy else { return nil }
        state.isBusy = true
        state.batches += 1
        let batch = Array(state.waiting.prefix(Self.limit))
        state.waiting.removeFirst(batch.count)
        return .lead(batch)
      }
      switch turn {
      case .done(let result)?: return result
      case .lead(let batch)?:
        // Where very many wait, this turn may be in the next batch.
        if let result = finish(batch, as: number, lead) { return result }
      // A wait without a limit ends with a turn.
      case nil: continue
      }
    }
  }

  /// Commits a batch; what came of the request of that number, if it was in it.
  private func finish(
    _ batch: [(number: Int, request: Request)], as number: Int, _ lead: ([Request]) throws -> [CommitOutcome]
  ) -> Result? {
    var results: [Result]
    do {
      results = try lead(batch.map(\.request)).map { .committed($0) }
    } catch {
      results = batch.map { $0.number == number ? .failed(error) : .left }
    }
    return state.update { state in
      state.isBusy = false
      var own: Result?
      for (entry, result) in zip(batch, results) {
        if entry.number == number { own = result } else { state.results[entry.number] = result }
      }
      return own
    }
  }
}
