import ManentCatalog
import ManentCore
import ManentHistory

/// Joins the commits of turns that come close together, in a process where many threads take turns in one workspace.
///
/// Who comes while nobody commits does so at once. Who comes meanwhile waits, and all who have waited are committed together
/// next, by one of them: each turn has its own commit, but their objects, the index and the branch are written once. Nobody
/// goes on before their own commit is made.
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
    /// The one who committed for all has failed; each is to try for itself.
    case left
  }

  private struct State: Sendable {
    var next = 0
    var waiting: [(number: Int, request: Request)] = []
    var results: [Int: Result] = [:]
    var isBusy = false
    var batches = 0
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

  /// How many turns wait for one who commits.
  var waiting: Int { state.withLock { $0.waiting.count } }

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
        // Where very many wait, one's own may be in the next batch.
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
