internal import CGit2

extension GitRepository {
  /// Whether git would leave an untracked path alone (`.gitignore`, `info/exclude`, `core.excludesFile`).
  ///
  /// - Parameter path: from the work tree's root; a folder's ends in a slash.
  package func isIgnored(_ path: String) throws(GitError) -> Bool {
    var answer: Int32 = 0
    try GitLibrary.check(git_ignore_path_is_ignored(&answer, handle, path), "git_ignore_path_is_ignored")
    return answer != 0
  }
}
