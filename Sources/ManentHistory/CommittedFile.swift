/// A path that a commit touches, with what the tree and the index say about it.
struct CommittedFile {
  var path: WorkspacePath
  /// The file's content, mode and facts on the disk; `nil` when the path is removed.
  var content: (id: ObjectID, mode: TreeEntry.Mode, facts: FileFacts?)?
}
