public import ManentCore

extension Catalog {
  /// What a folder of documents, or that of a day's chats, looked like when it was listed.
  public struct Folder: Sendable, Equatable {
    /// Its path: of documents relative to `documents/`, empty for that itself; of a day relative to the workspace.
    public var path: String
    /// Time of the last change of what is in it, in nanoseconds since 1970.
    public var modified: Int64
    /// Time of the last change of it or of what is in it, in nanoseconds since 1970.
    public var changed: Int64
    /// Its number on its device; 0 for one that has to be listed again.
    public var inode: UInt64

    /// A folder that was listed after the file system said this of it.
    ///
    /// - Parameter looked: when it said so, in nanoseconds since 1970. What comes into a folder within 20 ms of a change
    ///   of it may leave its times as they are, so that a folder changed just before has to be listed again.
    public init(path: String, _ status: FileStatus, looked: Int64) {
      self.path = path
      modified = status.modified
      changed = status.changed
      inode = status.changed + 20_000_000 <= looked ? status.inode : 0
    }

    fileprivate init(_ row: Statement) {
      path = row.text(0)
      modified = Int64(row.integer(1))
      changed = Int64(row.integer(2))
      inode = UInt64(bitPattern: Int64(row.integer(3)))
    }

    /// Whether a folder that looks like `status` holds the same entries as when it was listed.
    public func matches(_ status: FileStatus) -> Bool {
      status.kind == .folder && inode != 0 && status.inode == inode && status.modified == modified
        && status.changed == changed
    }
  }

  /// The folders that were listed.
  public func folders() throws(CatalogError) -> [Folder] {
    try database.rows("SELECT path, modified, changed, inode FROM folders", read: { Folder($0) })
  }

  /// The folder of that path, if it was listed.
  public func folder(_ path: String) throws(CatalogError) -> Folder? {
    try database.rows(
      "SELECT path, modified, changed, inode FROM folders WHERE path = ?", .text(path), read: { Folder($0) }
    ).first
  }

  /// Notes that folders were listed.
  public func put(_ folders: [Folder]) throws(CatalogError) {
    try put(folders, into: "folders")
  }

  /// Has folders listed again.
  public func forgetFolders(_ paths: some Sequence<String>) throws(CatalogError) {
    for path in paths { try database.run("DELETE FROM folders WHERE path = ?", .text(path)) }
  }

  /// Has all folders listed again.
  public func forgetFolders() throws(CatalogError) { try database.run("DELETE FROM folders") }

  /// The folders of days whose chats are all known, by their paths.
  public func days() throws(CatalogError) -> [String: Folder] {
    let rows = try database.rows("SELECT path, modified, changed, inode FROM days", read: { Folder($0) })
    return Dictionary(rows.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Notes that the folders of days were listed, and their chats are known.
  public func putDays(_ folders: [Folder]) throws(CatalogError) { try put(folders, into: "days") }

  private func put(_ folders: [Folder], into table: String) throws(CatalogError) {
    for folder in folders {
      try database.run(
        "INSERT OR REPLACE INTO \(table)(path, modified, changed, inode) VALUES(?, ?, ?, ?)", .text(folder.path),
        .integer(folder.modified), .integer(folder.changed), .integer(Int64(bitPattern: folder.inode)))
    }
  }

  /// Has the folders of days listed again.
  public func forgetDays(_ paths: some Sequence<String>) throws(CatalogError) {
    for path in paths { try database.run("DELETE FROM days WHERE path = ?", .text(path)) }
  }
}
