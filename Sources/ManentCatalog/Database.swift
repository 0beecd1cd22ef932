internal import CSQLite
public import ManentCore

/// One connection to an SQLite database. Used by one thread at a time.
public final class Database {
  /// Where the database is; `:memory:` for one that is nowhere.
  public let path: Path
  let handle: OpaquePointer
  private var statements: [String: Statement] = [:]
  private let gate: Gate

  /// Opens a database, and makes an empty one where there is none.
  ///
  /// It is kept in write-ahead mode, so that readers do not wait for a writer; a lock held by another process is
  /// waited for during ten seconds.
  public init(opening path: Path) throws(CatalogError) {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      path.string, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      let message = String(cString: opened == nil ? sqlite3_errstr(code) : sqlite3_errmsg(opened))
      sqlite3_close_v2(opened)
      throw CatalogError(code: .init(rawValue: code & 0xFF), call: "sqlite3_open_v2", message: message, path: path)
    }
    self.path = path
    gate = path.string == ":memory:" ? Gate() : .named(path.string)
    handle = opened
    sqlite3_extended_result_codes(opened, 0)
    sqlite3_busy_timeout(opened, 10_000)
    sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, 256 << 20)
    try check(manent_sqlite_harden(opened), "sqlite3_db_config")
    hearInterruption()
    try execute(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456")
  }

  /// Opens a database that somebody else has made, for reading alone: nothing of it changes, and no file appears beside
  /// it unless its owner is writing to it now.
  ///
  /// What its schema may run is held to what is harmless, as SQLite advises for files from strangers.
  public init(reading path: Path) throws(CatalogError) {
    // A database in write-ahead mode that nobody has open would get files beside it.
    let header = try? Files.read(path, range: 18..<20)
    let isSettled = header?.first == 2 && !Files.exists(Path(path.string + "-wal"))
    let name = "file:" + Self.escaped(path.string) + (isSettled ? "?immutable=1" : "")
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(name, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      let message = String(cString: opened == nil ? sqlite3_errstr(code) : sqlite3_errmsg(opened))
      sqlite3_close_v2(opened)
      throw CatalogError(code: .init(rawValue: code & 0xFF), call: "sqlite3_open_v2", message: message, path: path)
    }
    self.path = path
    gate = path.string == ":memory:" ? Gate() : .named(path.string)
    handle = opened
    sqlite3_busy_timeout(opened, 10_000)
    sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, 256 << 20)
    try check(manent_sqlite_harden(opened), "sqlite3_db_config")
    hearInterruption()
    try execute("PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA mmap_size=0")
  }

  /// Ends a query that runs for long when the user asks to stop; it fails with `CatalogError.Code.interrupted`. What is
  /// being written is written to its end.
  private func hearInterruption() {
    let stops: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { database in
      guard Interruption.isRequested, let database else { return 0 }
      return sqlite3_txn_state(OpaquePointer(database), "main") == SQLITE_TXN_WRITE ? 0 : 1
    }
    sqlite3_progress_handler(handle, 100_000, stops, UnsafeMutableRawPointer(handle))
  }

  /// A path as a URI takes it.
  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      let isPlain =
        byte == 0x2F || byte == 0x2E || byte == 0x2D || byte == 0x5F || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + byte.padded(to: 2, radix: 16)
    }.joined()
  }

  deinit {
    for statement in statements.values { statement.finalize() }
    sqlite3_close_v2(handle)
  }

  /// Runs statements that give no rows.
  public func execute(_ sql: String) throws(CatalogError) {
    try check(sqlite3_exec(handle, sql, nil, nil, nil), "sqlite3_exec")
  }

  /// A statement ready to be bound and stepped; it is compiled once and handed out again for the same text.
  public func prepare(_ sql: String) throws(CatalogError) -> Statement {
    if let statement = statements[sql] {
      statement.reset()
      return statement
    }
    var compiled: OpaquePointer?
    try check(
      sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, nil), "sqlite3_prepare_v3")
    guard let compiled else {
      throw CatalogError(
        code: .init(rawValue: SQLITE_MISUSE), call: "sqlite3_prepare_v3", message: "empty statement", path: path)
    }
    let statement = Statement(compiled, of: self)
    statements[sql] = statement
    return statement
  }

  /// Runs one statement with values in the places of its question marks.
  public func run(_ sql: String, _ values: Value...) throws(CatalogError) {
    let statement = try prepare(sql)
    try statement.bind(values)
    while try statement.step() {}
  }

  /// The rows of a query, each made into a value.
  public func rows<Row>(_ sql: String, _ values: Value..., read: (Statement) -> Row) throws(CatalogError) -> [Row] {
    let statement = try prepare(sql)
    try statement.bind(values)
    var rows: [Row] = []
    while try statement.step() { rows.append(read(statement)) }
    return rows
  }

  /// Runs `body` as one transaction that takes the write lock at once; an error takes all of it back.
  public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    // A transaction inside another one is a part of it.
    guard sqlite3_get_autocommit(handle) != 0 else { return try body() }
    // SQLite has who waits look again and again; threads of this process take turns without that.
    return try gate.during { try transactionOfItsOwn(body) }
  }

  private func transactionOfItsOwn<Result>(_ body: () throws -> Result) throws -> Result {
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // SQLite itself has rolled back already after some errors (a full disk); then this one has nothing to do.
      if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// The row that was added last.
  var lastRow: Int { Int(sqlite3_last_insert_rowid(handle)) }

  /// Whether a transaction is under way.
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Runs `body`, which only reads, as one transaction; inside another one it is a part of that.
  func reading<Result>(_ body: () throws -> Result) throws -> Result {
    guard sqlite3_get_autocommit(handle) != 0 else { return try body() }
    try execute("BEGIN")
    defer { try? execute("COMMIT") }
    return try body()
  }

  /// Turns a result code other than success into an error that names the call.
  func check(_ code: Int32, _ call: String) throws(CatalogError) {
    guard code != SQLITE_OK else { return }
    throw CatalogError(
      code: .init(rawValue: code & 0xFF), call: call, message: String(cString: sqlite3_errmsg(handle)), path: path)
  }
}
