import ManentCatalog
import ManentChats
import ManentCore
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// A chat that another machine has purged, and that this machine's user has not agreed to lose.
  public struct ForeignPurge: Sendable, Equatable {
    /// The chat's id.
    public var chat: String
    /// Its title, as far as it is known here.
    public var title: String?
    /// The machine that purged it.
    public var device: String?
  }

  /// The titles of chats, by their ids, of those that are there.
  func titles(of chats: Set<String>) throws -> [String: String] {
    guard !chats.isEmpty else { return [:] }
    try refreshChats(thoroughly: true)
    let rows = try catalog().chats().filter { chats.contains($0.id) }
    return Dictionary(rows.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
  }

  /// Carries out the purges that came otherwise than by a sync: by `git pull`. What the user agrees to is purged, also
  /// where the pull has brought back what was purged here; the other chats are forgotten. Gives those of them of which
  /// the user was not told yet.
  ///
  /// - Parameter policy: what becomes of the purges of others; `nil` for what the machine's settings say.
  /// - Throws: `WorkspaceError.Code.busy` when something is to be purged and the repository is in no state for it.
  func carryOutPulledPurges(policy: PurgePolicy? = nil) throws -> [ForeignPurge] {
    let purged = Set(try tombstones().latest.values.filter { $0.action == .purge }.map(\.chat))
    guard !purged.isEmpty else { return [] }
    var consent = try beginConsent()
    if try policy ?? purgePolicy == .accept, try history().prefix.isEmpty, !purged.isSubset(of: consent.agreed) {
      consent.agreed.formUnion(purged)
      try consent.write()
    }
    try purgeAgain(purged.intersection(consent.agreed))
    let foreign = purged.subtracting(consent.agreed).subtracting(consent.told)
    return try forgetPurged(foreign, titles: titles(of: foreign))
  }

  /// Forgets chats that others have purged: they leave the tree, and git's history here keeps them. Gives those of which
  /// the user was not told yet.
  func forgetPurged(_ chats: Set<String>, titles: [String: String]) throws -> [ForeignPurge] {
    guard !chats.isEmpty else { return [] }
    try refreshChats(thoroughly: true)
    let tombstones = try tombstones()
    for row in try catalog().chats() where chats.contains(row.id) && tombstones.isGone(row.id) { try forgetAgain(row) }
    var consent = try PurgeConsent(in: history().gitFolder)
    let new = chats.subtracting(consent.told)
    guard !new.isEmpty else { return [] }
    consent.told.formUnion(new)
    try consent.write()
    return new.sorted().map { chat in
      ForeignPurge(chat: chat, title: titles[chat], device: tombstones.latest[chat]?.device)
    }
  }
}
