public import ManentGit

extension History {
  /// The first parent of a commit; `nil` for the first commit of a branch.
  public func parent(of commit: CommitID) throws(GitError) -> CommitID? {
    let parents = try objects.read(commit.object, as: .commit) { bytes throws(GitError) in
      try CommitText(bytes, of: commit.object).parents
    }
    return parents.first.flatMap { CommitID($0.description) }
  }
}
