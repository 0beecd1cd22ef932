public import ManentGit

/// A folder that a commit has not got any more, as it was last.
public struct DroppedFolder: Sendable, Equatable {
  /// The folder's path, relative to the workspace.
  public var path: String
  /// Its content when it was there last.
  public var folder: FolderID
  /// The commit that dropped it.
  public var commit: CommitID
  /// The commit before, which has it.
  public var parent: CommitID
}
