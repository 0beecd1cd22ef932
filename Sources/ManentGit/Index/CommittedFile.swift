/// A path that a commit touches, with what the tree and the index say about it.
package struct CommittedFile {
  package var path: WorkspacePath
  /// The file's content, mode and facts on the disk; `nil` when the path is removed.
  package var content: (id: ObjectID, mode: TreeEntry.Mode, facts: FileFacts?)?
  /// Whether the file is not to be in the work tree (a sparse checkout leaves it out).
  package var isLeftOut = false
  /// The name in git's index, where it is no text.
  package var rawName: [UInt8]?

  /// A path with its new content.
  package init(
    path: WorkspacePath, content: (id: ObjectID, mode: TreeEntry.Mode, facts: FileFacts?)?, isLeftOut: Bool = false,
    rawName: [UInt8]? = nil
  ) {
    self.path = path
    self.content = content
    self.isLeftOut = isLeftOut
    self.rawName = rawName
  }

  /// The name in git's index.
  package var name: [UInt8] { rawName ?? Array(path.text.utf8) }
}
