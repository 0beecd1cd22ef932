import ManentCore
import ManentHistory

extension Workspace {
  /// What purges make of the remote's history before it is merged.
  struct PurgedHistory {
    /// The commit that is to be merged: the remote's own, or what it becomes without the purged chats.
    var theirs: CommitID
    /// Whether the remote still holds what was purged, so that its branch has to be replaced and not only extended.
    var replacesRemote: Bool
  }

  /// Applies the purges that either side knows of to both histories. The branch here may be another one afterwards, and
  /// then so are the other references.
  ///
  /// Costs nothing as long as nothing was ever purged; after that, the commits that are new since the last time are
  /// looked at.
  func preparePurges(theirs: CommitID) throws -> PurgedHistory {
    let history = try history()
    var chats = try purgedChats(in: theirs)
    if let head = try history.head() { chats.formUnion(try purgedChats(in: head)) }
    for (chat, tombstone) in try tombstones().latest where tombstone.action == .purge { chats.insert(chat) }
    guard !chats.isEmpty else { return PurgedHistory(theirs: theirs, replacesRemote: false) }
    let filter = ChatFilter(chats)
    return try locked(.chats) {
      var known = try PurgedTips(in: history.gitFolder, for: chats)
      let ours = try history.head().map { try history.rewriting(filter.folders, of: [$0], clean: known.commits) }
      let other = try history.rewriting(filter.folders, of: [theirs], clean: known.commits)
      if ours?.isEmpty != false, other.isEmpty {
        try known.add([theirs] + (try history.head().map { [$0] } ?? []))
        return PurgedHistory(theirs: theirs, replacesRemote: false)
      }
      guard let result = other.result(of: theirs) else {
        throw WorkspaceError(.purged, "the remote", "holds nothing but chats that were purged")
      }
      try requirePurgeable(history)
      if ours?.isEmpty == false { try commitPending() }
      _ = try rewrite(filter, committing: [], message: "", extra: [theirs])
      // The objects that are purged make the push small; they go when it is done.
      try Files.writeAtomically([], to: pruneNote)
      known = try PurgedTips(in: history.gitFolder, for: chats)
      try known.add([result] + (try self.history().head().map { [$0] } ?? []))
      return PurgedHistory(theirs: result, replacesRemote: !other.isEmpty)
    }
  }

  /// Ends what `preparePurges` began, once the remote is in order: removes what of the purged chats nothing leads to any
  /// more. Costs nothing when there is nothing.
  func finishPurges() throws {
    guard Files.exists(pruneNote) else { return }
    _ = try pruneHistory()
    try Files.remove(pruneNote)
  }

  /// The note that objects are left to be removed.
  private var pruneNote: Path { cacheFolder / "prune" }

  /// The chats that `forgotten.jsonl` of a commit says are purged.
  private func purgedChats(in commit: CommitID) throws -> Set<String> {
    guard let bytes = try history().content(at: WorkspaceLayout.tombstones, in: commit) else { return [] }
    return Set(Tombstones(parsing: bytes).latest.values.filter { $0.action == .purge }.map(\.chat))
  }
}
