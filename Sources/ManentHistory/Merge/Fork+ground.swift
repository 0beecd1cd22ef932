public import ManentGit

extension Fork {
  /// A commit of one side or of both.
  public struct Commit: Sendable {
    /// Its name.
    public let id: CommitID
    /// What it was made on, in order.
    public let parents: [CommitID]
    /// When it was committed, in seconds since 1970.
    public let time: Int64
    /// Who committed it and when, as git wrote it.
    public let committer: String
  }

  /// The history that both sides have, as far as it tells what they knew of each other where they begin.
  public struct Ground: Sendable {
    /// A commit from which all beginnings come.
    public let root: CommitID
    /// The commits that lead from there to the beginnings, parents before children.
    public let commits: [Commit]
  }

  /// What leads to the commits at which the sides begin; `nil` where they begin at one, or come from nothing in common.
  ///
  /// They begin at several when they have joined each other's history at different times.
  func findGround() throws(GitError) -> Ground? {
    let beginnings = commits.flatMap(\.parents).compactMap { if case .shared(let id) = $0 { id } else { nil } }
    let tips = Set(beginnings).union(bases).sorted { $0.object < $1.object }
    guard tips.count > 1, let root = try ancestor(of: tips) else { return nil }
    var known: Set<CommitID> = []
    var found: [Commit] = []
    for tip in tips {
      let way = try history.fork(root, tip)
      for commit in way.commits where commit.side == .theirs && known.insert(commit.id).inserted {
        found.append(way.named(commit))
      }
    }
    return Ground(root: root, commits: found)
  }

  /// One commit from which all of some come.
  private func ancestor(of commits: [CommitID]) throws(GitError) -> CommitID? {
    var found: CommitID?
    for commit in commits {
      guard let one = found, one != commit else {
        found = commit
        continue
      }
      let bases = try history.fork(one, commit).bases
      guard let common = bases.count == 1 ? bases.first : try ancestor(of: bases) else { return nil }
      found = common
    }
    return found
  }

  /// A commit of the fork with the names of its parents in place of theirs in the fork.
  public func named(_ commit: ForkCommit) -> Commit {
    Commit(id: commit.id, parents: parents(of: commit), time: commit.time, committer: commit.committer)
  }

  /// The names of the commits on which a commit of the fork was made.
  public func parents(of commit: ForkCommit) -> [CommitID] {
    commit.parents.map { parent in
      switch parent {
      case .own(let place): commits[place].id
      case .shared(let id): id
      }
    }
  }
}
