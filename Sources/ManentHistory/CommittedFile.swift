/// A path that a commit touches, with what the tree and the index say about it.
struct CommittedFile {
  var path: WorkspacePath
  /// The file's content, mode and facts on the disk; `nil` when the path is removed.
  var content: (id: ObjectID, mode: TreeEntry.Mode, facts: FileFacts?)?
  /// Whether the file is not to be in the work tree (a sparse checkout leaves it out).
  var isLeftOut = false
  /// The name in git's index, where it is no text.
  var rawName: [UInt8]?

  /// The name in git's index.
  var name: [UInt8] { rawName ?? Array(path.text.utf8) }
}
