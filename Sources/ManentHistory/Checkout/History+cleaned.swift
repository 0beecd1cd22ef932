internal import CGit2
public import ManentCore
public import ManentGit

extension History {
  /// Why git cannot keep a path of a workspace; `nil` when it can.
  public static func objection(to path: String) -> String? {
    do throws(GitError) { _ = try WorkspacePath(path, below: "") } catch { return error.reason }
    return nil
  }

  /// The bytes that git would commit for a file of the workspace: line ends as `.gitattributes` and `core.autocrlf` say.
  ///
  /// Only what libgit2 does itself is done; no program of the user's settings is run.
  public func cleaned(_ bytes: [UInt8], at path: String) throws(GitError) -> [UInt8] {
    guard bytes.contains(0x0D) else { return bytes }
    return try repository.cleaned(bytes, at: prefix + path)
  }

  /// The filter (`filter.NAME.clean` of the user's settings: Git LFS, git-crypt) through which git commits a file of the
  /// workspace; `nil` when it commits what is there.
  public func filter(of path: String) throws(GitError) -> String? {
    guard case .text(let name) = try attribute("filter", of: path) else { return nil }
    let settings = try repository.configuration()
    for kind in ["clean", "process"] where try settings.text("filter.\(name).\(kind)") != nil { return name }
    return nil
  }

  /// Whether the user's settings name a filter.
  public func hasFilters() throws(GitError) -> Bool { try repository.configuration().hasFilters() }

  /// Whether git's index says of a file of the workspace that it is as it was committed, whatever its bytes are: with a
  /// filter they are not those of the commit.
  ///
  /// - Parameter blob: what the commit holds.
  public func isUnchanged(_ path: String, since blob: BlobID) throws(GitError) -> Bool {
    let place = try WorkspacePath(path, below: prefix)
    let written = (try onFiles { () throws(FileError) in try Files.status(gitFolder / "index") })?.modified ?? 0
    guard let entry = try readIndex().entries(named: Array(place.text.utf8)).first, entry.stage == 0,
      entry.id == ObjectID(blob), entry.modification < written, let facts = FileFacts.of(root / place.text)
    else { return false }
    return entry.hasSameFacts(as: IndexEntry(entry.name, entry.id, .file, facts))
  }

  /// Throws unless a content is in the repository.
  public func requireContent(_ blob: BlobID) throws(GitError) {
    if objects.contains(ObjectID(blob)) { return }
    try objects.refresh()
    guard objects.contains(ObjectID(blob)) else { throw GitError(.missing, "find", reason: "blob \(blob)") }
  }

  /// Whether a content is what Git LFS commits in place of a large file (its specification, version 1).
  public func isLargeFilePointer(_ blob: BlobID) throws(GitError) -> Bool {
    let bytes = try content(of: blob)
    return bytes.count < 1024 && bytes.starts(with: "version https://git-lfs.github.com/spec/".utf8)
  }
}

extension GitRepository {
  /// The bytes of a file as git's own filters make them for a commit.
  func cleaned(_ bytes: [UInt8], at path: String) throws(GitError) -> [UInt8] {
    var filters: OpaquePointer?
    try GitLibrary.check(
      git_filter_list_load(&filters, handle, nil, path, GIT_FILTER_TO_ODB, UInt32(GIT_FILTER_ALLOW_UNSAFE.rawValue)),
      "git_filter_list_load")
    guard let filters else { return bytes }
    defer { git_filter_list_free(filters) }
    var output = git_buf()
    defer { git_buf_dispose(&output) }
    let status = bytes.withUnsafeBytes { input in
      git_filter_list_apply_to_buffer(
        &output, filters, input.baseAddress?.assumingMemoryBound(to: CChar.self), input.count)
    }
    try GitLibrary.check(status, "git_filter_list_apply_to_buffer")
    guard let start = output.ptr else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: output.size))
  }
}

extension GitConfiguration {
  /// Whether a setting names a program that contents go through before they are committed.
  func hasFilters() throws(GitError) -> Bool {
    try hasEntry { $0.hasPrefix("filter.") && ($0.hasSuffix(".clean") || $0.hasSuffix(".process")) }
  }
}
