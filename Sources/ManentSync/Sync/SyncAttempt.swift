import ManentCore
internal import ManentGit
import ManentHistory
import ManentRecords
import ManentWorkspace

/// A sync on its way: what was done so far, and how often it had to begin again.
struct SyncAttempt {
  let remote: Remote
  let request: SyncRequest
  var report: SyncReport
  /// Where the remote's branch was when it was last fetched.
  var fetched: CommitID?
  /// Where it was when a push was refused since it had moved.
  private var refusedAt: CommitID?
  private var beaten = 0
  private var declined = 0
  private var delayed = 0

  init(remote: Remote, request: SyncRequest) {
    self.remote = remote
    self.request = request
    report = SyncReport(remote: remote.name, url: remote.url.shown, branch: remote.branch)
  }

  /// Another machine has pushed meanwhile.
  ///
  /// - Parameters:
  ///   - reason: what git says.
  ///   - address: where git's settings say to push to, where that is another place than is fetched from.
  /// - Throws: `GitError.Code.beaten` when that has happened too often; `.declined` when the branch that was fetched
  ///   has not moved at all, so that it is another one that is pushed to.
  mutating func noteBeaten(_ reason: String, pushingTo address: RemoteURL?) throws {
    beaten += 1
    if let address, beaten > 1, refusedAt == fetched {
      throw GitError(
        .declined, "push to", remote: "\(address.shown)",
        reason: "git's setting remote.\(remote.name).pushurl leads there, and its branch holds commits that "
          + "\(remote.url.shown), from where is fetched, does not have (\(reason))")
    }
    refusedAt = fetched
    guard beaten < request.attempts else {
      throw GitError(
        .beaten, "push to", remote: remote.shown, reason: "other machines were quicker \(beaten) times (\(reason))")
    }
  }

  /// The remote would not move its branch.
  ///
  /// Two pushes that meet over there look like this to the one that comes second, so that such reasons get further
  /// chances; a hook or a protected branch gets none.
  ///
  /// - Throws: `GitError.Code.declined` when it is meant.
  mutating func noteDeclined(_ reason: String) throws {
    let isRace = ["lock", "failed to update ref", "incorrect old value", "failed to report status"].contains {
      reason.contains($0)
    }
    declined += 1
    guard isRace, declined < request.attempts else {
      let isCheckedOut = reason.contains("currently checked out")
      throw GitError(
        .declined, "push to", remote: remote.shown,
        reason: isCheckedOut ? "the branch is checked out there; a bare repository is needed (git init --bare)" : reason
      )
    }
  }

  /// A commit or the merge has to wait for somebody.
  ///
  /// - Parameters:
  ///   - delay: for what.
  ///   - state: how far the sync has come.
  /// - Throws: `WorkspaceError.Code.busy` when that goes on.
  mutating func noteDelayed(_ delay: CommitDelay, _ state: String) throws {
    delayed += 1
    guard delayed < 3 else {
      throw WorkspaceError(.busy, remote.shown, "\(state) (\(delay.explanation))", advice: "sync again")
    }
    try pause()
  }

  /// Waits before the next attempt: longer each time and never in step with the others, 2 s at most.
  func pause() throws {
    let limit = min(2000, 40 << min(beaten + declined + delayed, 8))
    try Interruption.pause(.milliseconds(Int.random(in: limit / 4...limit)))
  }
}
