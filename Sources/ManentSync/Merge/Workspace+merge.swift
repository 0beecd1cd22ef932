import ManentChats
import ManentCore
import ManentDocuments
public import ManentGit
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Joins another history with ours: brings the work tree, git's index and the branch to what both sides hold.
  ///
  /// What is not committed yet is committed before. The result is the same whichever side joins the other, and
  /// whatever the order among several. When git cannot take a commit now, nothing is changed.
  ///
  /// - Parameters:
  ///   - other: their newest commit, which is in the repository by now.
  ///   - name: what the user calls the other side: a remote, a machine.
  /// - Throws: `WorkspaceError.Code.inLargerRepository`, `.unrelated`, `.unknownLayout`, `.misplaced`, `.inTheWay`.
  public func merge(_ other: CommitID, from name: String) throws -> MergeReport {
    try requireWritable()
    let history = try history()
    guard history.prefix.isEmpty else {
      throw WorkspaceError(
        .inLargerRepository, "\(root)", "a folder inside the repository \(history.root), which holds more than it",
        advice:
          "run 'git pull --no-rebase' there; it joins chats by the same rules, and 'manent doctor' tells the way out of what it leaves in conflict"
      )
    }
    try recoverInterruptedWork()
    return try locked(.chats) {
      try locked(.documents) { try locked(.history) { try mergeLocked(other, from: name, history) } }
    }
  }

  private func mergeLocked(_ other: CommitID, from name: String, _ history: History) throws -> MergeReport {
    var inTheWay: Path?
    // Somebody who saves files by hand meanwhile is given way, and begins anew with what was saved.
    for _ in 0..<5 {
      if let delay = history.delay { return MergeReport(.deferred(delay)) }
      if let delay = try commitEverything() { return MergeReport(.deferred(delay)) }
      guard let head = try history.head() else {
        throw WorkspaceError(.inTheWay, "\(root)", "nothing is committed yet", advice: "commit what is there")
      }
      let fork = try history.fork(head, other)
      if fork.isUpToDate { return MergeReport(.upToDate) }
      let (report, target) = try joined(fork, from: name, history)
      let update = try update(history.fork(head, target), history)
      do {
        try update.run()
      } catch let changed as WorkTreeUpdate.Changed {
        try update.undo()
        // One that git ignores is never committed, and so stays in the way.
        if inTheWay == changed.path { break }
        inTheWay = changed.path
        continue
      } catch {
        try? update.undo()
        throw error
      }
      switch try history.advance(
        from: head, to: target, changed: update.paths.map { ($0.path, $0.theirs) }, untouched: update.untouched,
        leftOut: update.leftOut, opaque: update.opaque, action: "merge \(name)", at: surroundings.clock.now())
      {
      case .done:
        try update.finish()
        for path in update.opaque {
          surroundings.notify("\(path.shown) stays in git alone: its name is not UTF-8; rename it where it was made")
        }
        forgetWhatWasRead()
        var report = report
        report.leftToGit = update.filtered.map(\.string).sorted()
        return report
      case .moved:
        try update.undo()
        inTheWay = nil
      case .deferred(let delay):
        try update.undo()
        return MergeReport(.deferred(delay))
      }
    }
    guard let inTheWay else { return MergeReport(.deferred(.branchLocked)) }
    if try self.history().blob(at: inTheWay.string) != nil {
      throw WorkspaceError(
        .inTheWay, inTheWay.string, "it was changed here and is not committed, and \(name) has changed it, too",
        advice: "mend or commit it, then sync again")
    }
    throw WorkspaceError(
      .inTheWay, inTheWay.string, "a file that git does not track, where \(name) has one",
      advice: "move it elsewhere, or stop ignoring it")
  }

  /// What the branch is to lead to: theirs, or a new commit that joins both sides.
  private func joined(_ fork: Fork, from name: String, _ history: History) throws -> (MergeReport, CommitID) {
    if fork.isFastForward {
      try MergeRefusal.check(fork, fork.differingPaths(), from: name)
      return (MergeReport(.fastForward(fork.theirs)), fork.theirs)
    }
    let plan = try MergePlan(fork)
    try MergeRefusal.check(fork, plan.paths.values.sorted { $0.path < $1.path }, from: name)
    try plan.decide()
    let changes = plan.changes()
    let commit = try history.join(
      fork, changes, message: message(changes, plan.report, from: name), at: surroundings.clock.now())
    plan.report.outcome = .merged(commit)
    return (plan.report, commit)
  }

  private func message(_ changes: [TreeChange], _ report: MergeReport, from name: String) -> String {
    let chats = Set(changes.compactMap { WorkspaceLayout.chatFolder(around: $0.path) }).count
    let documents = changes.count { $0.path.components.first == Substring(WorkspaceLayout.documents) }
    let what = "\(chats) \(chats == 1 ? "chat" : "chats"), \(documents) \(documents == 1 ? "document" : "documents")"
    // Also for the other machine's user, whose own sync joins nothing and so has nothing to tell.
    let most = 20
    let told =
      report.edits.map { "An edit in \($0.path) gave way to a later one; it is in \($0.commit)\n" }
      + report.keptChanges.map { "\($0.sentence)\n" }
    let given = told.prefix(most).joined() + (told.count > most ? "and \(told.count - most) more\n" : "")
    return "merge: \(what) from \(name)\n\n\(given)\(given.isEmpty ? "" : "\n")Device: \(surroundings.device)\n"
  }

  /// Commits all that is not committed, whatever `history.commit` says; gives the reason when that has to wait.
  private func commitEverything() throws -> CommitDelay? {
    try refreshDocuments()
    if let delay = try commitPending() { return delay }
    let left = try history().uncommitted()
    guard !left.isEmpty else { return nil }
    let message = "workspace: commit what was changed by hand"
    if settings.commit != .manual {
      if case .deferred(let delay) = try commit(left.map(\.path), message: message) { return delay }
      return nil
    }
    let changes = try changes(of: left.map(\.path))
    if case .deferred(let delay) = try history().commit(changes, message: message, at: surroundings.clock.now()) {
      return delay
    }
    return nil
  }

  /// Finishes a merge that a killed command left half done; the caller holds no lock.
  ///
  /// When the branch is where the merge began, the files are brought to its end and the branch after them; when it
  /// is somewhere else, what is left of it is taken back. Lines that were appended meanwhile stay in either case.
  fileprivate func recoverMerge() throws {
    let note = mergeNote
    guard try Files.status(note.file.parent) != nil else { return }
    try lockedIfFree(.chats) {
      try lockedIfFree(.documents) {
        try lockedIfFree(.history) {
          try follow(note) { json in
            guard let journal = MergeJournal(json) else { return false }
            do { try recover(journal, note) } catch let error as GitError
              where error.code == .missing || error.code == .damaged
            {
              // It keeps no other command from its work; the next sync brings what is missing, and follows it.
              guard !told.isStuck else { return true }
              told.isStuck = true
              surroundings.notify(
                "a merge that an interrupted command had begun waits (\(error)); 'manent sync' goes on with it")
            }
            return true
          }
        }
      }
    }
  }

  /// Where a merge that is under way is noted.
  private var mergeNote: JournalNote { JournalNote(MergeJournal.name, in: stateFolder / "merging") }

  private func update(_ fork: Fork, _ history: History) throws -> WorkTreeUpdate {
    try WorkTreeUpdate(
      fork, in: root, note: mergeNote, owner: mark(), history: history, inside: { try self.inside($0) })
  }

  private func recover(_ journal: MergeJournal, _ note: JournalNote) throws {
    let history = try history()
    let head = try history.head()
    guard head != journal.to, history.prefix.isEmpty else { return try note.finish() }
    let fork = try history.fork(journal.from, journal.to)
    // Only a merge of ours leads from here to there.
    guard fork.isFastForward else { return try note.finish() }
    let update = try update(fork, history)
    try keepAppendedLines(update)
    do {
      guard head == journal.from else { return try update.undo() }
      try update.run()
      let outcome = try history.advance(
        from: journal.from, to: journal.to, changed: update.paths.map { ($0.path, $0.theirs) },
        untouched: update.untouched, leftOut: update.leftOut, opaque: update.opaque,
        action: "merge, finished after an interruption", at: surroundings.clock.now())
      guard outcome == .done else { return }
      try update.finish()
      surroundings.notify("finished a merge that an interrupted command had begun")
    } catch is WorkTreeUpdate.Changed {
      try update.undo()
      surroundings.notify("took back a merge that an interrupted command had begun; the next sync does it again")
    }
    forgetWhatWasRead()
  }

  /// Lines that were appended between the kill and now are committed on top of what the file was, so that the merge
  /// is made anew with them.
  private func keepAppendedLines(_ update: WorkTreeUpdate) throws {
    for path in update.paths where MergeRule(for: path.path) == .lines {
      guard let theirs = path.theirs, theirs.isFile, try !update.holds(path.ours, path), try !update.holds(theirs, path)
      else { continue }
      guard let file = try place(of: path.path.string), try Files.status(file)?.kind == .file else { continue }
      let before = try path.ours.map { $0.isFile ? try update.fork.content(of: $0) : [] } ?? []
      let joined = LineUnion.join(
        try Files.read(file, followsLinks: false), try update.fork.content(of: theirs), base: before)
      try Files.writeAtomically(joined, to: file)
    }
  }

  /// What was known of folders and files may have changed.
  private func forgetWhatWasRead() {
    knownFolders.removeAll()
    closeHistory()
  }
}

extension Recoverer {
  /// Finishes a merge, or takes it back.
  static let merge = Recoverer { try $0.recoverMerge() }
}
