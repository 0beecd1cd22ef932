public import ManentCore

extension History {
  /// What a file of the workspace held before the newest commit that removed it; `nil` when none that leads to the one
  /// that is checked out has removed it.
  public func lastContent(at path: String) throws -> BlobID? {
    guard let head = try head() else { return nil }
    var lookup = try lookup(of: Path(path).parent.string)
    var found: BlobID?
    try walk(from: head) { commit in
      let folder = try folder(in: commit, by: &lookup)
      for parent in commit.parents {
        guard let before = try loggedUnlessShallow(parent), let old = try self.folder(in: before, by: &lookup),
          old != folder, try blob(at: path, in: commit.id) == nil
        else { continue }
        found = try blob(at: path, in: parent)
        if found != nil { return false }
      }
      return true
    }
    return found
  }
}
