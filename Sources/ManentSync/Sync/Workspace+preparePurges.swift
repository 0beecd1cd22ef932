import ManentChats
import ManentCore
import ManentFormats
internal import ManentGit
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// What purges make of the remote's history before it is merged.
  struct PurgedHistory {
    /// The commit that is to be merged: the remote's own, or what it becomes without the purged chats.
    var theirs: CommitID
    /// Whether the remote still holds what was purged, so that its branch has to be replaced and not only extended.
    var replacesRemote: Bool
    /// The chats that others have purged, without this machine's user having agreed to it.
    var foreign: Set<String> = []
  }

  /// Applies the purges that either side knows of to both histories, as far as this machine's user has agreed to them.
  /// The branch here may be another one afterwards, and then so are the other references.
  ///
  /// Costs nothing as long as nothing was ever purged; after that, the commits that are new since the last time are
  /// looked at.
  ///
  /// - Parameters:
  ///   - theirs: the remote's newest commit.
  ///   - policy: what becomes of the purges of others; `nil` for what the machine's settings say.
  func preparePurges(theirs: CommitID, policy: PurgePolicy? = nil) throws -> PurgedHistory {
    let history = try history()
    var consent = try beginConsent()
    // Either side may have withdrawn what the other has purged.
    var known = try tombstones()
    for commit in [theirs] + (try history.head().map { [$0] } ?? []) {
      for entry in try entries(in: commit) { known.add(entry) }
    }
    let chats = Set(known.latest.values.filter { $0.action == .purge }.map(\.chat))
    guard !chats.isEmpty else { return PurgedHistory(theirs: theirs, replacesRemote: false) }
    if try policy ?? purgePolicy == .accept, !chats.isSubset(of: consent.agreed) {
      consent.agreed.formUnion(chats)
      try consent.write()
    }
    let agreed = chats.intersection(consent.agreed)
    var prepared = try apply(agreed, theirs: theirs)
    prepared.foreign = chats.subtracting(agreed)
    if !prepared.foreign.isEmpty { try setAside(prepared.foreign, theirs: prepared.theirs) }
    return prepared
  }

  /// Takes chats whose purge was agreed to out of the history here, where plain git has brought them. Costs nothing
  /// where none was purged; else the commits are looked at that are new since the last time.
  ///
  /// A larger repository is left alone: what else it holds is not the workspace's to rewrite.
  ///
  /// - Throws: `WorkspaceError.Code.busy` when there are such and the repository is in no state to be rewritten.
  func purgeAgain(_ chats: Set<String>) throws {
    let history = try history()
    guard history.prefix.isEmpty, let head = try history.head() else { return }
    _ = try apply(chats, theirs: head)
  }

  /// Takes the chats out of both histories for good.
  private func apply(_ chats: Set<String>, theirs: CommitID) throws -> PurgedHistory {
    guard !chats.isEmpty else { return PurgedHistory(theirs: theirs, replacesRemote: false) }
    let history = try history()
    let filter = ChatFilter(chats)
    return try locked(.chats) {
      var known = try PurgedTips(in: history.gitFolder, for: chats)
      let ours = try history.head().map {
        try history.rewriting(filter.folders, of: [$0], clean: known.commits, known: known.replaced)
      }
      let other = try history.rewriting(filter.folders, of: [theirs], clean: known.commits, known: known.replaced)
      if ours?.isEmpty != false, other.isEmpty {
        try known.add(Array(Set([theirs] + (try history.head().map { [$0] } ?? []))))
        return PurgedHistory(theirs: theirs, replacesRemote: false)
      }
      guard let result = other.result(of: theirs) else {
        throw WorkspaceError(.purged, "the remote", "holds nothing but chats that were purged")
      }
      try requirePurgeable(history)
      if ours?.isEmpty == false { try commitPending() }
      _ = try rewrite(filter, committing: [], message: "", extra: [theirs], known: known)
      // The objects that are purged make the push small; they go when it is done.
      try Files.writeAtomically([], to: pruneNote)
      known = try PurgedTips(in: history.gitFolder, for: chats)
      try known.add(Array(Set([result] + (try self.history().head().map { [$0] } ?? []))))
      return PurgedHistory(theirs: result, replacesRemote: !other.isEmpty)
    }
  }

  /// Keeps the chats that others have purged out of what is pushed, where the remote's history is without them, and what
  /// they were in a reference of this machine's own.
  ///
  /// Where the remote's history still holds them, nothing is rewritten: they are forgotten like others.
  private func setAside(_ chats: Set<String>, theirs: CommitID) throws {
    let history = try history()
    var consent = try PurgeConsent(in: history.gitFolder)
    if let held = consent.held, held.chats == chats, let commit = CommitID(held.commit),
      try commit == theirs || history.isAncestor(commit, of: theirs)
    {
      return
    }
    let held = try chats.subtracting(missing(chats, in: theirs))
    let gone = chats.subtracting(held)
    if !gone.isEmpty, let head = try history.head() {
      let filter = ChatFilter(gone)
      try locked(.chats) {
        guard try !history.rewriting(filter.folders, of: [head]).isEmpty else { return }
        try requirePurgeable(history)
        try commitPending()
        guard let head = try self.history().head() else { return }
        let name = String(head.description.prefix(16))
        consent.kept[name] = gone
        try consent.write()
        try self.history().keep(head, as: name)
        _ = try rewrite(filter, committing: [], message: "", sparing: History.keptReferences)
      }
    }
    consent.held = (theirs.description, chats)
    try consent.write()
  }

  /// Of some chats, those of which a history holds nothing.
  private func missing(_ chats: Set<String>, in commit: CommitID) throws -> Set<String> {
    let found = try history().rewriting(ChatFilter(chats).folders, of: [commit]).folders
    return chats.filter { chat in !found.contains { ChatFilter([chat]).removes($0) } }
  }

  /// What is noted of purges and the user's consent. The first time, all is agreed to that is carried out already.
  func beginConsent() throws -> PurgeConsent {
    let history = try history()
    var consent = try PurgeConsent(in: history.gitFolder)
    guard consent.isNew else { return consent }
    if let head = try history.head() {
      let chats = try purgedChats(in: head)
      if !chats.isEmpty { consent.agreed = try missing(chats, in: head) }
    }
    try consent.write()
    return consent
  }

  /// What becomes of purges that others have made, by the settings of the machine.
  public var purgePolicy: PurgePolicy {
    get throws {
      try MachineSettings.load(from: WorkspaceLocator(environment: surroundings.environment).configuration).purges
    }
  }

  /// Ends what `preparePurges` began, once the remote is in order: removes what of the purged chats nothing leads to any
  /// more. Costs nothing when there is nothing.
  func finishPurges() throws {
    guard try Files.status(pruneNote) != nil else { return }
    _ = try pruneHistory()
    try Files.remove(pruneNote)
  }

  /// The note that objects are left to be removed.
  private var pruneNote: Path { stateFolder / "prune" }

  /// The entries of `forgotten.jsonl` in a commit.
  private func entries(in commit: CommitID) throws -> [Tombstone] {
    guard let bytes = try tombstoneLines(in: commit) else { return [] }
    return JSONLines(bytes).compactMap { line in
      guard case .success(let json) = line.result else { return nil }
      return Tombstone(json)
    }
  }

  /// The bytes of `forgotten.jsonl` in a commit; `nil` when it is not there.
  private func tombstoneLines(in commit: CommitID) throws -> [UInt8]? {
    let (history, name) = (try history(), WorkspaceLayout.tombstones)
    guard let blob = try history.blob(at: name, in: commit) else { return nil }
    try MergeRefusal.requireSize(
      history.size(of: blob), atMost: WorkspaceLayout.largestTombstones, name, "commit \("\(commit)".prefix(12))")
    return try history.content(of: blob)
  }

  /// The chats that `forgotten.jsonl` of a commit says are purged.
  func purgedChats(in commit: CommitID) throws -> Set<String> {
    guard let bytes = try tombstoneLines(in: commit) else { return [] }
    return Set(Tombstones(parsing: bytes).latest.values.filter { $0.action == .purge }.map(\.chat))
  }
}
