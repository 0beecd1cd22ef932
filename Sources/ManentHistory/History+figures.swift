internal import ManentCore
public import ManentGit

extension History {
  /// How many commits lead to the one that is checked out, itself included.
  public func commitCount() throws(GitError) -> Int {
    guard let head = try head() else { return 0 }
    guard try isShallow() else {
      return try reading { repository throws(GitError) in try repository.commitCount(from: head.object) }
    }
    // libgit2 1.5 does not know where a shallow clone ends.
    var seen: Set<ObjectID> = [head.object]
    var waiting = [head]
    while let commit = waiting.popLast() {
      for parent in try parents(of: commit) where seen.insert(parent.object).inserted { waiting.append(parent) }
    }
    return seen.count
  }

  /// What a commit was made on; nothing where a shallow clone ends.
  private func parents(of commit: CommitID) throws(GitError) -> [CommitID] {
    if try shallowBoundary().contains(commit.object) { return [] }
    return try facts(of: commit).parents.map { CommitID($0) }
  }

  /// The remote branch that the checked-out one follows; `nil` when it follows none.
  public func upstream() throws(GitError) -> Upstream? {
    guard let found = try reading({ repository throws(GitError) in try repository.upstream() }) else { return nil }
    let distance = try distance(found.here, found.there)
    return Upstream(name: found.name, ahead: distance.ahead, behind: distance.behind)
  }

  /// The bytes that the objects of the repository take on the disk.
  public func storedBytes() throws(GitError) -> Int {
    try onFiles { () throws(FileError) in try Self.bytes(below: commonFolder / "objects") }
  }

  private static func bytes(below folder: Path) throws(FileError) -> Int {
    var total = 0
    for name in try Files.list(folder) {
      // A file that another process cleared away in the meantime takes no bytes.
      guard let status = try Files.status(folder / name) else { continue }
      total += status.kind == .folder ? try bytes(below: folder / name) : status.size
    }
    return total
  }
}
