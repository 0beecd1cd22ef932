import ManentCore
import ManentFormats
import Synchronization

/// A file of this machine's settings that holds records, which only its owner can read.
///
/// It is read again whenever the file has changed, so that what one process writes the others see at once.
final class RecordFile<Record: Sendable>: Sendable {
  private struct Known: Sendable {
    var size = -1
    var modified: Int64 = 0
    var inode: UInt64 = 0
    var records: [Record] = []
  }

  let path: Path
  private let key: String
  private let read: @Sendable (JSON) -> Record?
  private let write: @Sendable (Record) -> JSON
  private let known = Mutex(Known())

  init(
    _ path: Path, key: String, read: @escaping @Sendable (JSON) -> Record?, write: @escaping @Sendable (Record) -> JSON
  ) {
    self.path = path
    self.key = key
    self.read = read
    self.write = write
  }

  /// The records. A file that is not there holds none; one that cannot be read is an error.
  func records() throws -> [Record] {
    guard let status = try Files.statusFollowingLinks(path) else { return [] }
    let cached = known.withLock { known -> [Record]? in
      known.size == status.size && known.modified == status.modified && known.inode == status.inode
        ? known.records : nil
    }
    if let cached { return cached }
    let records = try load()
    known.withLock { known in
      known = Known(size: status.size, modified: status.modified, inode: status.inode, records: records)
    }
    return records
  }

  /// Changes the records while no other process does.
  func change<Result>(_ body: (inout [Record]) throws -> Result) throws -> Result {
    try Files.makeFolders(path.parent, mode: 0o700)
    return try FileLock.wait(for: path.parent / ".\(path.name).lock").during {
      var records = Files.exists(path) ? try load() : []
      let result = try body(&records)
      let json: JSON = [key: .array(records.map(write))]
      try Files.writeAtomically(Array((json.pretty() + "\n").utf8), to: path, mode: 0o600)
      return result
    }
  }

  private func load() throws -> [Record] {
    let bytes = try Files.read(path, limit: 64 << 20)
    guard let entries = (try? JSON(parsing: bytes))?[key]?.array else { throw unreadable() }
    return try entries.map { entry in
      guard let record = read(entry) else { throw unreadable() }
      return record
    }
  }

  private func unreadable() -> AccessError {
    AccessError(
      .unreadable, path.string, "it does not hold '\(key)' as this version writes them",
      advice: "mend it, or remove it to begin anew")
  }
}
