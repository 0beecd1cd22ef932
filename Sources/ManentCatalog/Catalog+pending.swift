extension Catalog {
  /// A path that is being written, or was written and is not committed yet.
  public struct Pending: Sendable, Equatable {
    /// The path, relative to the workspace.
    public var path: String
    /// The mark of the process that writes it; empty when nobody does any more.
    public var owner: String

    /// A path and who writes it.
    public init(path: String, owner: String) {
      self.path = path
      self.owner = owner
    }
  }

  /// The paths that are not committed yet, sorted.
  public func pending() throws(CatalogError) -> [Pending] {
    try database.rows("SELECT path, owner FROM pending ORDER BY path", read: Self.pending)
  }

  /// The paths below a folder that are not committed yet, sorted.
  public func pending(below folder: String) throws(CatalogError) -> [Pending] {
    // The character after the slash ends the range.
    try database.rows(
      "SELECT path, owner FROM pending WHERE path > ? AND path < ? ORDER BY path", .text(folder + "/"),
      .text(folder + "0"), read: Self.pending)
  }

  /// Those of some paths that are not committed yet.
  public func pending(among paths: Set<String>) throws(CatalogError) -> [Pending] {
    if paths.count > 1000 {
      // One look at all of them costs less than many at one each. SQLite tells spellings apart that are equal to Swift.
      return try pending().filter { entry in
        paths.firstIndex(of: entry.path).map { paths[$0].utf8.elementsEqual(entry.path.utf8) } ?? false
      }
    }
    var found: [Pending] = []
    for path in paths {
      found += try database.rows("SELECT path, owner FROM pending WHERE path = ?", .text(path), read: Self.pending)
    }
    return found
  }

  /// Notes paths that a process is about to write, or has written.
  public func addPending(_ paths: [String], owner: String) throws(CatalogError) {
    for path in paths {
      // What is noted already is not written again.
      try database.run(
        """
        INSERT INTO pending(path, owner) VALUES(?, ?)
        ON CONFLICT(path) DO UPDATE SET owner = excluded.owner WHERE owner <> excluded.owner
        """, .text(path), .text(owner))
    }
  }

  /// Notes that what some processes wrote is committed, or was not written after all. A path that another process has
  /// noted since stays.
  public func removePending(_ entries: [Pending]) throws(CatalogError) {
    for entry in entries {
      try database.run("DELETE FROM pending WHERE path = ? AND owner = ?", .text(entry.path), .text(entry.owner))
    }
  }

  /// Notes that paths which a process was about to write were not written after all.
  public func removePending(_ paths: [String], owner: String) throws(CatalogError) {
    try removePending(paths.map { Pending(path: $0, owner: owner) })
  }

  private static func pending(_ row: Statement) -> Pending { Pending(path: row.text(0), owner: row.text(1)) }
}
