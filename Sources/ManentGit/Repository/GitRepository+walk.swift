internal import CGit2

extension GitRepository {
  /// How many commits can be reached from one, itself included.
  package func commitCount(from commit: ObjectID) throws(GitError) -> Int {
    var walk: OpaquePointer?
    try GitLibrary.check(git_revwalk_new(&walk, handle), "git_revwalk_new")
    defer { git_revwalk_free(walk) }
    var name = git_oid(commit)
    try GitLibrary.check(git_revwalk_push(walk, &name), "git_revwalk_push")
    var count = 0
    while true {
      let status = git_revwalk_next(&name, walk)
      if status == GIT_ITEROVER.rawValue { return count }
      try GitLibrary.check(status, "git_revwalk_next")
      count += 1
    }
  }
}
