internal import CGit2
internal import ManentGit

extension GitRepository {
  /// Writes an annotated tag.
  func writeTag(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    let objects = try database()
    defer { git_odb_free(objects) }
    var name = git_oid()
    let status = bytes.withUnsafeBytes { git_odb_write(&name, objects, $0.baseAddress, $0.count, GIT_OBJECT_TAG) }
    try GitLibrary.check(status, "git_odb_write")
    return ObjectID(name)
  }

  /// The remotes with their addresses, sorted by name.
  func remoteAddresses() throws(GitError) -> [(name: String, address: String)] {
    var list = git_strarray()
    try GitLibrary.check(git_remote_list(&list, handle), "git_remote_list")
    defer { git_strarray_dispose(&list) }
    let configuration = try configuration()
    var found: [(String, String)] = []
    for position in 0..<list.count {
      guard let name = list.strings[position].map({ String(cString: $0) }) else { continue }
      found.append((name, try configuration.text("remote.\(name).url") ?? ""))
    }
    return found.sorted { $0.0 < $1.0 }
  }

  private func database() throws(GitError) -> OpaquePointer {
    var objects: OpaquePointer?
    try GitLibrary.check(git_repository_odb(&objects, handle), "git_repository_odb")
    guard let objects else { throw GitError(.git, "git_repository_odb") }
    return objects
  }
}
