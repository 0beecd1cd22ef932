public import ManentCore

extension Catalog {
  /// All documents, by name.
  public func documents() throws(CatalogError) -> [DocumentRow] {
    try database.rows("SELECT \(Self.documentColumns) FROM documents ORDER BY name", read: Self.document).compactMap(
      \.self)
  }

  /// The document of that name.
  public func document(named name: String) throws(CatalogError) -> DocumentRow? {
    try database.rows(
      "SELECT \(Self.documentColumns) FROM documents WHERE name = ?", .text(name), read: Self.document
    ).first ?? nil
  }

  /// Adds a document, or replaces the one of the same name together with its passages; gives its row.
  @discardableResult public func put(_ document: DocumentRow) throws(CatalogError) -> Int {
    try removeDocument(named: document.name)
    try database.run(
      """
      INSERT INTO documents(name, blob, format, verbatim, size, modified, inode, checked, problem)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(document.name), .text(document.blob.description), .text(document.format),
      Value(document.isVerbatim ? 1 : 0),
      Value(document.stamp.size),
      .integer(document.stamp.modified), .integer(Int64(bitPattern: document.stamp.inode)),
      .integer(document.stamp.checked), Value(document.problem))
    return try database.rows("SELECT last_insert_rowid()", read: { $0.integer(0) }).first ?? 0
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
    let ids = try database.rows("SELECT id FROM documents WHERE name = ?", .text(name), read: { $0.integer(0) })
    for id in ids {
      try database.run(
        "DELETE FROM terms WHERE rowid IN (SELECT id FROM passages WHERE document = ?)", Value(id))
      try database.run("DELETE FROM passages WHERE document = ?", Value(id))
      try database.run("DELETE FROM documents WHERE id = ?", Value(id))
    }
  }

  /// Forgets all documents and passages, so that they are read again.
  public func removeAllDocuments() throws(CatalogError) {
    places = [:]
    for table in ["documents", "passages", "terms"] { try database.run("DELETE FROM \(table)") }
  }

  /// Adds a passage with the terms that it is found by.
  public func insert(_ passage: PassageRow, terms: [UInt8]) throws(CatalogError) {
    try database.run(
      "INSERT INTO passages(id, document, ordinal, start, end, line, page, context) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
      Value(passage.id),
      Value(passage.document), Value(passage.ordinal), Value(passage.range.lowerBound), Value(passage.range.upperBound),
      Value(passage.line), Value(passage.page), .text(passage.context))
    try database.run("INSERT INTO terms(rowid, body) VALUES(?, ?)", Value(passage.id), .utf8(terms))
  }

  /// The passages that hold one of the terms of an FTS5 expression, the best first by its `bm25`.
  ///
  /// - Parameters:
  ///   - expression: what FTS5 is to match.
  ///   - limit: at most how many.
  ///   - documents: the documents that they must be of; `nil` for all.
  public func passages(
    matching expression: String, limit: Int, in documents: Set<Int>? = nil
  ) throws(CatalogError) -> [Int] {
    guard let documents else {
      return try database.rows(
        "SELECT rowid FROM terms WHERE terms MATCH ? ORDER BY rank LIMIT ?", .text(expression), Value(limit)
      ) { $0.integer(0) }
    }
    let list = documents.sorted().map(String.init).joined(separator: ",")
    return try database.rows(
      """
      SELECT terms.rowid FROM terms JOIN passages ON passages.id = terms.rowid
      WHERE terms MATCH ? AND passages.document IN (SELECT value FROM json_each(?)) ORDER BY rank LIMIT ?
      """, .text(expression), .text("[\(list)]"), Value(limit)
    ) { $0.integer(0) }
  }

  /// How many passages hold a term.
  public func passageCount(containing term: String) throws(CatalogError) -> Int {
    try database.rows("SELECT doc FROM vocabulary WHERE term = ?", .text(term), read: { $0.integer(0) }).first ?? 0
  }

  /// The terms from `lower` up to but not including `upper`, at most 2,000 of them, and how many passages hold each.
  public func terms(from lower: String, to upper: String) throws(CatalogError) -> [(term: String, passages: Int)] {
    try database.rows(
      "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ? LIMIT 2000", .text(lower), .text(upper)
    ) { ($0.text(0), $0.integer(1)) }
  }

  /// The passage of that row, with its document.
  public func place(of row: Int) throws(CatalogError) -> PassagePlace? {
    if let known = places[row] { return known }
    let place =
      try database.rows(
        """
        SELECT d.id, d.name, d.blob, d.format, d.verbatim, d.size, d.modified, d.inode, d.checked, d.problem,
          p.id, p.document, p.ordinal, p.start, p.end, p.line, p.page, p.context
        FROM passages AS p JOIN documents AS d ON d.id = p.document WHERE p.id = ?
        """, Value(row)
      ) { row in Self.document(row).map { PassagePlace(passage: Self.passage(row, from: 10), document: $0) } }.first
      ?? nil
    places[row] = place
    return place
  }

  /// The passages of a document in their order.
  public func passages(of document: Int) throws(CatalogError) -> [PassageRow] {
    try database.rows(
      "SELECT id, document, ordinal, start, end, line, page, context FROM passages WHERE document = ? ORDER BY ordinal",
      Value(document), read: { Self.passage($0) })
  }

  /// How many passages there are.
  public func passageCount() throws(CatalogError) -> Int {
    try database.rows("SELECT count(*) FROM passages", read: { $0.integer(0) }).first ?? 0
  }

  /// One past the greatest row of a passage; 0 when there is none.
  public func passageEnd() throws(CatalogError) -> Int {
    try database.rows("SELECT coalesce(max(id) + 1, 0) FROM passages", read: { $0.integer(0) }).first ?? 0
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

  private static let documentColumns = "id, name, blob, format, verbatim, size, modified, inode, checked, problem"

  private static func document(_ row: Statement) -> DocumentRow? {
    guard let blob = BlobID(row.text(2)) else { return nil }
    let stamp = FileStamp(
      size: row.integer(5), modified: Int64(row.integer(6)), inode: UInt64(bitPattern: Int64(row.integer(7))),
      checked: Int64(row.integer(8)))
    return DocumentRow(
      id: row.integer(0), name: row.text(1), blob: blob, format: row.text(3), isVerbatim: row.integer(4) != 0,
      stamp: stamp, problem: row.isNull(9) ? nil : row.text(9))
  }

  private static func passage(_ row: Statement, from first: Int32 = 0) -> PassageRow {
    let (start, end) = (row.integer(first + 3), row.integer(first + 4))
    return PassageRow(
      id: row.integer(first), document: row.integer(first + 1), ordinal: row.integer(first + 2),
      range: start..<max(start, end), line: row.integer(first + 5),
      page: row.isNull(first + 6) ? nil : row.integer(first + 6), context: row.text(first + 7))
  }
}
