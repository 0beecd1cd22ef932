internal import CGit2
internal import ManentCore

/// An index file (git's staging area) that is edited apart from its repository.
struct GitIndex: ~Copyable {
  private let handle: OpaquePointer

  /// Reads an index file; one that is not there is an empty index.
  init(_ path: Path) throws(HistoryError) {
    var handle: OpaquePointer?
    do throws(HistoryError) { try GitLibrary.check(git_index_open(&handle, path.string), "git_index_open") } catch {
      throw error.at(path)
    }
    guard let handle else { throw HistoryError(.git, "git_index_open", path: path) }
    self.handle = handle
  }

  deinit { git_index_free(handle) }

  /// How many entries there are.
  var count: Int { git_index_entrycount(handle) }

  /// Makes `path` a file with this content; what stood in its way (a file where a folder has to be) is dropped.
  ///
  /// A path that is in conflict is left to the user.
  func set(_ path: String, to blob: ObjectID, mode: TreeEntry.Mode, facts: FileFacts?) throws(HistoryError) {
    guard !isInConflict(path) else { return }
    if git_index_get_bypath(handle, path, 0) == nil {
      // git_index_add overlooks the folder `b` in the way of a file `b` when `b.x` sorts between them.
      try GitLibrary.check(git_index_remove_directory(handle, path, 0), "git_index_remove_directory")
    }
    var entry = git_index_entry()
    entry.mode = mode.value
    entry.id = git_oid(blob)
    if let facts {
      entry.ctime = git_index_time(facts.changed)
      entry.mtime = git_index_time(facts.modified)
      entry.dev = facts.device
      entry.ino = facts.inode
      entry.uid = facts.user
      entry.gid = facts.group
      entry.file_size = facts.size
    }
    let status = path.withCString { name in
      entry.path = name
      return git_index_add(handle, &entry)
    }
    try GitLibrary.check(status, "git_index_add")
  }

  /// Drops `path`, unless it is in conflict.
  func remove(_ path: String) throws(HistoryError) {
    guard git_index_get_bypath(handle, path, 0) != nil else { return }
    try GitLibrary.check(git_index_remove(handle, path, 0), "git_index_remove")
  }

  /// Makes git look into every file that may have changed within the tick of the clock in which the index was written.
  ///
  /// Git compares a file's time with that of the index to know that it cannot trust an entry; a newer index would
  /// make it trust these. A size of 0 tells it not to (git's `racy-git`).
  func distrust(since time: Int64) throws(HistoryError) {
    for position in 0..<count {
      guard let entry = git_index_get_byindex(handle, position) else { continue }
      let modified = Int64(entry.pointee.mtime.seconds) * 1_000_000_000 + Int64(entry.pointee.mtime.nanoseconds)
      guard modified >= time, entry.pointee.file_size != 0,
        entry.pointee.flags & UInt16(GIT_INDEX_ENTRY_STAGEMASK) == 0
      else { continue }
      var copy = entry.pointee
      copy.file_size = 0
      let status = String(cString: copy.path).withCString { name in
        copy.path = name
        return git_index_add(handle, &copy)
      }
      try GitLibrary.check(status, "git_index_add")
    }
  }

  /// Writes the index back to the file that it was read from.
  func write() throws(HistoryError) { try GitLibrary.check(git_index_write(handle), "git_index_write") }

  private func isInConflict(_ path: String) -> Bool {
    (1...3).contains { git_index_get_bypath(handle, path, $0) != nil }
  }
}

extension git_index_time {
  fileprivate init(_ nanoseconds: Int64) {
    self.init()
    seconds = Int32(truncatingIfNeeded: nanoseconds / 1_000_000_000)
    self.nanoseconds = UInt32(truncatingIfNeeded: nanoseconds % 1_000_000_000)
  }
}
