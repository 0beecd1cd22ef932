import ManentCatalog
import ManentCore
internal import ManentGit
package import ManentHistory
import ManentRecords

extension Workspace {
  /// Commits what lies at some paths now: files as they are, missing ones as removed.
  ///
  /// When git cannot take a commit now (a merge in progress, a lock held by somebody), the paths are remembered and a
  /// later command commits them; the user is told.
  ///
  /// - Parameters:
  ///   - paths: relative to the workspace.
  ///   - contents: what is known of the files' contents, so that they need not be read again.
  ///   - removed: paths that the commit leaves out although their files are still there.
  ///   - message: the commit's message.
  ///   - tidies: whether the repository may be packed now; else the caller calls ``tidyHistory()`` when its own work is
  ///     done.
  @discardableResult
  package func commit(
    _ paths: [String], contents: [String: [UInt8]] = [:], removing removed: [String] = [], message: String,
    tidies: Bool = true
  ) throws -> CommitOutcome {
    guard settings.commit != .manual else { return .unchanged }
    let outcome = try locked(.history) {
      try commitLocked(paths, contents: contents, removing: removed, message: message)
    }
    if outcome.isCommitted { try noteCommitted(tidies: tidies) }
    return outcome
  }

  /// Commits a turn, together with others that wait for the same where there are some.
  package func commitTurn(_ paths: [String], message: String) throws {
    guard let queue = surroundings.commits else { return _ = try commit(paths, message: message) }
    let request = CommitQueue.Request(paths: paths, message: message, owner: try mark())
    switch queue.commit(request, lead: { try commit($0, memory: queue.memory) }) {
    case .committed(.deferred(let delay)): notifyUncommitted(delay.explanation)
    case .committed: break
    case .failed(let error): throw error
    case .left: try commit(paths, message: message)
    }
  }

  /// Commits turns, each in a commit of its own, all of which become visible at once.
  private func commit(_ requests: [CommitQueue.Request], memory: CommitMemory) throws -> [CommitOutcome] {
    let owners = Set(requests.map(\.owner))
    let touched = Set(requests.flatMap(\.paths))
    let outcomes = try locked(.history) {
      let noted = try catalog().pending(among: touched).filter { entry in
        try owners.contains(entry.owner) || !isElsewhere(entry.owner)
      }
      let now = surroundings.clock.now()
      let plans = try requests.map { request in
        CommitPlan(
          try changes(of: request.paths), message: CommitMessage.signed(request.message, device: surroundings.device),
          at: now)
      }
      let before = try catalog().fact(Self.chatsHeadFact)
      let series = try history().commit(plans, memory: memory)
      try catalog().transaction {
        if series.outcomes.contains(where: \.isDeferred) {
          // Nobody is at work on them any more: whoever comes next commits them.
          try catalog().addPending(touched.sorted(), owner: "")
        } else {
          try catalog().removePending(noted)
        }
        if let newest = series.newest, let before, series.before?.description == before {
          try catalog().setFact(Self.chatsHeadFact, to: newest.description)
        }
      }
      if series.outcomes.contains(where: \.isDeferred) { keepWaiting(touched.sorted()) } else { dropWaiting(touched) }
      return series.outcomes
    }
    if outcomes.contains(where: \.isCommitted) { try noteCommitted() }
    return outcomes
  }

  /// What follows a commit.
  private func noteCommitted(tidies: Bool = true) throws {
    if tidies { tidyHistory() }
    if try history().isFirstUnsigned() {
      surroundings.notify("git's setting commit.gpgSign is on, but Manent's commits are not signed")
    }
    if !told.isDetached, try history().isDetached() {
      told.isDetached = true
      surroundings.notify("committed, but on no branch: HEAD is detached. \(detachedAdvice)")
    }
  }

  /// What makes a branch of commits that are on none.
  package var detachedAdvice: String {
    "'git -C \(ShellWord.quoted(root.string)) switch -c NAME' makes a branch of what is checked out; else git drops the "
      + "commits some time after another branch is checked out"
  }

