internal import CSQLite
public import ManentCore

extension Catalog {
  /// A catalog in memory that begins with what another one holds; an empty one where that is missing, damaged or
  /// outdated. What is written to it goes nowhere.
  ///
  /// - Parameters:
  ///   - path: the other database; it is only read.
  ///   - tokenizer: the `tokenize=` value of the full-text table.
  public static func passing(copyOf path: Path, tokenizer: String) throws(CatalogError) -> Catalog {
    if Files.exists(path), let copy = try? copy(of: path, tokenizer: tokenizer) { return copy }
    return try Catalog(making: Database(opening: ":memory:"), tokenizer: tokenizer)
  }

  /// A catalog for reading alone, as it is now; `nil` where it is missing, damaged or outdated. Nothing of it changes.
  public static func reading(_ path: Path, tokenizer: String) throws(CatalogError) -> Catalog? {
    guard Files.exists(path) else { return nil }
    let database = try Database(reading: path)
    return try isCurrent(database, tokenizer: tokenizer) ? Catalog(database) : nil
  }

  private static func copy(of path: Path, tokenizer: String) throws(CatalogError) -> Catalog? {
    let database = try Database(opening: ":memory:")
    try database.fill(from: Database(reading: path))
    guard try isCurrent(database, tokenizer: tokenizer) else { return nil }
    return Catalog(database)
  }
}

extension Database {
  /// Takes over all that another database holds (SQLite's online backup).
  fileprivate func fill(from other: Database) throws(CatalogError) {
    guard let backup = sqlite3_backup_init(handle, "main", other.handle, "main") else {
      return try check(sqlite3_errcode(handle), "sqlite3_backup_init")
    }
    let step = sqlite3_backup_step(backup, -1)
    try check(sqlite3_backup_finish(backup), "sqlite3_backup_finish")
    guard step == SQLITE_DONE else {
      throw CatalogError(code: .init(rawValue: step), call: "sqlite3_backup_step", message: "not copied", path: path)
    }
  }
}
