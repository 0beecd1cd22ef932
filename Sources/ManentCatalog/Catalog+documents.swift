public import ManentCore

extension Catalog {
  /// All documents, by name.
  public func documents() throws(CatalogError) -> [DocumentRow] {
    try database.rows("SELECT \(Self.documentColumns) FROM documents ORDER BY name", read: Self.document).compactMap(
      \.self)
  }

  /// How many documents there are, and their bytes.
  public func documentFigures() throws(CatalogError) -> (count: Int, bytes: Int) {
    try database.rows("SELECT count(*), coalesce(sum(size), 0) FROM documents") { ($0.amount(0), $0.amount(1)) }
      .first ?? (0, 0)
  }

  /// The document of that name.
  public func document(named name: String) throws(CatalogError) -> DocumentRow? {
    try database.rows(
      "SELECT \(Self.documentColumns) FROM documents WHERE name = ?", .text(name), read: Self.document
    ).first ?? nil
  }

  /// The documents right in a folder, which is relative to `documents/`; empty for that itself.
  public func documents(inFolder folder: String) throws(CatalogError) -> [DocumentRow] {
    try database.rows(
      "SELECT \(Self.documentColumns) FROM documents WHERE folder = ?", .text(folder), read: Self.document
    ).compactMap(\.self)
  }

  /// Some documents in the order of their rows, from behind a row on.
  public func documents(after row: Int, limit: Int) throws(CatalogError) -> [(row: Int, name: String, stamp: FileStamp)]
  {
    try database.rows(
      "SELECT id, name, size, modified, inode, checked FROM documents WHERE id > ? ORDER BY id LIMIT ?", Value(row),
      Value(limit)
    ) { ($0.integer(0), $0.text(1), Self.stamp($0, from: 2)) }
  }

