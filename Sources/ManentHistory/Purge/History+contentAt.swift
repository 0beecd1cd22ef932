public import ManentGit

extension History {
  /// The content of a file in a commit, by its path in the workspace; `nil` when there is no such file.
  public func content(at path: String, in commit: CommitID) throws(GitError) -> [UInt8]? {
    try blob(at: path, in: commit).map { blob throws(GitError) in try content(of: blob) }
  }
}
