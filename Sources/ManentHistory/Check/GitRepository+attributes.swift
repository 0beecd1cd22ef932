internal import CGit2
internal import ManentGit

extension GitRepository {
  /// Lets attributes be looked up in files of these names where the work tree has none.
  func setAttributeFiles(_ files: [(name: [UInt8], id: ObjectID)]) throws(GitError) {
    var index: OpaquePointer?
    try GitLibrary.check(git_index_new(&index), "git_index_new")
    defer { git_index_free(index) }
    try GitLibrary.check(git_repository_set_index(handle, index), "git_repository_set_index")
    for (name, id) in files {
      var entry = git_index_entry()
      entry.mode = GIT_FILEMODE_BLOB.rawValue
      entry.id = git_oid(id)
      let status = String(decoding: name, as: UTF8.self).withCString { path in
        entry.path = path
        return git_index_add(index, &entry)
      }
      try GitLibrary.check(status, "git_index_add")
    }
  }

  /// What git's attributes say of a path.
  func attribute(_ name: String, of path: String) throws(GitError) -> AttributeValue {
    var value: UnsafePointer<CChar>?
    // The files in the work tree count, then those in the index, as for 'git merge'.
    try GitLibrary.check(
      git_attr_get(&value, handle, UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX), path, name), "git_attr_get")
    switch git_attr_value(value) {
    case GIT_ATTR_VALUE_TRUE: return .set
    case GIT_ATTR_VALUE_FALSE: return .unset
    case GIT_ATTR_VALUE_STRING: return .text(value.map { String(cString: $0) } ?? "")
    default: return .unspecified
    }
  }
}
