package import ManentCatalog
import ManentCore
import ManentHistory
import ManentRecords
package import ManentWorkspace

extension Workspace {
  /// Removes a chat that was forgotten from the tree; what of it was not committed is committed before.
  package func forgetAgain(_ row: ChatRow) throws {
    try locked(.chats) {
      let folder = try inside("\(row.path)/\(WorkspaceLayout.chatFile)").parent
      let files = try Files.list(folder).map { "\(row.path)/\($0)" }
      guard settings.commit != .manual else { return }
      let outcome = try commit(files, message: "doctor: keep a forgotten chat\n\nChat: \(row.id)")
      if case .deferred = outcome { return }
      try Files.removeTree(folder)
      try catalog().transaction { try catalog().removeChat(at: row.path) }
      commitWhatHappened([], removing: files, message: "doctor: forget a forgotten chat\n\nChat: \(row.id)")
    }
  }
}
