import ManentCatalog
import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder) struct CatalogTests {
  private var path: Path { TemporaryFolder.current / "catalog.db" }

  private func open(_ tokenizer: String = "ascii") throws -> Catalog {
    try Catalog.open(at: path, tokenizer: tokenizer)
  }

  @Test func `What was written is there when the catalog is opened again`() throws {
    try open().setFact("a", to: "1")
    #expect(try open().fact("a") == "1")
    try open().setFact("a", to: nil)
    #expect(try open().fact("a") == nil)
    #expect(try open().complaints() == [])
  }

  @Test(arguments: [
    "garbage that is longer than the header of a database, so that it is read as one, and is none of it at all, no, no!!",
    "x", "SQLite format 3\0 and then nothing that makes sense to it, which is found out when the schema is first read.",
  ])
  func `A file that is no database is replaced by an empty catalog`(content: String) throws {
    try Files.writeNew(Array(content.utf8), to: path)
    let catalog = try open()
    #expect(try catalog.documents() == [])
    try catalog.setFact("a", to: "1")
    #expect(try open().fact("a") == "1")
  }

  @Test func `A catalog of another version is replaced`() throws {
    try open().setFact("a", to: "1")
    try Database(opening: path).execute("PRAGMA user_version = 99")
    #expect(try open().fact("a") == nil)
  }

  @Test(arguments: [
    "CREATE TRIGGER t AFTER INSERT ON pending BEGIN INSERT INTO facts VALUES('x', 'y'); END",
    "ALTER TABLE facts RENAME TO other; CREATE VIEW facts AS SELECT key, value FROM other",
    "CREATE TABLE more(a, b AS (hex(zeroblob(100000000))))", "CREATE INDEX more ON facts(upper(value))",
    "ALTER TABLE documents ADD COLUMN more TEXT DEFAULT 'x'", "CREATE TABLE 'terms_more'(a, b AS (upper(a)))",
    "DROP INDEX chats_by_id",
  ])
  func `A catalog with another schema is replaced`(change: String) throws {
    try open().setFact("a", to: "1")
    try Database(opening: path).execute(change)
    #expect(try open().fact("a") == nil)
    try open().setFact("a", to: "2")
    #expect(try open().fact("a") == "2")
  }

  @Test func `A catalog of another tokenizer is replaced`() throws {
    try open("ascii").setFact("a", to: "1")
    #expect(try open("trigram").fact("a") == nil)
    #expect(try open("trigram").fact("tokenizer") == "trigram")
  }

  @Test func `A catalog whose pages are damaged is replaced or complains`() throws {
    let catalog = try open()
    try catalog.transaction { for number in 0..<500 { try catalog.setFact("key \(number)", to: "value \(number)") } }
    try catalog.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    var bytes = try Files.read(path)
    for index in stride(from: 4096, to: bytes.count, by: 7) { bytes[index] = 0xA5 }
    let other = TemporaryFolder.current / "other.db"
    try Files.writeNew(bytes, to: other)
    let damaged = try Catalog.open(at: other, tokenizer: "ascii")
    try damaged.setFact("a", to: "1")
    #expect(try damaged.fact("a") == "1")
  }

  @Test func `A folder in the place of the catalog is an error that names it`() throws {
    try Files.makeFolders(path)
    let error = #expect(throws: CatalogError.self) { try open() }
    #expect(error?.code == .cannotOpen)
    #expect(error?.description == "cannot use the catalog \(path): unable to open database file (sqlite3_open_v2)")
  }

  @Test func `An error takes a whole transaction back, with those inside it`() throws {
    struct Stop: Error {}
    let catalog = try open()
    #expect(throws: Stop.self) {
      try catalog.transaction {
        try catalog.setFact("outer", to: "1")
        try catalog.transaction { try catalog.setFact("inner", to: "1") }
        throw Stop()
      }
    }
    #expect(try catalog.fact("outer") == nil)
    #expect(try catalog.fact("inner") == nil)
    try catalog.transaction { try catalog.transaction { try catalog.setFact("inner", to: "2") } }
    #expect(try catalog.fact("inner") == "2")
  }

  @Test func `A reading sees one state while another process writes`() throws {
    let (reader, writer) = (try open(), try open())
    try writer.setFact("a", to: "1")
    try reader.reading {
      #expect(try reader.fact("a") == "1")
      try writer.setFact("a", to: "2")
      #expect(try reader.fact("a") == "1")
    }
    #expect(try reader.fact("a") == "2")
  }

  @Test func `Wrong SQL is an error with the call and SQLite's words`() throws {
    let error = #expect(throws: CatalogError.self) { try open().database.run("SELECT nonsense") }
    #expect(error?.call == "sqlite3_prepare_v3")
    #expect(error?.message == "no such column: nonsense")
    #expect(error?.needsRebuild == false)
  }

  @Test func `Values come back as they were given`() throws {
    let database = try open().database
    let rows = try database.rows(
      "SELECT ?, ?, ?, ?, ?", .text("é\u{0}x"), .integer(.min), .real(0.5), nil, .utf8([])
    ) { ($0.text(0), $0.integer(1), $0.real(2), $0.isNull(3), $0.text(4), $0.isNull(4)) }
    #expect(rows.count == 1)
    #expect(rows[0].0 == "é\u{0}x")
    #expect(rows[0].1 == .min)
    #expect(rows[0].2 == 0.5)
    #expect(rows[0].3)
    #expect(rows[0].4 == "")
    #expect(!rows[0].5)
  }
}
