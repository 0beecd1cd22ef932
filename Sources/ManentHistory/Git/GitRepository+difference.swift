internal import CGit2

extension GitRepository {
  /// A path in which two states differ.
  struct Difference {
    var path: String
    /// Whether there is a regular file in the older state.
    var wasFile: Bool
    /// Whether there is a regular file in the newer state.
    var isFile: Bool
    /// Whether the index holds several versions of it, so that neither side says anything.
    var isConflict: Bool
  }

  /// What is staged: the index against a tree, below a folder or everywhere.
  func staged(on tree: ObjectID?, below folder: String?) throws(HistoryError) -> [Difference] {
    var base: OpaquePointer?
    if let tree {
      var name = git_oid(tree)
      try GitLibrary.check(git_tree_lookup(&base, handle, &name), "git_tree_lookup")
    }
    defer { git_tree_free(base) }
    return try differences(below: folder, GIT_DIFF_INCLUDE_TYPECHANGE.rawValue, "git_diff_tree_to_index") {
      git_diff_tree_to_index(&$0, handle, base, nil, &$1)
    }
  }

  /// What is not staged: the files on the disk against the index; git's notes of their times save reading most of them.
  func unstaged(below folder: String?) throws(HistoryError) -> [Difference] {
    let flags =
      GIT_DIFF_INCLUDE_UNTRACKED.rawValue | GIT_DIFF_RECURSE_UNTRACKED_DIRS.rawValue
      | GIT_DIFF_INCLUDE_UNREADABLE_AS_UNTRACKED.rawValue | GIT_DIFF_INCLUDE_TYPECHANGE.rawValue
    return try differences(below: folder, flags, "git_diff_index_to_workdir") {
      git_diff_index_to_workdir(&$0, handle, nil, &$1)
    }
  }

  private func differences(
    below folder: String?, _ flags: UInt32, _ call: String,
    _ compare: (inout OpaquePointer?, inout git_diff_options) -> Int32
  ) throws(HistoryError) -> [Difference] {
    var options = git_diff_options()
    try GitLibrary.check(
      git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), "git_diff_options_init")
    options.flags =
      flags | GIT_DIFF_DISABLE_PATHSPEC_MATCH.rawValue | GIT_DIFF_IGNORE_SUBMODULES.rawValue
      | GIT_DIFF_SKIP_BINARY_CHECK.rawValue
    var diff: OpaquePointer?
    let status = withPathspec(folder) { pathspec in
      options.pathspec = pathspec
      return compare(&diff, &options)
    }
    try GitLibrary.check(status, call)
    defer { git_diff_free(diff) }
    return (0..<git_diff_num_deltas(diff)).compactMap { position in
      guard let delta = git_diff_get_delta(diff, position)?.pointee else { return nil }
      guard let path = (delta.new_file.path ?? delta.old_file.path).map({ String(cString: $0) }) else { return nil }
      let isGone = delta.status == GIT_DELTA_DELETED
      let isNew = delta.status == GIT_DELTA_ADDED || delta.status == GIT_DELTA_UNTRACKED
      return Difference(
        path: path, wasFile: !isNew && Self.isFile(delta.old_file), isFile: !isGone && Self.isFile(delta.new_file),
        isConflict: delta.status == GIT_DELTA_CONFLICTED)
    }
  }

  private static func isFile(_ file: git_diff_file) -> Bool {
    TreeEntry.Mode(value: UInt32(file.mode)).isFile
  }

  private func withPathspec(_ folder: String?, _ body: (git_strarray) -> Int32) -> Int32 {
    guard let folder else { return body(git_strarray()) }
    // libgit2 reads the text only, but its list is of mutable strings.
    var text = Array(folder.utf8CString)
    return text.withUnsafeMutableBufferPointer { text in
      var first = text.baseAddress
      return withUnsafeMutablePointer(to: &first) { body(git_strarray(strings: $0, count: 1)) }
    }
  }
}
