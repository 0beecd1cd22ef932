public import ManentGit

extension History {
  /// The content of a file in a commit, by its path in the workspace; `nil` when there is no such file.
  public func content(at path: String, in commit: CommitID) throws(GitError) -> [UInt8]? {
    let parts = try WorkspacePath(path, below: prefix).parts
    guard let entry = try entry(at: parts[...], in: tree(of: commit)), entry.mode.isFile else { return nil }
    return try objects.read(entry.id, as: .blob)
  }
}
