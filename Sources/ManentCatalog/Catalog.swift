public import ManentCore

/// The catalog of a workspace: an SQLite database of documents, passages, terms and chats.
///
/// It holds nothing that the files do not tell. It can be deleted at any time; one that is damaged or of another
/// version is replaced by an empty one, which the workspace fills again.
public final class Catalog {
  /// Raised whenever a table or the meaning of a column changes.
  static let version = 11

  /// The connection, for the extensions of this type.
  public let database: Database

  /// Passages that were asked for, during one reading.
  var places: [Int: PassagePlace] = [:]

  /// The message that was numbered last: its moment, and its number.
  var lastNumbered: (milliseconds: Int64, key: Int64)?

  init(_ database: Database) { self.database = database }

  /// Opens the catalog at `path`, or makes an empty one in the place of a missing, damaged or outdated one.
  ///
  /// - Parameters:
  ///   - path: the database.
  ///   - tokenizer: the `tokenize=` value of the full-text table; a change of it is a change of version.
  public static func open(at path: Path, tokenizer: String) throws(CatalogError) -> Catalog {
    if let catalog = try current(at: path, tokenizer: tokenizer) { return catalog }
    // Another process may have seen the same one, and have put a new one in its place by now.
    return try exclusively(at: path) { () throws(CatalogError) in
      if let catalog = try current(at: path, tokenizer: tokenizer) { return catalog }
      removeFiles(at: path)
      return try Catalog(making: Database(opening: path), tokenizer: tokenizer)
    }
  }

  /// Removes a catalog that turned out to be damaged; the next one that opens it makes a new one.
  public static func discard(at path: Path) throws(CatalogError) {
    try exclusively(at: path) { () throws(CatalogError) in removeFiles(at: path) }
  }

  /// The catalog at `path`, made if nothing is there; `nil` for a damaged or outdated one.
  private static func current(at path: Path, tokenizer: String) throws(CatalogError) -> Catalog? {
    do throws(CatalogError) {
      let database = try Database(opening: path)
      if try database.rows("PRAGMA user_version", read: { $0.integer(0) }) == [version] {
        return try isCurrent(database, tokenizer: tokenizer) ? Catalog(database) : nil
      }
      guard try database.rows("SELECT count(*) FROM sqlite_schema", read: { $0.integer(0) }) == [0] else { return nil }
      return try Catalog(making: database, tokenizer: tokenizer)
    } catch {
      guard error.needsRebuild else { throw error }
      return nil
    }
  }

  /// Whether a database is a catalog of this version.
  static func isCurrent(_ database: Database, tokenizer: String) throws(CatalogError) -> Bool {
    guard try database.rows("PRAGMA user_version", read: { $0.integer(0) }) == [version] else { return false }
    guard try hasOwnTables(database, tokenizer: tokenizer) else { return false }
    return try database.rows("SELECT value FROM facts WHERE key = 'tokenizer'", read: { $0.text(0) }) == [tokenizer]
  }

  private static func removeFiles(at path: Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] { try? Files.remove(Path(path.string + suffix)) }
  }

  /// Runs `body` while no other process replaces the catalog.
  private static func exclusively<Result>(
    at path: Path, _ body: () throws(CatalogError) -> Result
  ) throws(CatalogError) -> Result {
    // Where no lock can be made (a full disk), nothing can be replaced by anybody either.
    try? Files.makeFolders(path.parent / "locks")
    let lock = try? FileLock.wait(for: path.parent / "locks" / "catalog")
    let result = try body()
    _ = consume lock
    return result
  }

  convenience init(making database: Database, tokenizer: String) throws(CatalogError) {
    self.init(database)
    do {
      try database.transaction {
        // Another process may have made the tables while this one waited for the lock.
        let tables = try database.rows("SELECT count(*) FROM sqlite_schema", read: { $0.integer(0) })
        guard tables == [0] else { return }
        try database.execute(Self.tables(tokenizer: tokenizer))
        try setFact("tokenizer", to: tokenizer)
        try database.execute("PRAGMA user_version = \(Self.version)")
      }
    } catch let error as CatalogError {
      throw error
    } catch {
      throw CatalogError(code: .inputOutput, call: "transaction", message: "\(error)", path: database.path)
    }
  }

  /// Runs `body` as one transaction; an error takes all of it back.
  public func transaction<Result>(_ body: () throws -> Result) throws -> Result { try database.transaction(body) }

  /// Runs `body`, which only reads, as one transaction: all of it sees one state, and the lock is taken once.
  public func reading<Result>(_ body: () throws -> Result) throws -> Result {
    places = [:]
    return try database.reading(body)
  }

  /// A fact that the workspace keeps beside the rows, such as the commit that they were read from.
  public func fact(_ key: String) throws(CatalogError) -> String? {
    try database.rows("SELECT value FROM facts WHERE key = ?", .text(key), read: { $0.text(0) }).first
  }

  /// Keeps a fact, or forgets it.
  public func setFact(_ key: String, to value: String?) throws(CatalogError) {
    if let value {
      try database.run("INSERT OR REPLACE INTO facts(key, value) VALUES(?, ?)", .text(key), .text(value))
    } else {
      try database.run("DELETE FROM facts WHERE key = ?", .text(key))
    }
  }

  /// Whether SQLite finds the file sound (`PRAGMA quick_check`); its complaints otherwise.
  public func complaints() throws(CatalogError) -> [String] {
    do throws(CatalogError) {
      return try database.rows("PRAGMA quick_check", read: { $0.text(0) }).filter { $0 != "ok" }
    } catch {
      guard error.needsRebuild else { throw error }
      return [error.message]
    }
  }
}
