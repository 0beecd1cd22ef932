import ManentCore

/// The messages of all chats in full text.
///
/// `said` keeps the terms alone, not the texts: those are in the chats' files. Its rows are numbered by the time of the
/// message, so that the newest of many matches are found first and a span of time is a range of rows. FTS5 cannot take
/// a row out of such a table without its text, so that the row of a message that is gone stays, with no chat, and its
/// number is never given out again.
extension Catalog {
  /// Makes the messages of a chat what its files now hold: those that are known already are only told where they are.
  public func putMessages(of path: String, _ entries: [MessageEntry]) throws(CatalogError) {
    let chat = try number(ofChat: path)
    var known: [Int64: Int64] = [:]
    let rows = try database.rows("SELECT hash, id FROM messages WHERE chat = ?", .integer(chat)) {
      (hash: Int64($0.integer(0)), key: Int64($0.integer(1)))
    }
    for row in rows { known[row.hash] = row.key }
    var new: [MessageEntry] = []
    for entry in entries {
      if let key = known.removeValue(forKey: entry.hash) {
        try database.run(
          "UPDATE messages SET part = ?2, start = ?3, length = ?4 WHERE id = ?1 AND (part, start, length) != (?2, ?3, ?4)",
          .integer(key), Value(entry.part), Value(entry.range.lowerBound), Value(entry.range.count))
      } else {
        new.append(entry)
      }
    }
    // Words and their stems take the most of the time, and need no database.
    for start in stride(from: 0, to: new.count, by: Self.batch) {
      let entries = Array(new[start..<min(new.count, start + Self.batch)])
      let terms = Parallel.results(entries) { entry in
        Swift.Result { () throws(CatalogError) in try entry.terms() }
      }
      for (entry, terms) in zip(entries, terms) { try add(entry, terms, to: chat) }
    }
    for key in known.values { try database.run("UPDATE messages SET chat = NULL WHERE id = ?", .integer(key)) }
  }

  /// Takes in a message that was appended to a chat.
  public func addMessage(_ entry: MessageEntry, to path: String) throws(CatalogError) {
    try add(entry, nil, to: number(ofChat: path))
  }

  /// So many messages are taken in together.
  private static let batch = 256

  /// Forgets where the messages of a chat were, so that none is found any more.
  public func removeMessages(of path: String) throws(CatalogError) {
    try database.run(
      "UPDATE messages SET chat = NULL WHERE chat = (SELECT number FROM chat_numbers WHERE path = ?)", .text(path))
    try database.run("DELETE FROM chat_numbers WHERE path = ?", .text(path))
  }

  /// Calls `body` with the messages that are looked for, the newest first, until it says that this is enough.
  public func messages(_ search: MessageSearch, _ body: (MessagePlace) throws -> Bool) throws {
    var conditions: [String] = ["m.chat NOTNULL"]
    var values: [Value] = []
    let key = search.expression == nil ? "m.id" : "said.rowid"
    if let expression = search.expression {
      conditions.append("said MATCH ?")
      values.append(.text(expression))
    }
    if let without = search.without {
      conditions.append("\(key) NOT IN (SELECT rowid FROM said WHERE said MATCH ?)")
      values.append(.text(without))
    }
    if let since = search.since {
      conditions.append("\(key) >= ?")
      values.append(.integer(since.milliseconds))
    }
    if let until = search.until {
      conditions.append("\(key) < ?")
      values.append(.integer(until.milliseconds))
    }
    if let roles = search.roles {
      conditions.append("m.role IN (\(roles.sorted().map(String.init).joined(separator: ",")))")
    }
    if let chats = search.chats {
      let numbers = try database.rows("SELECT number, path FROM chat_numbers", read: { ($0.integer(0), $0.text(1)) })
        .filter { chats.contains($0.1) }.map(\.0)
      conditions.append("m.chat IN (SELECT value FROM json_each(?))")
      values.append(.text("[\(numbers.sorted().map(String.init).joined(separator: ","))]"))
    }
    let tables =
      search.expression == nil ? "messages AS m" : "said CROSS JOIN messages AS m ON m.id = said.rowid"
    let statement = try database.prepare(
      """
      SELECT \(key), c.path, m.part, m.start, m.length FROM \(tables) CROSS JOIN chat_numbers AS c ON c.number = m.chat
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(key) DESC
      """)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() {
      let start = statement.amount(3)
      let place = MessagePlace(
        key: Int64(statement.integer(0)), chat: statement.text(1), part: statement.amount(2),
        range: start..<start + statement.amount(4))
      guard try body(place) else { return }
    }
  }

  private func number(ofChat path: String) throws(CatalogError) -> Int64 {
    let find = "SELECT number FROM chat_numbers WHERE path = ?"
    if let number = try database.rows(find, .text(path), read: { $0.integer(0) }).first { return Int64(number) }
    try database.run("INSERT INTO chat_numbers(path) VALUES(?)", .text(path))
    return Int64(try database.rows("SELECT last_insert_rowid()", read: { $0.integer(0) }).first ?? 0)
  }

  private func add(
    _ entry: MessageEntry, _ terms: Swift.Result<[UInt8], CatalogError>?, to chat: Int64
  ) throws(CatalogError) {
    let moment = entry.created.milliseconds
    // One that is back again has its terms in place already.
    let gone = try database.rows(
      "SELECT id FROM messages WHERE hash = ? AND chat IS NULL AND id >= ? ORDER BY id LIMIT 1", .integer(entry.hash),
      .integer(moment), read: { Int64($0.integer(0)) })
    if let old = gone.first {
      return try database.run(
        "UPDATE messages SET chat = ?, part = ?, start = ?, length = ? WHERE id = ?", .integer(chat),
        Value(entry.part), Value(entry.range.lowerBound), Value(entry.range.count), .integer(old))
    }
    // Before anything is written: a message without its terms would never be found.
    let terms = if let terms { try terms.get() } else { try entry.terms() }
    // Those of the same moment follow each other, however many there are (an import without times).
    var key = moment
    if let last = lastNumbered, last.milliseconds == moment { key = last.key + 1 }
    while try !database.rows("SELECT 1 FROM messages WHERE id = ?", .integer(key), read: { _ in 0 }).isEmpty {
      key += 1
    }
    lastNumbered = (moment, key)
    try database.run(
      "INSERT INTO messages(id, chat, hash, role, part, start, length) VALUES(?, ?, ?, ?, ?, ?, ?)", .integer(key),
      .integer(chat), .integer(entry.hash), Value(entry.role), Value(entry.part), Value(entry.range.lowerBound),
      Value(entry.range.count))
    try database.run("INSERT INTO said(rowid, body) VALUES(?, ?)", .integer(key), .utf8(terms))
  }
}
