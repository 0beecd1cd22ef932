public import ManentCore
public import ManentGit

extension History {
  /// The files of the workspace that differ between two commits; from `nil`, all that `to` holds.
  ///
  /// In git's order of names. Links and submodules are left out; a renamed file is a deleted and an added one.
  public func changes(from: CommitID?, to: CommitID) throws(GitError) -> [PathChange] {
    let old = try from.map { commit throws(GitError) in try workspaceTree(of: commit) } ?? nil
    let new = try workspaceTree(of: to)
    var comparison = TreeComparison()
    try comparison.compare(old, new, in: objects)
    return comparison.changes
  }

  /// The same, with what each file held before.
  public func differences(from: CommitID?, to: CommitID) throws(GitError) -> [FileDifference] {
    let old = try from.map { commit throws(GitError) in try workspaceTree(of: commit) } ?? nil
    var comparison = TreeComparison()
    try comparison.compare(old, try workspaceTree(of: to), in: objects)
    return zip(comparison.changes, comparison.contentsBefore).map { change, before in
      FileDifference(path: change.path, old: before, new: change.blob)
    }
  }

  /// The content that a path of the workspace has in the checked-out commit; `nil` when no file is there.
  public func blob(at path: String) throws(GitError) -> BlobID? {
    guard let commit = try head() else { return nil }
    let parts = try WorkspacePath(path, below: prefix).parts
    guard let entry = try entry(at: parts[...], in: tree(of: commit)), entry.mode.isFile else { return nil }
    return entry.id.blob
  }

  /// The bytes of a content.
  public func content(of blob: BlobID) throws(GitError) -> [UInt8] {
    try objects.read(ObjectID(blob), as: .blob)
  }

  /// The number of bytes of a content, which is not read; `nil` when it is not in the repository.
  public func size(of blob: BlobID) throws(GitError) -> Int? { try objects.size(of: ObjectID(blob)) }

  /// The root tree of a commit.
  func tree(of commit: CommitID) throws(GitError) -> ObjectID {
    try objects.read(commit.object, as: .commit) { bytes throws(GitError) in
      try CommitText(bytes, of: commit.object).tree
    }
  }

  /// The tree of the workspace's folder in a commit; `nil` when the commit has no such folder.
  private func workspaceTree(of commit: CommitID) throws(GitError) -> ObjectID? {
    let root = try tree(of: commit)
    let parts = prefix.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    guard !parts.isEmpty else { return root }
    guard let entry = try entry(at: parts[...], in: root), entry.isFolder else { return nil }
    return entry.id
  }

  /// What is at a path of a tree.
  func entry(at parts: ArraySlice<[UInt8]>, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    let entries = try objects.read(tree, as: .tree) { bytes throws(GitError) in
      try TreeText.entries(bytes, of: tree)
    }
    guard let name = parts.first, let entry = entries.first(where: { $0.name == name }) else { return nil }
    if parts.count == 1 { return entry }
    return entry.isFolder ? try self.entry(at: parts.dropFirst(), in: entry.id) : nil
  }
}
