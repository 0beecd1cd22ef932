import ManentCatalog
import ManentCore
import ManentFormats
import ManentRecords

extension Workspace {
  /// Puts changed settings into the place of a workspace's, and commits them.
  ///
  /// - Parameters:
  ///   - file: the changed settings of the workspace, which are valid.
  ///   - summary: what has changed, for the commit's message.
  ///   - surroundings: what the workspace takes from outside its files.
  public static func replaceSettings(by file: SettingsFile, summary: String, surroundings: Surroundings) throws {
    let root = file.path.parent
    let paths = [WorkspaceLayout.settingsFile]
    // A workspace whose settings are broken cannot be opened before they are mended.
    if let before = try? Workspace.open(root, surroundings: surroundings) {
      try before.requireWritable()
      try before.catalog().transaction { try before.catalog().addPending(paths, owner: before.mark()) }
    }
    try file.write()
    let workspace = try Workspace.open(root, surroundings: surroundings)
    workspace.commitWhatHappened(paths, message: "settings: \(summary)")
  }
}
