import ManentCore
import ManentWorkspace

extension Session {
  /// The workspaces in `MANENT_HOME`, by name.
  func allWorkspaces() throws -> [Workspace] {
    try locator.names().map { try Workspace.open(locator.home / $0, surroundings: surroundings) }
  }
}
