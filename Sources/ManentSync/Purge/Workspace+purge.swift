import ManentCatalog
import ManentChats
import ManentCore
internal import ManentGit
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Takes chats out of all that there is: the files, git's whole history with its logs and packs, and this machine's
  /// caches. Nothing brings them back. `forgotten.jsonl` says of each that it was purged, and no more than its id.
  ///
  /// Killed anywhere, the next command that writes goes on with it.
  ///
  /// - Parameters:
  ///   - ids: whole ids of chats, forgotten ones included.
  ///   - force: whether branches, tags and signatures of the user's own may change too.
  /// - Throws: `WorkspaceError.Code.farReaching` when `force` is needed, `.busy` when the user is in the middle of a
  ///   merge or the like; nothing was done then.
  public func purge(_ ids: [String], force: Bool = false) throws -> PurgeReport {
    try requireWritable()
    try recoverInterruptedWork()
    let filter = ChatFilter(Set(ids))
    var report = try locked(.chats) {
      // What is noted as uncommitted lies in the catalog, which goes.
      try commitPending()
      let history = try history()
      try requirePurgeable(history)
      let rewriting = try history.rewriting(filter.folders, of: history.allTips())
      let work = try history.ownWork(changedBy: rewriting)
      guard force || work.isEmpty, force || history.prefix.isEmpty || rewriting.isEmpty else {
        let larger = history.prefix.isEmpty ? "" : "the repository \(history.root) is larger than the workspace"
        let facts = (larger.isEmpty ? [] : [larger]) + work.prefix(8) + (work.count > 8 ? ["…"] : [])
        throw WorkspaceError(
          .farReaching, "\(root)",
          "the purge would rewrite \(rewriting.changed) commits and change: \(facts.joined(separator: ", "))",
          advice: "say --force if that is meant")
      }
      try agree(to: Set(ids))
      let tombstones = try tombstones()
      let new = makeTombstones(
        .purge, of: Set(ids).sorted().filter { tombstones.state(of: $0) != .purge }, after: tombstones)
      try purgeNote.write(PurgeNote(chats: ids).json, owner: mark())
      try append(new)
      let report = try finishPurge(of: filter)
      try purgeNote.finish()
      return report
    }
    try refreshChats(thoroughly: true)
    report.holders = try holders(of: filter)
    return report
  }

  /// Notes that this machine's user wants chats to be purged.
  func agree(to chats: Set<String>) throws {
    var consent = try beginConsent()
    consent.agreed.formUnion(chats)
    try consent.write()
  }

  /// Lets go of what was kept of chats that others had purged, once the user has agreed to all of them.
  private func letGoOfKept() throws {
    let history = try history()
    var consent = try PurgeConsent(in: history.gitFolder)
    for (name, chats) in consent.kept where chats.isSubset(of: consent.agreed) {
      try history.letGo(name)
      consent.kept[name] = nil
    }
    if try consent != PurgeConsent(in: history.gitFolder) { try consent.write() }
  }

  /// Where a purge that is under way is noted.
  var purgeNote: JournalNote { JournalNote(at: stateFolder / "purge.json") }

  /// Goes on with a purge that a killed process left, unless another process is at it.
  fileprivate func finishInterruptedPurge() throws {
    guard try Files.status(purgeNote.file) != nil else { return }
    try lockedIfFree(.chats) {
      try follow(purgeNote) { json in
        guard let note = PurgeNote(json) else { return false }
        surroundings.notify("going on with a purge that was interrupted")
        // All was asked and allowed before the note was written; its entries may be missing still.
        let tombstones = try tombstones()
        let left = Set(note.chats).sorted().filter { tombstones.state(of: $0) != .purge }
        try append(makeTombstones(.purge, of: left, after: tombstones))
        _ = try finishPurge(of: ChatFilter(Set(note.chats)))
        try purgeNote.finish()
        return true
      }
    }
  }

  /// Throws when the repository is in no state to be rewritten.
  func requirePurgeable(_ history: History) throws {
    if let delay = history.delay {
      throw WorkspaceError(
        .busy, "\(root)", "cannot purge while \(delay.explanation)", advice: "finish it with git, or give it up")
    }
    if try history.isShallow() {
      throw WorkspaceError(
        .busy, "\(root)", "the clone holds only the newest part of its history", advice: "git fetch --unshallow")
    }
  }

  /// Does all of a purge whose entries are in `forgotten.jsonl`. The caller holds the lock on chats.
  private func finishPurge(of filter: ChatFilter) throws -> PurgeReport {
    let paths = settings.commit == .manual ? [] : [WorkspaceLayout.tombstones]
    try letGoOfKept()
    // Where references are now is asked for first by the next sync.
    let tips = try history().referenceTips() + history().allTips()
    let rewriting = try rewrite(
      filter, committing: paths, message: Self.purgeMessage(filter.chats, surroundings.device))
    try note(rewriting, of: tips, purging: filter.chats)
    let pruned = try pruneHistory()
    return PurgeReport(
      chats: filter.chats.sorted(), commits: rewriting.changed, objects: pruned.objectsBefore - pruned.objectsAfter,
      bytes: pruned.bytesBefore - pruned.bytesAfter, holders: [])
  }

  /// Notes what a purge has made of the commits, so that a sync need not find it out again.
  private func note(_ rewriting: Rewriting, of tips: [CommitID], purging chats: Set<String>) throws {
    let history = try history()
    let consent = try PurgeConsent(in: history.gitFolder)
    let all = Set(try tombstones().latest.values.filter { $0.action == .purge }.map(\.chat)).intersection(
      consent.agreed)
    var known = try PurgedTips(in: history.gitFolder, for: all)
    try known.note(rewriting, of: tips, after: all.subtracting(chats))
    try known.add(try history.head().map { [$0] } ?? [])
  }

  /// Removes the chats' files and takes them out of history and caches.
  ///
  /// - Parameters:
  ///   - paths: what one more commit takes in.
  ///   - extra: commits that are rewritten too, though nothing leads to them.
  ///   - known: what is known of commits already.
  ///   - spared: references whose names begin so stay as they are.
  func rewrite(
    _ filter: ChatFilter, committing paths: [String], message: String, extra: [CommitID] = [],
    known: PurgedTips? = nil, sparing spared: String? = nil
  ) throws -> Rewriting {
    var names = try removeFolders(of: filter)
    let first = try locked(.history) {
      let history = try history()
      let changes = try paths.map { path in Change.write(path: path, content: try Files.read(try inside(path))) }
      var first: Rewriting?
      var clean = known?.commits ?? []
      // The user's own git may make a commit meanwhile; then that one's turn comes.
      for _ in 0..<8 {
        let tips = try history.allTips(sparing: spared) + extra
        var rewriting = try history.rewriting(
          filter.folders, of: tips, clean: clean, known: known?.replaced ?? [:])
        rewriting.spared = spared
        names.formUnion(rewriting.folders.map { Path($0.path).name })
        if first != nil, rewriting.isEmpty { break }
        let delay = try history.replace(by: rewriting, adding: changes, message: message, at: surroundings.clock.now())
        if let delay {
          throw WorkspaceError(
            .busy, "\(root)", "cannot purge while \(delay.explanation)", advice: "the next command goes on with it")
        }
        if first == nil { first = rewriting }
        clean.formUnion(tips.compactMap { rewriting.result(of: $0) })
      }
      return first ?? Rewriting()
    }
    try clearCaches(of: names)
    surroundings.purged(filter.chats)
    closeHistory()
    return first
  }

  /// Removes what nothing leads to any more.
  func pruneHistory() throws -> PruneReport {
    let surroundings = surroundings
    let report = try locked(.history) {
      try history().prune(keepingReflogs: true) { done, total in
        surroundings.report(.init("Removing what is purged", done: done, total: total))
      }
    }
    closeHistory()
    return report
  }

  private static func purgeMessage(_ chats: Set<String>, _ device: String) -> String {
    let subject = chats.count == 1 ? "purge: 1 chat" : "purge: \(chats.count) chats"
    return "\(subject)\n\n" + (chats.sorted().map { "Chat: \($0)" } + ["Device: \(device)"]).joined(separator: "\n")
  }
}

extension Recoverer {
  /// Goes on with a purge.
  static let purge = Recoverer { try $0.finishInterruptedPurge() }
}
