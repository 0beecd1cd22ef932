import ManentRecords

/// The chat that a log is about, when it is about one.
struct LogScope {
  /// The chat's id.
  var id: String
  /// The folders that it has or had.
  var folders: [String]

  /// Whether a path of the workspace may tell something about the chat.
  func holds(_ path: String) -> Bool {
    path == WorkspaceLayout.tombstones || WorkspaceLayout.chatFolder(of: path).map(folders.contains) ?? false
  }
}
