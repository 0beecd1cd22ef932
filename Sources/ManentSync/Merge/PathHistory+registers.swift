internal import ManentGit
import ManentHistory

extension PathHistory {
  /// What a version says about a value.
  enum Reading<Value> {
    /// The value, or its absence.
    case value(Value?)
    /// The version cannot be read, so that it says nothing.
    case unreadable
  }

  /// What either side knows about a value of the path.
  ///
  /// - Parameters:
  ///   - mergesWrite: whether a merge can give a value of its own; not where it only puts together what others wrote.
  ///   - order: which of several writes counts.
  ///   - read: what a version says about the value.
  func registers<Value>(
    mergesWrite: Bool, order: WriteOrder<Value>, _ read: (FileVersion?) -> Reading<Value>
  ) throws -> (ours: Register<Value>, theirs: Register<Value>) {
    var line = RegisterLine(self, mergesWrite: mergesWrite, order: order, begin(read))
    for commit in ground?.commits ?? [] {
      let version = sharedVersion(in: commit.id)
      try line.add(commit, version, read(version))
    }
    for (place, commit) in fork.commits.enumerated() {
      let version = version(at: place)
      try line.add(fork.named(commit), version, read(version))
    }
    return (line[fork.ours], line[fork.theirs])
  }

  /// What is known in the commits that come before all that are looked at: the newest of them counts; an older one has
  /// seen less, and one that cannot be read says nothing.
  private func begin<Value>(_ read: (FileVersion?) -> Reading<Value>) -> [CommitID: RegisterLine<Value>.State] {
    let newest: Set<CommitID>
    var first: Set<CommitID>
    if let ground {
      let inner = Set(ground.commits.map(\.id))
      first = Set(ground.commits.flatMap(\.parents)).union(beginnings).subtracting(inner)
      newest = [ground.root]
    } else {
      (first, newest) = (Set(beginnings), Set(fork.bases))
    }
    first.formUnion(newest)
    var writes: [CommitID: Write<Value>] = [:]
    for id in first {
      guard case .value(let value) = read(sharedVersion(in: id)) else { continue }
      writes[id] = Write(origin: .shared, value: value, commit: nil)
    }
    let counting = Set(newest.compactMap { writes[$0] })
    var states: [CommitID: RegisterLine<Value>.State] = [:]
    for id in first {
      let write = writes[id]
      let register = write.map { Register(current: counting.contains($0) ? [$0] : [], seen: [$0]) }
      states[id] = .init(version: sharedVersion(in: id), value: write?.value, register: register ?? Register())
    }
    return states
  }
}
