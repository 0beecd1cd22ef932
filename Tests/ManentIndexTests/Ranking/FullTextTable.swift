import CSQLite
import ManentIndex

/// The full-text table as the catalog has it, in memory.
final class FullTextTable: Vocabulary {
  struct Failure: Error {
    var message: String
  }

  private let database: OpaquePointer
  let chunkCount: Int

  init(_ chunks: [String]) throws {
    var handle: OpaquePointer?
    guard sqlite3_open(":memory:", &handle) == SQLITE_OK, let handle else { throw Failure(message: "sqlite3_open") }
    database = handle
    chunkCount = chunks.count
    _ = try rows("CREATE VIRTUAL TABLE chunk_terms USING fts5(terms, content='', tokenize='\(Terms.tokenizer)')")
    _ = try rows("CREATE VIRTUAL TABLE chunk_vocabulary USING fts5vocab(chunk_terms, row)")
    for (row, chunk) in chunks.enumerated() {
      _ = try rows("INSERT INTO chunk_terms(rowid, terms) VALUES(?, ?)", "\(row)", Terms.indexText(chunk))
    }
  }

  deinit {
    sqlite3_close(database)
  }

  func rows(_ sql: String, _ values: String...) throws -> [[String]] {
    var prepared: OpaquePointer?
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    guard sqlite3_prepare_v2(database, sql, -1, &prepared, nil) == SQLITE_OK, let statement = prepared else {
      throw Failure(message: String(cString: sqlite3_errmsg(database)))
    }
    defer { sqlite3_finalize(statement) }
    for (place, value) in values.enumerated() {
      sqlite3_bind_text(statement, Int32(place + 1), value, Int32(value.utf8.count), transient)
    }
    var rows: [[String]] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        rows.append((0..<sqlite3_column_count(statement)).map { String(cString: sqlite3_column_text(statement, $0)) })
      case SQLITE_DONE: return rows
      default: throw Failure(message: String(cString: sqlite3_errmsg(database)))
      }
    }
  }

  func chunks(containing term: String) throws -> Int {
    try rows("SELECT doc FROM chunk_vocabulary WHERE term = ?", term).first.flatMap { Int($0[0]) } ?? 0
  }

  func terms(from lower: String, to upper: String) throws -> [(term: String, chunks: Int)] {
    try rows("SELECT term, doc FROM chunk_vocabulary WHERE term >= ? AND term < ?", lower, upper)
      .map { ($0[0], Int($0[1]) ?? 0) }
  }

  /// The rows that a question finds, best first.
  func search(_ plan: QueryPlan) throws -> [Int] {
    guard let expression = plan.matchExpression else { return [] }
    return try rows("SELECT rowid FROM chunk_terms WHERE chunk_terms MATCH ? ORDER BY rank", expression)
      .compactMap { Int($0[0]) }
  }
}
