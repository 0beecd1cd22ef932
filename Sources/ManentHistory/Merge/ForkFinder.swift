internal import ManentGit

/// Finds where two histories part: paints the commits of either from its newest one down, the newest first, until
/// nothing is left that only one of them has.
///
/// That is how `git merge-base` goes about it. It relies on parents being older than their children; where clocks
/// were wrong it goes on for a day's worth of commits (at most 2,000) beyond the oldest that only one side has.
struct ForkFinder {
  struct Painted {
    var facts: CommitFacts
    var colours: UInt8
    /// The colours that its parents have got from it.
    var handed: UInt8 = 0
  }

  static let ours: UInt8 = 1
  static let theirs: UInt8 = 2
  static let shared: UInt8 = 3
  /// An ancestor of a commit that both have.
  private static let stale: UInt8 = 4
  private static let slop: Int64 = 86_400
  private static let furthest = 2_000

  /// Every commit that was looked at.
  private(set) var painted: [ObjectID: Painted] = [:]
  /// The newest commits that both have, by name.
  private(set) var bases: [ObjectID] = []

  private var queue = ForkQueue()
  /// Those in the queue that only one side is known to have.
  private var open: Set<ObjectID> = []
  /// Commits whose parents are not there: the clone is a shallow one.
  private let cut: Set<ObjectID>

  init(cut: Set<ObjectID>) { self.cut = cut }

  mutating func find(
    _ ours: ObjectID, _ theirs: ObjectID, in objects: borrowing GitObjects
  ) throws(GitError) {
    try paint(ours, Self.ours, objects)
    try paint(theirs, Self.theirs, objects)
    var oldest = Int64.max
    var further = 0
    while let next = queue.newestTime {
      if open.isEmpty {
        further += 1
        if next < oldest - Self.slop || further > Self.furthest { break }
      }
      guard let id = queue.pop(), let commit = painted[id] else { break }
      open.remove(id)
      guard commit.handed != commit.colours else { continue }
      painted[id]?.handed = commit.colours
      let isShared = commit.colours & Self.shared == Self.shared
      if !isShared { oldest = min(oldest, commit.facts.time) }
      for parent in commit.facts.parents {
        try paint(parent, commit.colours | (isShared ? Self.stale : 0), objects)
      }
    }
    bases = painted.filter { $0.value.colours == Self.shared }.keys.sorted()
  }

  /// The one side that has a commit; `nil` when both have it, or it was not looked at.
  func side(of id: ObjectID) -> Fork.Side? {
    switch painted[id]?.colours {
    case Self.ours?: .ours
    case Self.theirs?: .theirs
    default: nil
    }
  }

  private mutating func paint(_ id: ObjectID, _ colours: UInt8, _ objects: borrowing GitObjects) throws(GitError) {
    if let known = painted[id] {
      guard known.colours | colours != known.colours else { return }
      painted[id]?.colours |= colours
    } else {
      var facts = try objects.read(id, as: .commit) { bytes throws(GitError) in try CommitFacts(bytes, of: id) }
      if cut.contains(id) { facts.parents = [] }
      painted[id] = Painted(facts: facts, colours: colours)
    }
    guard let commit = painted[id] else { return }
    if commit.colours & Self.shared == Self.shared { open.remove(id) } else { open.insert(id) }
    queue.push(id, commit.facts.time)
  }
}
