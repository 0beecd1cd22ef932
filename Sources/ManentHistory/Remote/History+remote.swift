internal import ManentCore
public import ManentGit

extension History {
  /// The remote branch that the checked-out branch is kept in step with; `nil` when no remote is set.
  ///
  /// The remote is the one that the branch follows, else `given`, else `origin`, else the only one.
  ///
  /// - Parameter given: the name of a remote that is meant when the branch follows none.
  /// - Throws: `GitError.Code.detached`; `.badRemote` when there are several and none is meant.
  public func remote(named given: String? = nil) throws(GitError) -> Remote? {
    let branch = try currentBranch()
    let names = try repository.remoteNames()
    let configuration = try repository.configuration()
    let followed = try configuration.text("branch.\(branch).remote").flatMap { $0 == "." ? nil : $0 }
    if let followed, !names.contains(followed) {
      throw GitError(
        .badRemote, "use", remote: "'\(RemoteURL(configured: followed).shown)'",
        reason: "the branch '\(branch)' follows it, and no remote is called that")
    }
    let name = given ?? followed ?? (names.contains("origin") ? "origin" : names.count == 1 ? names[0] : nil)
    guard let name else {
      if names.isEmpty { return nil }
      throw GitError(
        .badRemote, "choose", remote: names.joined(separator: ", "),
        reason: "there are several remotes; name one, as in 'manent sync \(names[0])'")
    }
    guard names.contains(name), let url = try configuration.text("remote.\(name).url") else {
      throw GitError(.badRemote, "use", remote: "'\(name)'", reason: "git's settings have no URL for it")
    }
    let merged = try configuration.text("branch.\(branch).merge").map(Self.withoutHeads)
    let isFollowed = followed == name && merged != nil
    let there = isFollowed ? merged ?? branch : branch
    return Remote(
      name: name, url: RemoteURL(configured: url), localBranch: branch, branch: there,
      tracking: try repository.tracking(of: there, remote: name) ?? "refs/remotes/\(name)/\(there)",
      isFollowed: isFollowed, isAside: followed != nil && followed != name)
  }

  /// Where a remote is pushed to, when git's settings name another place for that.
  public func pushAddress(of remote: Remote) throws(GitError) -> RemoteURL? {
    guard try remoteNames().contains(remote.name), let address = try repository.pushAddress(of: remote.name),
      address != remote.url.text
    else { return nil }
    return RemoteURL(configured: address)
  }

  /// The names of the remotes in git's settings, sorted.
  public func remoteNames() throws(GitError) -> [String] { try repository.remoteNames() }

  /// Sets a remote that is not there yet, in git's own settings.
  public func addRemote(_ name: String, _ url: RemoteURL) throws(GitError) {
    try configure([
      ("remote.\(name).url", url.text), ("remote.\(name).fetch", "+refs/heads/*:refs/remotes/\(name)/*"),
    ])
  }

  /// Takes a remote away that was set a moment ago, with what it was found to hold.
  public func removeRemote(_ name: String) throws(GitError) {
    try configure([("remote.\(name).url", nil), ("remote.\(name).fetch", nil)])
    try onFiles { () throws(FileError) in try Files.removeTree(commonFolder / "refs/remotes" / name) }
  }

  /// Says in git's own settings that the local branch follows the remote one, as `git push -u` does.
  public func follow(_ remote: Remote) throws(GitError) {
    try configure([
      ("branch.\(remote.localBranch).remote", remote.name),
      ("branch.\(remote.localBranch).merge", "refs/heads/" + remote.branch),
    ])
  }

  /// How many commits lead to `one` and not to `other`, and the other way round.
  public func distance(_ one: CommitID, _ other: CommitID) throws(GitError) -> (ahead: Int, behind: Int) {
    guard try isShallow() else {
      return try reading { repository throws(GitError) in try repository.distance(one.object, other.object) }
    }
    let commits = try fork(one, other).commits
    return (commits.count { $0.side == .ours }, commits.count { $0.side == .theirs })
  }

  /// Whether a commit is in the repository.
  public func holds(_ commit: CommitID) -> Bool { objects.contains(commit.object) }

  /// Whether a commit is among those that lead to another.
  public func isAncestor(_ one: CommitID, of other: CommitID) throws(GitError) -> Bool {
    guard holds(one) else { return false }
    return try distance(one, other).ahead == 0
  }

  /// Whether two commits have an ancestor in common.
  public func areRelated(_ one: CommitID, _ other: CommitID) throws(GitError) -> Bool {
    try reading { repository throws(GitError) in try repository.areRelated(one.object, other.object) }
  }

  /// What the user is in the middle of (a merge, a rebase …); `nil` when commits can be made.
  public func userActivity() -> CommitDelay? { repository.delay }

  /// Whether the clone holds only the newest part of its history.
  public func isShallow() throws(GitError) -> Bool {
    try onFiles { () throws(FileError) in try Files.status(commonFolder / "shallow")?.size ?? 0 > 0 }
  }

  /// The checked-out branch, born or not, without `refs/heads/`.
  public func currentBranch() throws(GitError) -> String {
    let head = try headState()
    guard !head.isDetached else { throw GitError(.detached, "name the branch", path: gitFolder) }
    return Self.withoutHeads(head.reference)
  }

  /// Whether no branch is checked out (`HEAD` is detached), so that a commit made now is on none. In the middle of a rebase
  /// or a bisection, which detach it for a while, nothing is committed, and it is not told.
  public func isDetached() throws(GitError) -> Bool { try headState().isDetached && userActivity() == nil }

  private static func withoutHeads(_ reference: String) -> String {
    reference.hasPrefix("refs/heads/") ? String(reference.dropFirst("refs/heads/".count)) : reference
  }
}
