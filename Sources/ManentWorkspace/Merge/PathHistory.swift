import ManentCore
import ManentHistory

/// What became of one path in each commit of a fork.
struct PathHistory {
  /// What a version says about a value.
  enum Reading<Value> {
    /// The value, or its absence.
    case value(Value?)
    /// The version cannot be read, so that it says nothing.
    case unreadable
  }

  let path: Path
  let fork: Fork
  /// Which commits of the fork changed it, in their order.
  let changes: [Fork.Change]
  /// The version in each of the fork's commits.
  private let versions: [FileVersion?]
  /// The version in each commit that both sides have and one of the fork's was made on.
  private let shared: [CommitID: FileVersion?]

  init(_ path: Path, _ changes: [Fork.Change], in fork: Fork) throws {
    self.path = path
    self.changes = changes
    self.fork = fork
    var shared: [CommitID: FileVersion?] = [:]
    var versions: [FileVersion?] = []
    versions.reserveCapacity(fork.commits.count)
    var next = changes.startIndex
    for (place, commit) in fork.commits.enumerated() {
      for case .shared(let id) in commit.parents where shared[id] == nil {
        shared.updateValue(try fork.version(of: path, in: id), forKey: id)
      }
      if next < changes.endIndex, changes[next].commit == place {
        versions.append(changes[next].version)
        next += 1
        continue
      }
      switch commit.parents.first {
      case .own(let parent)?: versions.append(versions[parent])
      case .shared(let id)?: versions.append(shared[id] ?? nil)
      case nil: versions.append(nil)
      }
    }
    self.versions = versions
    self.shared = shared
  }

  /// Every version that the path has in the fork, and in the commits that it begins at.
  var allVersions: Set<FileVersion> { Set(versions.compactMap(\.self)).union(shared.values.compactMap(\.self)) }

  /// What either side knows about a value of the path.
  ///
  /// - Parameters:
  ///   - mergesWrite: whether a merge can give a value of its own; not where it only puts together what others wrote.
  ///   - order: which of several writes counts.
  ///   - shared: the write behind the value of a commit that both sides have; by default it is older than all others.
  ///   - read: what a version says about the value.
  func registers<Value>(
    mergesWrite: Bool, order: WriteOrder<Value>, shared sharedWrite: ((CommitID) throws -> Write<Value>)? = nil,
    _ read: (FileVersion?) -> Reading<Value>
  ) throws -> (ours: Register<Value>, theirs: Register<Value>) {
    var values: [Value?] = []
    var registers: [Register<Value>] = []
    let begin = try beginnings(sharedWrite, read)
    for (place, commit) in fork.commits.enumerated() {
      let parents = commit.parents.map { parent in
        switch parent {
        case .own(let place): (version: versions[place], value: values[place], register: registers[place])
        case .shared(let id):
          (version: shared[id] ?? nil, value: begin[id]?.value ?? nil, register: begin[id]?.register ?? Register())
        }
      }
      if let parent = parents.first, parents.count == 1, parent.version == versions[place] {
        values.append(parent.value)
        registers.append(parent.register)
        continue
      }
      let known = parents.dropFirst().reduce(parents.first?.register ?? Register()) { $0.joined(with: $1.register) }
      guard case .value(let value) = read(versions[place]) else {
        values.append(parents.first?.value ?? nil)
        registers.append(known)
        continue
      }
      values.append(value)
      let isWrite: Bool
      switch parents.count {
      case 0: isWrite = value != nil
      case 1: isWrite = parents[0].value != value
      default: isWrite = mergesWrite && isDecision(value, parents.map(\.value), known, order)
      }
      registers.append(isWrite ? known.writing(try write(value, at: place)) : known)
    }
    func register(_ side: Fork.Side) -> Register<Value> {
      fork.commits.lastIndex { $0.id == fork.tip(of: side) }.map { registers[$0] } ?? Register()
    }
    return (register(.ours), register(.theirs))
  }

  /// Whether a merge gave the value by a decision of its own: nobody had it, or it is not the one that our rule takes.
  private func isDecision<Value>(
    _ value: Value?, _ parents: [Value?], _ known: Register<Value>, _ order: WriteOrder<Value>
  ) -> Bool {
    guard parents.contains(value) else { return true }
    guard !known.current.contains(where: { $0.origin == .shared }), let winner = order.winner(of: known.current) else {
      return false
    }
    return winner.value != value
  }

  private func write<Value>(_ value: Value?, at place: Int) throws -> Write<Value> {
    let commit = fork.commits[place]
    if commit.parents.count > 1, let version = versions[place], try isCopied(version, by: commit) {
      return Write(origin: .derived, value: value, commit: place)
    }
    return Write(origin: .commit(time: commit.time, committer: commit.committer), value: value, commit: place)
  }

  /// Whether a merge has put a version here that one of its parents has under another name beside it.
  private func isCopied(_ version: FileVersion, by commit: ForkCommit) throws -> Bool {
    try commit.parents.contains { parent in
      let id =
        switch parent {
        case .own(let place): fork.commits[place].id
        case .shared(let id): id
        }
      return try fork.hasSibling(of: path, with: version, in: id)
    }
  }

  /// What is known in the commits that both sides have: the values of the newest of them count; an older one that has
  /// another value has seen less.
  private func beginnings<Value>(
    _ sharedWrite: ((CommitID) throws -> Write<Value>)?, _ read: (FileVersion?) -> Reading<Value>
  ) throws -> [CommitID: (value: Value?, register: Register<Value>)] {
    func value(_ id: CommitID) -> Value? {
      if case .value(let value) = read(shared[id] ?? nil) { value } else { nil }
    }
    var writes: [CommitID: Write<Value>] = [:]
    for id in shared.keys {
      writes[id] = try sharedWrite?(id) ?? Write(origin: .shared, value: value(id), commit: nil)
    }
    let newest = Set(fork.bases.compactMap { writes[$0] })
    var result: [CommitID: (value: Value?, register: Register<Value>)] = [:]
    for (id, write) in writes {
      result[id] = (value(id), Register(current: newest.contains(write) ? [write] : [], seen: [write]))
    }
    return result
  }
}