  /// Adds a document, or replaces the one of the same name together with its passages; gives its row.
  @discardableResult public func put(_ document: DocumentRow) throws(CatalogError) -> Int {
    try removeDocument(named: document.name)
    try database.run(
      """
      INSERT INTO documents(name, blob, format, verbatim, size, modified, inode, checked, problem, folder, first, passages)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(document.name), .text(document.blob.description), .text(document.format),
      Value(document.isVerbatim ? 1 : 0),
      Value(document.stamp.size),
      .integer(document.stamp.modified), .integer(Int64(bitPattern: document.stamp.inode)),
      .integer(document.stamp.checked), Value(document.problem), .text(document.folder),
      Value(document.passages.lowerBound), Value(document.passages.count))
    return database.lastRow
  }

  /// Notes that a document's content was read again and is the same.
  public func restamp(_ document: String, _ stamp: FileStamp) throws(CatalogError) {
    try database.run(
      "UPDATE documents SET size = ?, modified = ?, inode = ?, checked = ? WHERE name = ?", Value(stamp.size),
      .integer(stamp.modified), .integer(Int64(bitPattern: stamp.inode)), .integer(stamp.checked), .text(document))
  }

  /// Forgets a document and its passages. One that is not there is no error.
  public func removeDocument(named name: String) throws(CatalogError) {
    places = [:]
    let found = try database.rows("SELECT id, first, passages FROM documents WHERE name = ?", .text(name)) {
      (id: $0.integer(0), rows: $0.rows(1)..<$0.rows(1) + $0.rows(2))
    }
    for document in found {
      try database.run("DELETE FROM documents WHERE id = ?", Value(document.id))
      guard !document.rows.isEmpty else { continue }
      try database.run(
        "DELETE FROM passages WHERE id >= ? AND id < ?", Value(document.rows.lowerBound),
        Value(document.rows.upperBound))
      try noteGone(document.rows)
    }
  }

  /// Forgets all documents and passages, so that they are read again.
  public func removeAllDocuments() throws(CatalogError) {
    places = [:]
    for table in ["documents", "folders", "passages", "runs", "gone"] { try database.run("DELETE FROM \(table)") }
  }

  /// Adds a passage; the document tells which rows are its own.
  public func insert(_ passage: PassageRow) throws(CatalogError) {
    try database.run(
      "INSERT INTO passages(id, document, ordinal, start, end, line, page, context) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
      Value(passage.id),
      Value(passage.document), Value(passage.ordinal), Value(passage.range.lowerBound), Value(passage.range.upperBound),
      Value(passage.line), Value(passage.page), .text(passage.context))
  }

  /// The passage of that row, with its document.
  public func place(of row: Int) throws(CatalogError) -> PassagePlace? {
    if let known = places[row] { return known }
    let place =
      try database.rows(
        """
        SELECT d.id, d.name, d.blob, d.format, d.verbatim, d.size, d.modified, d.inode, d.checked, d.problem,
          d.first, d.passages, p.id, p.document, p.ordinal, p.start, p.end, p.line, p.page, p.context
        FROM passages AS p JOIN documents AS d ON d.id = p.document WHERE p.id = ?
        """, Value(row)
      ) { row in Self.document(row).map { PassagePlace(passage: Self.passage(row, from: 12), document: $0) } }.first
      ?? nil
    places[row] = place
    return place
  }

  /// The passages of a document in their order.
  public func passages(of document: Int) throws(CatalogError) -> [PassageRow] {
    try database.rows(
      """
      SELECT p.id, p.document, p.ordinal, p.start, p.end, p.line, p.page, p.context
      FROM documents AS d JOIN passages AS p ON p.id >= d.first AND p.id < d.first + d.passages
      WHERE d.id = ? ORDER BY p.id
      """, Value(document), read: { Self.passage($0) })
  }

  /// How many passages there are.
  public func passageCount() throws(CatalogError) -> Int {
    let sql = "SELECT coalesce(sum(min(passages, ?)), 0) FROM documents"
    return try database.rows(sql, Value(Statement.mostRows), read: { $0.amount(0) }).first ?? 0
  }

  /// One past the greatest row that a passage has or had; 0 when there was none.
  public func passageEnd() throws(CatalogError) -> Int {
    try database.rows(
      """
      SELECT max(coalesce((SELECT max(id) + 1 FROM passages), 0),
        coalesce((SELECT first + rows FROM runs ORDER BY first DESC LIMIT 1), 0))
      """, read: { $0.rows(0) }
    ).first ?? 0
  }

  /// What was copied from `path`, and what the file looked like then.
  public func source(_ path: Path) throws(CatalogError) -> (stamp: FileStamp, name: String, blob: String)? {
    try database.rows(
      "SELECT size, modified, inode, checked, name, blob FROM sources WHERE path = ?", .text(path.string)
    ) { row in
      (
        FileStamp(
          size: row.integer(0), modified: Int64(row.integer(1)), inode: UInt64(bitPattern: Int64(row.integer(2))),
          checked: Int64(row.integer(3))), row.text(4), row.text(5)
      )
    }.first
  }

  /// Notes what was copied from `path`.
  public func setSource(_ path: Path, stamp: FileStamp, name: String, blob: BlobID) throws(CatalogError) {
    try database.run(
      "INSERT OR REPLACE INTO sources(path, size, modified, inode, checked, name, blob) VALUES(?, ?, ?, ?, ?, ?, ?)",
      .text(path.string), Value(stamp.size), .integer(stamp.modified), .integer(Int64(bitPattern: stamp.inode)),
      .integer(stamp.checked), .text(name), .text(blob.description))
  }

  private static let documentColumns =
    "id, name, blob, format, verbatim, size, modified, inode, checked, problem, first, passages"

  private static func document(_ row: Statement) -> DocumentRow? {
    guard let blob = BlobID(row.text(2)) else { return nil }
    return DocumentRow(
      id: row.integer(0), name: row.text(1), blob: blob, format: row.text(3), isVerbatim: row.integer(4) != 0,
      stamp: stamp(row, from: 5), problem: row.isNull(9) ? nil : row.text(9),
      passages: row.rows(10)..<row.rows(10) + row.rows(11))
  }

  private static func stamp(_ row: Statement, from first: Int32) -> FileStamp {
    FileStamp(
      size: row.amount(first), modified: Int64(row.integer(first + 1)),
      inode: UInt64(bitPattern: Int64(row.integer(first + 2))), checked: Int64(row.integer(first + 3)))
  }

  private static func passage(_ row: Statement, from first: Int32 = 0) -> PassageRow {
    let (start, end) = (row.amount(first + 3), row.amount(first + 4))
    return PassageRow(
      id: row.integer(first), document: row.integer(first + 1), ordinal: row.amount(first + 2),
      range: start..<max(start, end), line: row.amount(first + 5),
      page: row.isNull(first + 6) ? nil : row.amount(first + 6), context: row.text(first + 7))
  }
}
