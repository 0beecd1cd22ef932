internal import ManentGit
import ManentHistory

/// What is known about a value of a path at each commit of a history, from one commit to those made on it.
struct RegisterLine<Value: Hashable & Sendable> {
  /// What is known at a commit.
  struct State {
    var version: FileVersion?
    var value: Value?
    var register = Register<Value>()
  }

  private let history: PathHistory
  private let mergesWrite: Bool
  private let order: WriteOrder<Value>
  private var states: [CommitID: State]

  /// A line of history.
  ///
  /// - Parameters:
  ///   - history: the path's.
  ///   - mergesWrite: whether a merge can give a value of its own.
  ///   - order: which of several writes counts.
  ///   - states: what is known where it begins.
  init(_ history: PathHistory, mergesWrite: Bool, order: WriteOrder<Value>, _ states: [CommitID: State]) {
    self.history = history
    self.mergesWrite = mergesWrite
    self.order = order
    self.states = states
  }

  /// What is known at a commit; nothing at one that was not added.
  subscript(_ id: CommitID) -> Register<Value> { states[id]?.register ?? Register() }

  /// Adds a commit whose parents were added before.
  mutating func add(_ commit: Fork.Commit, _ version: FileVersion?, _ reading: PathHistory.Reading<Value>) throws {
    let parents = commit.parents.map { states[$0] ?? State() }
    if let parent = parents.first, parents.count == 1, parent.version == version {
      states[commit.id] = parent
      return
    }
    let known = parents.dropFirst().reduce(parents.first?.register ?? Register()) { $0.joined(with: $1.register) }
    guard case .value(let value) = reading else {
      states[commit.id] = State(version: version, value: parents.first?.value, register: known)
      return
    }
    let isWrite: Bool
    switch parents.count {
    case 0: isWrite = value != nil
    case 1: isWrite = parents[0].value != value
    default: isWrite = mergesWrite && isDecision(value, parents.map(\.value), known)
    }
    // A merge has its value from whoever made the other one: nobody has turned away from it.
    let former = parents.count == 1 ? parents[0].value : nil
    let register =
      isWrite ? known.writing(try write(value, by: commit, version), inPlaceOf: former) : known
    states[commit.id] = State(version: version, value: value, register: register)
  }

  /// Whether a merge gave the value by a decision of its own: nobody had it, or it is not the one that our rule takes.
  private func isDecision(_ value: Value?, _ parents: [Value?], _ known: Register<Value>) -> Bool {
    guard parents.contains(value) else { return true }
    guard !known.current.contains(where: { $0.origin == .shared }), let winner = order.winner(of: known.current) else {
      return false
    }
    return winner.value != value
  }

  private func write(_ value: Value?, by commit: Fork.Commit, _ version: FileVersion?) throws -> Write<Value> {
    if commit.parents.count > 1, let version, try isCopied(version, by: commit) {
      return Write(origin: .derived, value: value, commit: commit)
    }
    return Write(
      origin: .commit(time: commit.time, committer: commit.committer), value: value, commit: commit)
  }

  /// Whether a merge has put a version here that one of its parents has under another name beside it.
  private func isCopied(_ version: FileVersion, by commit: Fork.Commit) throws -> Bool {
    try commit.parents.contains { try history.fork.hasSibling(of: history.path, with: version, in: $0) }
  }
}
