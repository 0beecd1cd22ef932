import ManentCatalog
import ManentCore
import ManentRecords
package import ManentWorkspace

extension Workspace {
  /// What this machine has worked out for all workspaces; `nil` when nothing of this is to be kept.
  package var machineCache: MachineCache? {
    leavesNothing || settings.isPrivate ? nil : MachineCache(environment: surroundings.environment)
  }

  /// Notes what the machine's cache has saved this workspace.
  func note(_ saving: CacheSaving) throws {
    guard saving != CacheSaving() else { return }
    machineCache?.noteAdded(saving.added)
    guard saving.passages > 0 || saving.texts > 0 else { return }
    let before = try cacheSaving()
    try catalog().transaction {
      try catalog().setFact(Self.savedPassagesFact, to: String(before.passages + saving.passages))
      try catalog().setFact(Self.savedTextsFact, to: String(before.texts + saving.texts))
    }
  }

  /// What the machine's cache has saved this workspace since its catalog was made.
  package func cacheSaving() throws -> CacheSaving {
    func number(_ fact: String) throws -> Int { try catalog().fact(fact).flatMap { Int($0) } ?? 0 }
    return CacheSaving(passages: try number(Self.savedPassagesFact), texts: try number(Self.savedTextsFact))
  }

  private static let savedPassagesFact = "cached-passages"
  private static let savedTextsFact = "cached-texts"
}
