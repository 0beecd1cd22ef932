public import ManentGit

/// Two commits, and how the histories that lead to them have gone apart.
public final class Fork {
  /// One of the two.
  public enum Side: Hashable, Sendable, CaseIterable {
    /// The one that is checked out.
    case ours
    /// The one that is to be joined with it.
    case theirs
  }

  /// Our newest commit.
  public let ours: CommitID
  /// Their newest commit.
  public let theirs: CommitID
  /// The newest commits that both have: none when the histories have nothing in common, several when each side has
  /// merged the other's before.
  public let bases: [CommitID]
  /// The commits that only one side has, parents before children.
  public let commits: [ForkCommit]

  let history: History
  let trees: TreeCache
  /// The commits whose parents a shallow clone has left out.
  let cut: Set<ObjectID>
  /// What `findGround` has found, once it was asked for.
  private var foundGround: Ground??

  init(_ ours: CommitID, _ theirs: CommitID, in history: History) throws(GitError) {
    cut = try history.shallowCommits()
    var finder = ForkFinder(cut: cut)
    try finder.find(ours.object, theirs.object, in: history.objects)
    self.ours = ours
    self.theirs = theirs
    self.history = history
    trees = TreeCache()
    bases = finder.bases.map { CommitID($0) }
    commits = Self.commits(of: finder)
  }

  /// Whether we have all of theirs already.
  public var isUpToDate: Bool { !commits.contains { $0.side == .theirs } }

  /// Whether they have all of ours, so that ours need only move on.
  public var isFastForward: Bool { !commits.contains { $0.side == .ours } }

  /// What leads to the commits at which the sides begin; `nil` where they begin at one, or come from nothing in common.
  public func ground() throws(GitError) -> Ground? {
    if let foundGround { return foundGround }
    let ground = try findGround()
    foundGround = .some(ground)
    return ground
  }

  /// The newest commit of a side.
  public func tip(of side: Side) -> CommitID { side == .ours ? ours : theirs }

  /// The commits of one side only, parents first: each when all its parents have been.
  private static func commits(of finder: ForkFinder) -> [ForkCommit] {
    var places: [ObjectID: Int] = [:]
    var commits: [ForkCommit] = []
    var stack = finder.painted.keys.filter { finder.side(of: $0) != nil }.sorted()
    while let id = stack.last {
      guard places[id] == nil, let commit = finder.painted[id], let side = finder.side(of: id) else {
        stack.removeLast()
        continue
      }
      let missing = commit.facts.parents.filter { finder.side(of: $0) != nil && places[$0] == nil }
      guard missing.isEmpty else {
        stack += missing
        continue
      }
      stack.removeLast()
      places[id] = commits.count
      commits.append(
        ForkCommit(
          id: CommitID(id), parents: commit.facts.parents.map { places[$0].map { .own($0) } ?? .shared(CommitID($0)) },
          time: commit.facts.time, committer: commit.facts.committer, side: side, tree: commit.facts.tree))
    }
    return commits
  }
}
