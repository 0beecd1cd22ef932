internal import CGit2

extension GitRepository {
  /// The commit that a name means.
  package func commit(named name: String) throws(GitError) -> ObjectID? {
    var object: OpaquePointer?
    let status = git_revparse_single(&object, handle, name)
    // Nothing of that name, a name that no git reads, the beginning of several.
    guard ![GIT_ENOTFOUND, GIT_EINVALIDSPEC, GIT_EAMBIGUOUS].map(\.rawValue).contains(status) else { return nil }
    try GitLibrary.check(status, "git_revparse_single")
    defer { git_object_free(object) }
    var commit: OpaquePointer?
    guard git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0 else { return nil }
    defer { git_object_free(commit) }
    return git_object_id(commit).map { ObjectID($0.pointee) }
  }
}
