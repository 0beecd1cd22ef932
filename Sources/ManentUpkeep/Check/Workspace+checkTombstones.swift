import ManentCatalog
import ManentChats
import ManentCore
import ManentHistory
import ManentRecords
import ManentSync
import ManentWorkspace

extension Workspace {
  /// Compares what `forgotten.jsonl` says with the chats that are there.
  func checkTombstones(_ check: Check) throws -> [Problem] {
    // Told among the places already.
    guard try misplacement(of: WorkspaceLayout.tombstones) == nil, let bytes = try tombstoneLines() else { return [] }
    let tombstones = Tombstones(parsing: bytes)
    var problems = tombstones.defects.map { defect in
      Problem(
        path: "\(WorkspaceLayout.tombstones):\(defect.line)", problem: defect.problem,
        repair: "mend the line in an editor")
    }
    let gone = try catalog().chats().filter { tombstones.isGone($0.id) }.sorted { $0.path < $1.path }
    // What another machine has purged is forgotten here, until this machine's user agrees.
    let agreed = try historyIfThere().map { try PurgeConsent(in: $0.gitFolder).agreed } ?? []
    let purged = Set(gone.map(\.id).filter { tombstones.state(of: $0) == .purge && agreed.contains($0) })
    var isPurged = false
    if check.repairs, !purged.isEmpty {
      // What is taken out of history can only be what the workspace says is to be in none.
      isPurged = try history().prefix.isEmpty
      if isPurged { _ = try purge(purged.sorted()) }
    }
    for row in gone {
      let isToPurge = purged.contains(row.id)
      if check.repairs, !isToPurge { try forgetAgain(row) }
      let isRepaired = check.repairs && (!isToPurge || isPurged)
      problems.append(
        Problem(
          path: row.path,
          problem: isToPurge
            ? "the chat was purged, and is there"
            : tombstones.state(of: row.id) == .purge
              ? "another machine has purged the chat, and it is there" : "the chat was forgotten, and is there",
          repair: isToPurge
            ? isRepaired ? "purged" : "manent purge \(row.id)"
            : isRepaired ? "removed; 'manent restore' brings it back" : "removed with --repair; git keeps it",
          isRepaired: isRepaired))
    }
    return problems
  }
}
