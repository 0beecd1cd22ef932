internal import CGit2

extension GitRepository {
  /// The names of the remotes, sorted.
  package func remoteNames() throws(GitError) -> [String] {
    var list = git_strarray()
    try GitLibrary.check(git_remote_list(&list, handle), "git_remote_list")
    defer { git_strarray_dispose(&list) }
    return (0..<list.count).compactMap { list.strings[$0].map { String(cString: $0) } }.sorted()
  }

  /// The reference that follows a remote's branch, by the remote's own settings; `nil` when they follow it nowhere.
  package func tracking(of branch: String, remote name: String) throws(GitError) -> String? {
    var remote: OpaquePointer?
    try GitLibrary.check(git_remote_lookup(&remote, handle, name), "git_remote_lookup")
    defer { git_remote_free(remote) }
    for position in 0..<git_remote_refspec_count(remote) {
      guard let refspec = git_remote_get_refspec(remote, position),
        git_refspec_direction(refspec) == GIT_DIRECTION_FETCH,
        git_refspec_src_matches(refspec, "refs/heads/" + branch) == 1
      else { continue }
      var text = git_buf()
      defer { git_buf_dispose(&text) }
      try GitLibrary.check(git_refspec_transform(&text, refspec, "refs/heads/" + branch), "git_refspec_transform")
      if let pointer = text.ptr, text.size > 0 { return String(cString: pointer) }
    }
    return nil
  }

  /// The place that a remote is pushed to where that is another than is fetched from (`pushurl`, `pushInsteadOf`).
  package func pushAddress(of name: String) throws(GitError) -> String? {
    var remote: OpaquePointer?
    try GitLibrary.check(git_remote_lookup(&remote, handle, name), "git_remote_lookup")
    defer { git_remote_free(remote) }
    return git_remote_pushurl(remote).map { String(cString: $0) }
  }

  /// What a reference leads to; `nil` when there is none of that name.
  package func commit(of reference: String) throws(GitError) -> CommitID? {
    var name = git_oid()
    let status = git_reference_name_to_id(&name, handle, reference)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try GitLibrary.check(status, "git_reference_name_to_id")
    return CommitID(ObjectID(name))
  }

  /// Lets a reference lead to a commit, whether it is there or not.
  package func setReference(_ name: String, to commit: CommitID) throws(GitError) {
    var (reference, target): (OpaquePointer?, git_oid) = (nil, git_oid(commit.object))
    try GitLibrary.check(
      git_reference_create(&reference, handle, name, &target, 1, "manent"), "git_reference_create")
    git_reference_free(reference)
  }

  /// Removes a reference; one that is not there is no error.
  package func removeReference(_ name: String) throws(GitError) {
    let status = git_reference_remove(handle, name)
    if status != GIT_ENOTFOUND.rawValue { try GitLibrary.check(status, "git_reference_remove") }
  }

  /// How many commits lead to `one` and not to `other`, and the other way round.
  package func distance(_ one: ObjectID, _ other: ObjectID) throws(GitError) -> (ahead: Int, behind: Int) {
    var (ahead, behind) = (0, 0)
    var (first, second) = (git_oid(one), git_oid(other))
    try GitLibrary.check(
      git_graph_ahead_behind(&ahead, &behind, handle, &first, &second), "git_graph_ahead_behind")
    return (ahead, behind)
  }

  /// Whether two commits have one in common that leads to both.
  package func areRelated(_ one: ObjectID, _ other: ObjectID) throws(GitError) -> Bool {
    var (base, first, second) = (git_oid(), git_oid(one), git_oid(other))
    let status = git_merge_base(&base, handle, &first, &second)
    if status == GIT_ENOTFOUND.rawValue { return false }
    try GitLibrary.check(status, "git_merge_base")
    return true
  }
}
