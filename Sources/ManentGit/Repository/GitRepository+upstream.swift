internal import CGit2

extension GitRepository {
  /// The remote branch that the checked-out one follows; `nil` when it follows none, or git has not heard of it yet.
  package func upstream() throws(GitError) -> (name: String, here: CommitID, there: CommitID)? {
    var head: OpaquePointer?
    guard try found(git_repository_head(&head, handle), "git_repository_head") else { return nil }
    defer { git_reference_free(head) }
    var followed: OpaquePointer?
    guard try found(git_branch_upstream(&followed, head), "git_branch_upstream") else { return nil }
    defer { git_reference_free(followed) }
    guard let here = git_reference_target(head), let there = git_reference_target(followed),
      let name = git_reference_shorthand(followed)
    else { return nil }
    return (String(cString: name), CommitID(ObjectID(here.pointee)), CommitID(ObjectID(there.pointee)))
  }

  /// Whether a reference was found; an unborn branch, a detached HEAD or a branch that follows none is no error.
  private func found(_ status: Int32, _ call: String) throws(GitError) -> Bool {
    let absent = [GIT_ENOTFOUND.rawValue, GIT_EUNBORNBRANCH.rawValue, GIT_EINVALIDSPEC.rawValue, GIT_ERROR.rawValue]
    if status == GIT_ERROR.rawValue, git_repository_head_detached(handle) != 1 { try GitLibrary.check(status, call) }
    if absent.contains(status) { return false }
    try GitLibrary.check(status, call)
    return true
  }
}
