internal import ManentCore
public import ManentGit

extension GitTransport {
  /// What came of a fetch.
  public enum Fetched: Sendable, Equatable {
    /// The remote's branch is there, and leads to this.
    case tip(CommitID)
    /// The remote has no such branch; these it has.
    case noBranch(RemoteHeads)
  }

  /// Fetches a remote's branch with all that it needs, and notes where it is in the tracking reference.
  ///
  /// Every object is checked before any of them is taken over: a tree that names `..`, `.git` or its disguises on other
  /// systems is refused. Git writes to a reference of this call's own, so that one that is killed on the way leaves no
  /// lock that the next one waits for.
  ///
  /// - Throws: `GitError` with a code of `GitError+remote`; `Interruption`.
  public func fetch(_ remote: Remote, in history: History) throws -> Fetched {
    let arrival = try history.beginArrival()
    let arguments = [
      "fetch", "--progress", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance", "--no-write-fetch-head",
      "--no-prune", "--refmap=", "--", remote.name, "+refs/heads/\(remote.branch):\(arrival)",
    ]
    let outcome = try run(arguments, in: history.root, url: remote.url)
    if outcome.succeeded {
      try history.objects.refresh()
      if let tip = try history.endArrival(arrival, of: remote) { return .tip(tip) }
    }
    // Whether the branch is there is asked, not read from the words.
    let complaint = String(decoding: outcome.errors, as: UTF8.self)
    if complaint.contains("couldn't find remote ref") {
      let heads = try heads(of: remote.name, remote.url, in: history.root)
      if heads.branches[remote.branch] == nil { return .noBranch(heads) }
    }
    throw failure(of: outcome, "fetch from", remote.shown, remote.url)
  }

  /// The branches of a remote that a repository knows.
  ///
  /// - Throws: `GitError` with a code of `GitError+remote`; `Interruption`.
  public func heads(of remote: Remote, in history: History) throws -> RemoteHeads {
    try heads(of: remote.name, remote.url, in: history.root)
  }

  /// The branches of a remote.
  ///
  /// - Parameters:
  ///   - name: the remote's name, or its place.
  ///   - url: its place.
  ///   - folder: the repository that knows the remote; any folder for a place.
  func heads(of name: String, _ url: RemoteURL, in folder: Path) throws -> RemoteHeads {
    let outcome = try run(["ls-remote", "--symref", "--", name, "HEAD", "refs/heads/*"], in: folder, url: url)
    guard outcome.succeeded else {
      throw failure(of: outcome, "reach", name == url.text ? url.shown : "\(name) (\(url.shown))", url)
    }
    return RemoteHeads(listing: outcome.output)
  }
}
