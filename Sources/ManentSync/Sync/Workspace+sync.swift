import ManentChats
import ManentCore
import ManentDocuments
internal import ManentGit
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Keeps this workspace in step with its remote: commits what is not committed, fetches, merges and pushes; again
  /// when another machine has pushed meanwhile.
  ///
  /// Killed or cut off anywhere it can simply be called again: what came is merged by `merge(_:from:)`, which leaves
  /// nothing half done, and what did not go goes the next time.
  ///
  /// - Throws: `GitError` with a code of `GitError+remote`; `WorkspaceError`; `Interruption`.
  public func sync(_ request: SyncRequest = SyncRequest()) throws -> SyncReport {
    try requireWritable()
    return try locked(.sync) {
      let transport = try request.transport(surroundings)
      try requireSyncable()
      let before = try history().remoteNames()
      let remote = try remote(for: request, over: transport)
      var attempt = SyncAttempt(remote: remote, request: request)
      do {
        while try !isInStep(&attempt, over: transport) {}
      } catch {
        // An address that turned out to be a mistake is not kept.
        if !before.contains(remote.name), Self.isMistake(error) { try history().removeRemote(remote.name) }
        throw error
      }
      try finishPurges()
      // One that was named this once is not followed from then on.
      if !remote.isFollowed, !remote.isAside { try history().follow(remote) }
      if settings.commit == .manual { attempt.report.uncommitted = try history().uncommitted().map(\.path) }
      attempt.report.keptBack = told.keptBack.sorted()
      return attempt.report
    }
  }

  /// Commits, fetches, merges and pushes once; `false` when that has to be done again.
  private func isInStep(_ attempt: inout SyncAttempt, over transport: GitTransport) throws -> Bool {
    let head = try history().head()
    do {
      // What is saved and not committed is not in step with anything.
      if let delay = try commitBeforeSync() {
        try attempt.noteDelayed(delay, "not synced, since not all is committed yet")
        return false
      }
      attempt.report.foreignPurges += try carryOutPulledPurges(policy: attempt.request.purges)
      if try step(&attempt, over: transport) { return true }
      try attempt.pause()
    } catch let error as GitError where error.code == .missing {
      // A purge in another process has removed objects that were being read: go on with the rewritten history.
      closeHistory()
      guard try history().head() != head else { throw error }
    }
    return false
  }

  /// Whether an error says that the remote is not the one that is meant.
  private static func isMistake(_ error: any Error) -> Bool {
    (error as? WorkspaceError)?.code == .otherHistory || (error as? GitError)?.code == .badRemote
  }

  /// Fetches, merges and pushes once; `false` when another machine was quicker.
  private func step(_ attempt: inout SyncAttempt, over transport: GitTransport) throws -> Bool {
    let remote = attempt.remote
    var replaced: CommitID?
    var known: CommitID?
    if let tip = try tipBeforePurge(of: remote, over: transport) {
      (known, replaced) = (tip, tip)
    } else {
      switch try transport.fetch(remote, in: history()) {
      case .tip(let tip):
        known = tip
        let purged = try join(tip, into: &attempt, over: transport)
        if purged.replacesRemote { replaced = tip }
      case .noBranch(let heads):
        try requireRelated(heads, attempt, over: transport)
      }
    }
    attempt.fetched = known
    let history = try history()
    guard let head = try history.head() else {
      throw WorkspaceError(
        .nothingCommitted, "\(root)", "there is no commit to push", advice: "commit something with git first")
    }
    if head == known { return true }
    // What the remote still has of before a purge is not here any more.
    let count = try known.map { history.holds($0) ? try history.distance(head, $0).ahead : nil } ?? nil
    attempt.report.pushURL = try history.pushAddress(of: remote)?.shown
    switch try transport.push(head, to: remote, replacing: replaced, in: history) {
    case .done:
      attempt.report.pushed += try count ?? history.commitCount()
      if replaced != nil { try noteReplaced(&attempt) }
      return true
    case .upToDate:
      if replaced != nil { try noteReplaced(&attempt) }
      return true
    case .beaten(let reason):
      try attempt.noteBeaten(reason, pushingTo: history.pushAddress(of: remote))
      return false
    case .declined(let reason):
      try attempt.noteDeclined(reason)
      return false
    }
  }

  /// Where the remote's branch is, if that is where it was before chats were purged here: then all of it is known, and
  /// nothing has to be fetched; `nil` otherwise.
  private func tipBeforePurge(of remote: Remote, over transport: GitTransport) throws -> CommitID? {
    let history = try history()
    let known = try agreedTips()
    guard known.isPending, let head = try history.head(),
      let tip = try transport.heads(of: remote, in: history).branches[remote.branch], let new = known.replaced[tip],
      try history.isAncestor(new, of: head)
    else { return nil }
    return tip
  }

  private func agreedTips() throws -> PurgedTips {
    let history = try history()
    guard Files.exists(history.gitFolder / PurgedTips.file) else {
      return try PurgedTips(in: history.gitFolder, for: [])
    }
    let agreed = try PurgeConsent(in: history.gitFolder).agreed
    let purged = try tombstones().latest.values.filter { $0.action == .purge }.map(\.chat)
    return try PurgedTips(in: history.gitFolder, for: agreed.intersection(purged))
  }

  /// Notes that the remote's branch holds nothing any more of what was purged.
  private func noteReplaced(_ attempt: inout SyncAttempt) throws {
    attempt.report.hasReplaced = true
    var known = try agreedTips()
    guard known.isPending else { return }
    known.isPending = false
    try known.write()
  }

  /// Brings the contents that joining a commit needs and that a partial clone has left with its remote.
  private func fetchPromised(_ tip: CommitID, _ remote: Remote, over transport: GitTransport) throws {
    let history = try history()
    guard try history.promisor() != nil else { return }
    let missing = try history.missingContents(joining: history.head(), tip)
    try transport.fetchPromised(missing, of: remote, in: history)
  }

  /// Merges what came.
  private func join(
    _ tip: CommitID, into attempt: inout SyncAttempt, over transport: GitTransport
  ) throws -> PurgedHistory {
    let (history, remote) = (try history(), attempt.remote)
    let ours = try history.head()
    guard ours != tip else { return PurgedHistory(theirs: tip, replacesRemote: false) }
    // What of it must not come into a workspace is told by the merge.
    try history.requireHarmless(tip, knowing: ours, ownNames: [], forbiddenNames: [])
    let isRelated = try attempt.request.allowsUnrelated || ours.map { try history.areRelated($0, tip) } ?? true
    // A history that shares nothing with ours may be what ours was before a purge; a stranger's purges are not applied.
    guard try isRelated || hasPurged() else { throw try unrelated(tip, remote) }
    try fetchPromised(tip, remote, over: transport)
    let names = try titles(of: purgedChats(in: tip))
    let purged = try preparePurges(theirs: tip, policy: attempt.request.purges)
    let mine = try self.history().head()
    if !isRelated, let mine, try !self.history().areRelated(mine, purged.theirs) { throw try unrelated(tip, remote) }
    let behind = try mine.map { try self.history().distance($0, purged.theirs).behind }
    guard behind != 0 else { return purged }
    let report = try merge(purged.theirs, from: remote.name)
    if case .deferred(let delay) = report.outcome {
      try attempt.noteDelayed(delay, "fetched, but not merged yet")
      return try join(tip, into: &attempt, over: transport)
    }
    attempt.report.pulled += try behind ?? self.history().commitCount()
    attempt.report.merges.append(report)
    try transport.checkOut(report.leftToGit, of: remote, in: self.history())
    attempt.report.foreignPurges += try forgetPurged(purged.foreign, titles: names)
    return purged
  }

  /// Whether a chat was purged here, so that the history is another one than it was.
  private func hasPurged() throws -> Bool {
    let history = try history()
    guard let head = try history.head(), let lines = try history.content(at: WorkspaceLayout.tombstones, in: head)
    else {
      return false
    }
    return String(decoding: lines, as: UTF8.self).contains("\"purge\"")
  }

  /// Commits all that is in the workspace and not committed, unless the user does that by hand; gives the reason when
  /// that has to wait.
  private func commitBeforeSync() throws -> CommitDelay? {
    // Without it nobody knows what must not come back.
    try requireTombstones()
    try refreshDocuments()
    guard settings.commit != .manual else { return nil }
    if let delay = try commitPending() { return delay }
    let left = try history().uncommitted().map(\.path)
    if !left.isEmpty,
      case .deferred(let delay) = try commit(left, message: "sync: commit what was changed by hand")
    {
      return delay
    }
    try requireSyncable()
    return nil
  }

  /// Throws when the repository is in no state to be kept in step.
  private func requireSyncable() throws {
    let history = try history()
    if let activity = history.userActivity() {
      throw WorkspaceError(
        .busy, "\(root)", "cannot sync while \(activity.explanation)", advice: "finish it with git, or give it up")
    }
    if try history.isShallow() {
      throw GitError(
        .shallow, "sync", remote: "\(root)", reason: "the clone holds only the newest part of its history")
    }
    _ = try history.currentBranch()
  }
}
