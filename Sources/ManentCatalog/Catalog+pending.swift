extension Catalog {
  /// A path that is being written, or was written and is not committed yet.
  public struct Pending: Sendable, Equatable {
    /// The path, relative to the workspace.
    public var path: String
    /// The process that writes it.
    public var process: Int32
  }

  /// The paths that are not committed yet, sorted.
  public func pending() throws(CatalogError) -> [Pending] {
    try database.rows("SELECT path, process FROM pending ORDER BY path") {
      Pending(path: $0.text(0), process: Int32(truncatingIfNeeded: $0.integer(1)))
    }
  }

  /// Notes paths that a process is about to write.
  public func addPending(_ paths: [String], process: Int32) throws(CatalogError) {
    for path in paths {
      try database.run(
        "INSERT OR REPLACE INTO pending(path, process) VALUES(?, ?)", .text(path), .integer(Int64(process)))
    }
  }

  /// Notes that what some processes wrote is committed, or was not written after all. A path that another process has
  /// noted since stays.
  public func removePending(_ entries: [Pending]) throws(CatalogError) {
    for entry in entries {
      try database.run(
        "DELETE FROM pending WHERE path = ? AND process = ?", .text(entry.path), .integer(Int64(entry.process)))
    }
  }

  /// Notes that paths which a process was about to write were not written after all.
  public func removePending(_ paths: [String], process: Int32) throws(CatalogError) {
    try removePending(paths.map { Pending(path: $0, process: process) })
  }
}
