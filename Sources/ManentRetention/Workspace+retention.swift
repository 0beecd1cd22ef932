import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentGit
import ManentHistory
import ManentRecords
import ManentSync
import ManentUpkeep
public import ManentWorkspace

extension Workspace {
  private static var runFact: String { "retention run" }
  private static var doubtFact: String { "retention doubt" }

  /// What of the workspace a plan is made from.
  ///
  /// - Parameter withDocuments: whether documents and their citations are looked at, for which every message is read.
  public func retentionState(withDocuments: Bool) throws -> RetentionState {
    let chats = try self.chats().map { RetentionChat($0) }
    func time(_ fact: String) throws -> Timestamp? {
      try catalog().fact(fact).flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) }
    }
    return RetentionState(
      workspace: name, root: root, head: try history().head()?.description, chats: chats,
      forgotten: try forgottenChats().map {
        ForgottenChat(id: $0.chat, since: $0.createdAt, knownSince: $0.knownSince)
      },
      documents: withDocuments ? try documentUses() : [], lastRun: try time(Self.runFact),
      doubtedSince: try time(Self.doubtFact))
  }

  /// The documents with when they came and when they were last cited.
  func documentUses() throws -> [DocumentUse] {
    let cited = try citations()
    return try documents().map { row in
      DocumentUse(
        name: row.name, bytes: row.stamp.size, added: Timestamp(milliseconds: row.stamp.modified / 1_000_000),
        cited: cited[row.name])
    }
  }

  /// Does what a plan says.
  ///
  /// The chats are forgotten in one commit; chats whose time has come are purged after that, and documents removed in a
  /// commit of their own. Killed at any moment, each of these has happened or not, and the plan of the moment then says
  /// what is left.
  ///
  /// - Parameters:
  ///   - plan: a plan of this workspace; nothing that it was made from may have changed since.
  ///   - removingDocuments: whether the documents that it proposes are removed.
  ///   - force: whether every chat may be forgotten.
  /// - Throws: `RetentionError.Code.movedOn` when the workspace is not what the plan was made from; nothing is done then.
  public func apply(_ plan: RetentionPlan, removingDocuments: Bool, force: Bool) throws -> RetentionReport {
    try requireWritable()
    var report = RetentionReport(workspace: name)
    try noteForgottenElsewhere()
    var doubtedSince: Timestamp?
    try whileChatsStand {
      let state = try retentionState(withDocuments: removingDocuments && !plan.documents.isEmpty)
      doubtedSince = state.doubtedSince
      try RetentionCheck(plan, against: state).throwIfMovedOn(removingDocuments: removingDocuments, force: force)
      if !plan.forget.isEmpty {
        let forgotten = try forget(plan.forget.map(\.chat))
        report.forgotten = forgotten.chats.map(\.id)
        report.bytes = forgotten.bytes
      }
    }
    if !plan.purge.isEmpty, plan.purgeDoubt == nil {
      let purged = try purge(plan.purge.map(\.id))
      report.purged = purged.chats
      report.holders = purged.holders
    }
    if removingDocuments, !plan.documents.isEmpty {
      try removeDocuments(plan.documents.map(\.name))
      report.documents = plan.documents.map(\.name)
    }
    // Last, for a purge takes the catalog with it.
    try noteRun(plan, doubtedSince: doubtedSince)
    return report
  }

  /// Notes when a policy was applied, by a clock that is believed, or since when it is not.
  private func noteRun(_ plan: RetentionPlan, doubtedSince: Timestamp?) throws {
    let now = surroundings.clock.now()
    let isDoubted = plan.purgeDoubt != nil
    try catalog().transaction {
      if !isDoubted { try catalog().setFact(Self.runFact, to: String(now.milliseconds)) }
      let since = isDoubted ? min(doubtedSince ?? now, now) : nil
      try catalog().setFact(Self.doubtFact, to: since.map { String($0.milliseconds) })
    }
  }
}
