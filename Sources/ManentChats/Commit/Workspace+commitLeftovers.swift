import ManentCatalog
import ManentCore
import ManentGit
import ManentHistory
import ManentRecords
package import ManentWorkspace

extension Recoverer {
  /// Commits what a killed command wrote and did not commit.
  package static let uncommitted = Recoverer { try $0.commitLeftovers() }
}

extension Workspace {
  fileprivate func commitLeftovers() throws {
    do {
      try noteUncommitted()
      // With `history.commit: chat`, turns wait for the end of their chat; `commitPending()` is called then.
      if settings.commit == .turn { try commitPending(ofThisProcess: false) }
      try updateAttributes()
    } catch let error as CatalogError where error.needsRebuild {
      // The catalog is thrown away and the command begins anew.
      throw error
    } catch {
      // A failed commit does not stop commands that only read.
      notifyUncommitted(error)
    }
  }

  /// Notes what is not committed, once for every catalog: with the one before it went its notes.
  ///
  /// Documents that are new or changed are left to the next look at the documents, which reads all of them anyway, and
  /// may find that one cannot be used. Settings and templates are the user's to commit.
  private func noteUncommitted() throws {
    guard settings.commit != .manual, try catalog().fact(Self.lookedFact) == nil else { return }
    if let history = try History.open(containing: root, environment: surroundings.environment) {
      let left = try history.uncommitted().filter { change in
        let top = change.path.prefix { $0 != "/" }
        if top == WorkspaceLayout.documents { return change.kind == .deleted }
        return top == WorkspaceLayout.index || change.path == WorkspaceLayout.tombstones
          || Self.isOfChat(change.path)
      }
      try catalog().transaction { try catalog().addPending(left.map(\.path), owner: "") }
    }
    try catalog().setFact(Self.lookedFact, to: "yes")
  }

  /// Whether a path is the settings or a part of a chat.
  private static func isOfChat(_ path: String) -> Bool {
    guard WorkspaceLayout.chatFolder(of: path) != nil else { return false }
    let name = Path(path).name
    return name == WorkspaceLayout.chatFile || WorkspaceLayout.partNumber(name) != nil
  }
}
