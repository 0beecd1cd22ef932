internal import ManentCore
internal import ManentGit

extension GitTransport {
  /// Sends the contents that Git LFS keeps beside the history, as its pre-push hook does: commits that name them are of
  /// no use to anybody without them.
  ///
  /// Costs a look for a folder where there are none. Where they go is asked of the user's settings and the remote's
  /// address; a file `.lfsconfig` of the repository, which anybody may have written, is not followed to another host.
  ///
  /// - Throws: `GitError.Code.largeFiles` when that fails; the branch is not to be pushed then.
  func pushLargeFiles(to remote: Remote, in history: History) throws {
    guard Files.exists(history.commonFolder / "lfs" / "objects") else { return }
    func refused(_ reason: String) -> GitError {
      GitError(.largeFiles, "push the large files of Git LFS to", remote: remote.shown, reason: reason)
    }
    if Files.exists(history.root / ".lfsconfig"), try !history.namesLargeFileStore(of: remote.name) {
      throw refused("the repository's own .lfsconfig may name another place; say where: git config lfs.url URL")
    }
    let outcome = try run(["lfs", "push", remote.name, remote.localBranch], in: history.root, url: remote.url)
    guard outcome.succeeded else {
      let complaint = GitComplaint(outcome.errors)
      let isMissing = complaint.reason.contains("is not a git command")
      throw refused(isMissing ? "the program 'git-lfs' is not installed" : remote.url.redacting(complaint.reason))
    }
  }
}

extension History {
  /// Whether the user's settings say where Git LFS keeps the contents of a remote.
  func namesLargeFileStore(of remote: String) throws(GitError) -> Bool {
    let settings = try repository.configuration()
    for key in ["lfs.url", "lfs.pushurl", "remote.\(remote).lfsurl", "remote.\(remote).lfspushurl"] {
      if try settings.text(key) != nil { return true }
    }
    return false
  }
}
