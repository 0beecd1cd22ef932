internal import ManentCore
public import ManentGit

extension GitTransport {
  /// What came of a push.
  public enum Pushed: Sendable, Equatable {
    /// The remote's branch leads to the commit.
    case done
    /// The remote's branch leads to the commit, and did before.
    case upToDate
    /// The remote's branch has moved meanwhile: fetch, merge and push again.
    case beaten(String)
    /// The remote took the commits and would not move its branch, for a reason of its own.
    case declined(String)
  }

  /// Moves a remote's branch to a commit, with all that it needs.
  ///
  /// - Parameters:
  ///   - commit: where the branch shall be.
  ///   - remote: the remote's branch.
  ///   - replaced: where it must be now, when its history is to be replaced (`--force-with-lease`); `nil` when the
  ///     commit must follow from it, as usual.
  ///   - history: the repository.
  /// - Throws: `GitError` with a code of `GitError+remote`; `Interruption`.
  public func push(
    _ commit: CommitID, to remote: Remote, replacing replaced: CommitID? = nil, in history: History
  ) throws -> Pushed {
    try pushLargeFiles(to: remote, in: history)
    let target = "refs/heads/" + remote.branch
    let lease = replaced.map { ["--force-with-lease=\(target):\($0)"] } ?? []
    let arguments =
      ["push", "--porcelain", "--progress", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"] + lease
      + ["--", remote.name, "\(commit):\(target)"]
    let outcome = try run(arguments, in: history.root, url: remote.url)
    if outcome.succeeded {
      // Git does this too, unless the remote's settings or a lock keep it from that.
      try history.note(commit, as: remote.tracking)
      return PushAnswer(outcome.output, about: target)?.isUpToDate == true ? .upToDate : .done
    }
    guard outcome.stop == nil, let answer = PushAnswer(outcome.output, about: target), answer.isRefusal else {
      throw failure(of: outcome, "push to", remote.shown, remote.url)
    }
    if answer.isStale { return .beaten(answer.reason) }
    let words = GitComplaint.remoteWords(outcome.errors).map { " (\($0))" } ?? ""
    return .declined(remote.url.redacting(answer.reason + words))
  }
}
