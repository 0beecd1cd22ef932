import ManentCore
internal import ManentGit
import ManentHistory
import ManentRecords
import ManentWorkspace

extension Workspace {
  /// The remote of a sync; one that was typed and is not set yet is looked at and then set.
  func remote(for request: SyncRequest, over transport: GitTransport) throws -> Remote {
    let history = try history()
    guard let typed = request.remote else {
      if let remote = try history.remote() { return remote }
      throw GitError(.badRemote, "sync", reason: "no remote is set; name one once: manent sync URL")
    }
    if try history.remoteNames().contains(typed), let remote = try history.remote(named: typed) { return remote }
    let url = try RemoteURL(typed: typed, in: request.currentFolder)
    if let remote = try history.remote() {
      guard remote.url == url || remote.url.text == typed else {
        throw GitError(
          .badRemote, "set", remote: url.shown,
          reason: "this workspace follows \(remote.shown); to change that: "
            + "git -C '\(root)' remote set-url \(remote.name) \(url.shown)")
      }
      return remote
    }
    // A mistyped place is not kept.
    _ = try transport.heads(at: url)
    try history.addRemote("origin", url)
    guard let remote = try history.remote() else { throw GitError(.badRemote, "set", remote: url.shown) }
    return remote
  }

  /// Throws unless a remote that lacks our branch is empty, or holds the same history on another one.
  func requireRelated(_ heads: RemoteHeads, _ attempt: SyncAttempt, over transport: GitTransport) throws {
    let (history, remote) = (try history(), attempt.remote)
    guard let other = heads.chosen, let head = try history.head() else { return }
    var main = remote
    main.branch = other
    main.tracking = "refs/remotes/\(remote.name)/\(other)"
    guard case .tip(let tip) = try transport.fetch(main, in: history) else { return }
    guard try !history.areRelated(head, tip) else { return }
    throw try unrelated(tip, main)
  }

  /// Why a remote's branch is not joined.
  func unrelated(_ tip: CommitID, _ remote: Remote) throws -> any Error {
    let history = try history()
    let place = "\(remote.name)/\(remote.branch) (\(remote.url.shown))"
    guard try history.blob(at: WorkspaceLayout.settingsFile, in: tip) != nil else {
      return GitError(
        .badRemote, "sync with", remote: place,
        reason: "it is another repository, not this workspace (no \(WorkspaceLayout.settingsFile) in it)")
    }
    let isOtherName = remote.branch != remote.localBranch
    return WorkspaceError(
      .otherHistory, place, "another workspace, whose history has nothing in common with this one's",
      advice: "'manent init NAME --remote URL' makes a workspace of it"
        + (isOtherName
          ? "; to follow that branch here: git branch -m \(remote.branch)"
          : "; the same with --allow-unrelated joins the two"))
  }
}