  private func commitLocked(
    _ paths: [String], contents: [String: [UInt8]], removing removed: [String], message: String
  ) throws -> CommitOutcome {
    // What another process notes from here on may not be in this commit, and stays noted.
    let touched = Set(paths + removed)
    let noted = try catalog().pending(among: touched).filter { try !isElsewhere($0.owner) }
    let withheld = Set(try withheldDocuments().keys.map { "\(WorkspaceLayout.documents)/\($0)" })
    let changes = try changes(
      of: paths.filter { !withheld.contains($0) }, contents: contents, removing: removed)
    let history = try history()
    let before = try catalog().fact(Self.chatsHeadFact)
    let signed = CommitMessage.signed(message, device: surroundings.device)
    let series = try history.commit([CommitPlan(changes, message: signed, at: surroundings.clock.now())])
    let outcome = series.outcomes[0]
    switch outcome {
    case .committed(let commit):
      try catalog().transaction {
        try catalog().removePending(noted)
        // The catalog knows what this commit holds; only a commit of somebody else's in between has to be looked at.
        if let before, series.before?.description == before {
          try catalog().setFact(Self.chatsHeadFact, to: commit.description)
        }
      }
      dropWaiting(touched)
    case .unchanged:
      try catalog().transaction { try catalog().removePending(noted) }
      dropWaiting(touched)
    case .deferred(let delay):
      // Nobody is at work on it any more: whoever comes next commits it.
      try catalog().transaction { try catalog().addPending(paths + removed, owner: "") }
      keepWaiting(paths)
      notifyUncommitted(delay.explanation)
    }
    return outcome
  }

  /// Commits what has happened already and is noted as pending: an error (a full disk) does not undo it, it is told
  /// to the user, and a later command commits.
  package func commitWhatHappened(_ paths: [String], removing removed: [String] = [], message: String) {
    do {
      try commit(paths, removing: removed, message: message)
    } catch {
      notifyUncommitted(error)
    }
  }

  /// Tells the user that what happened is not committed, and why.
  package func notifyUncommitted(_ error: any Error) { notifyUncommitted("\(error)") }

  private func notifyUncommitted(_ reason: String) {
    guard !told.isWaiting else { return }
    told.isWaiting = true
    surroundings.notify("saved, but not committed yet (\(reason)); a later command commits it")
  }

  /// What changes when git takes something in: its index and the commit that is checked out.
  package struct GitState: Equatable {
    var index: FileStatus?
    var head: CommitID?
  }

  /// What git has taken in so far.
  package func gitState() throws -> GitState {
    let folder = try history().gitFolder
    return GitState(index: try Files.status(folder / "index"), head: HeadReader.commit(gitFolder: folder))
  }

  /// Finishes what a killed command left: files on their way into place, and paths that were written and not committed.
  ///
  /// In the middle of work of its own a process does not: it has done so before, and what is left takes locks that come
  /// before those that it holds.
  public func recoverInterruptedWork() throws {
    try tellLeftOut()
    guard !isReadOnly, !isAtWork else { return }
    for recoverer in surroundings.recoverers { try recoverer.recover(self) }
  }

  package static let chatsHeadFact = "chats"
  /// Whether what was not committed was looked for since the catalog was made.
  package static let lookedFact = "uncommitted"
}

extension CommitDelay {
  /// The reason as a clause for people.
  package var explanation: String {
    switch self {
    case .merging: "a merge is in progress"
    case .rebasing: "a rebase is in progress"
    case .cherryPicking: "a cherry-pick is in progress"
    case .reverting: "a revert is in progress"
    case .bisecting: "a bisection is in progress"
    case .applyingPatches: "patches are being applied"
    case .indexLocked: "another program holds git's index.lock"
    case .branchLocked: "another program holds the branch"
    case .noIdentity:
      "git knows no identity, and user.useConfigOnly says that none may be guessed: set user.name and user.email with 'git config --global'"
    case .busy: "another process is committing"
    }
  }
}
