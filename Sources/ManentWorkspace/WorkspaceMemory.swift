/// What a feature keeps of one open workspace beside its files: what it has read, found out or told.
///
/// The workspace knows no feature; each asks it for its own (`Workspace.memory`). Used by the workspace's thread alone.
package protocol WorkspaceMemory: AnyObject {
  /// An empty one, which holds nothing that holds the workspace.
  init(of workspace: Workspace)

  /// Forgets all that is true of the catalog that was open until now only.
  func forgetCatalog()
}
