import ManentCore
import ManentWorkspace

/// What chats keep of one open workspace.
final class ChatMemory: WorkspaceMemory {
  /// The parts that were read lately.
  let parts = PartCache()
  /// What the folders of days looked like when the names in them were last compared with the catalog.
  var lookedDays: [String: FileStatus] = [:]

  init(of workspace: Workspace) {}

  func forgetCatalog() { lookedDays = [:] }
}

extension Workspace {
  /// What chats keep of this workspace.
  var chatMemory: ChatMemory { memory(ChatMemory.self) }
}
