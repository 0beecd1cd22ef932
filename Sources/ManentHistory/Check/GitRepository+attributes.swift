internal import CGit2

extension GitRepository {
  /// What git's attributes say of a path.
  func attribute(_ name: String, of path: String) throws(HistoryError) -> AttributeValue {
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
