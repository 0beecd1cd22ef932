import ManentCatalog
import ManentCore
import ManentFormats
import ManentRecords

/// Reads the log of Simon Willison's `llm`: `logs.db`.
///
/// Until 0.31 a row of `responses` held a question and its answer, and `conversations` named what belongs together (in
/// the first versions `logs` or `log` with `chat_id`). Since 0.32 `messages` is a tree by content, `turns` tell what a
/// call added to it, and `threads` name what belongs together, with the ids that conversations had.
final class LLMReader {
  let database: Database
  private var columns: [String: Set<String>] = [:]

  init(_ path: Path) throws {
    database = try Database(reading: path)
    for table in try database.rows("SELECT name FROM sqlite_master WHERE type = 'table'", read: { $0.text(0) }) {
      let quoted = table.replacing("\"", with: "\"\"")
      columns[table] = Set(try database.rows("PRAGMA table_info(\"\(quoted)\")", read: { $0.text(1) }))
    }
    guard !columns.keys.filter({ ["log", "logs", "responses", "turns"].contains($0) }).isEmpty else {
      throw ImportError(.malformed, path.string, "an SQLite database, but not a log of llm")
    }
  }

  /// Whether the database has a table with these columns.
  func has(_ table: String, _ names: String...) -> Bool {
    columns[table].map { $0.isSuperset(of: names) } ?? false
  }

  /// A column for a query, or NULL where this version has none.
  func column(_ name: String, of table: String, as alias: String? = nil) -> String {
    let isThere = columns[table]?.contains(name) == true
    return isThere ? "\(alias ?? table).\"\(name)\"" : "NULL"
  }

  /// Calls `body` with each chat.
  func forEach(_ body: (ForeignChat) throws -> Void) throws {
    for table in ["log", "logs"] where has(table, "prompt", "response") { try forEachLog(table, body) }
    var seen: Set<String> = []
    if has("responses", "id", "prompt", "response") {
      try forEachConversation { chat in
        var chat = chat
        seen.insert(chat.key)
        if let thread = try thread(chat.key) { chat.continue(with: thread) }
        try body(chat)
      }
    }
    guard has("threads", "id"), has("turns", "id", "thread_id") else { return }
    for id in try database.rows("SELECT id FROM threads ORDER BY id", read: { $0.text(0) }) where !seen.contains(id) {
      if let thread = try thread(id) { try body(thread) }
    }
  }

  /// The tables of the first versions.
  private func forEachLog(_ table: String, _ body: (ForeignChat) throws -> Void) throws {
    let time = column("datetime_utc", of: table) + ", " + column("timestamp", of: table)
    // The first of all had no 'id'; where there is one, it is the 'rowid'.
    let group = "CAST(coalesce(\(column("chat_id", of: table)), \(table).rowid) AS TEXT)"
    let sql =
      "SELECT \(group), rowid, prompt, response, \(column("system", of: table)), \(column("model", of: table)), "
      + "coalesce(\(time)) FROM \(table) ORDER BY 1, rowid"
    var chat: ForeignChat?
    let statement = try database.prepare(sql)
    while try statement.step() {
      let row = statement
      let key = "logs \(row.text(0))"
      if chat?.key != key {
        if let chat { try body(chat) }
        chat = ForeignChat(source: "llm", key: key, messages: [])
      }
      let turn = Turn(
        id: row.text(1), prompt: row.text(2), response: row.text(3), system: row.text(4), model: row.text(5),
        time: ForeignTime.time(.string(row.text(6))))
      chat?.append(turn)
    }
    if let chat { try body(chat) }
  }

  /// A question and its answer.
  struct Turn {
    var id: String
    var prompt: String
    var response: String
    var system: String
    var model: String
    var time: Timestamp?
    var usage: JSON?
    var question: JSONObject = [:]
    var answer: JSONObject = [:]
  }
}

extension ForeignChat {
  /// Adds a question and its answer to a chat without branches.
  mutating func append(_ turn: LLMReader.Turn) {
    func add(_ part: String, _ role: ManentRecords.Message.Role, _ text: String, _ metadata: JSONObject) {
      var metadata = metadata
      metadata["id"] = .string(turn.id)
      var message = Message(
        key: "\(turn.id) \(part)", parent: messages.last?.key, role: role, content: text, time: turn.time,
        metadata: metadata)
      if role == .assistant { (message.model, message.usage) = (turn.model.isEmpty ? nil : turn.model, turn.usage) }
      messages.append(message)
    }
    let before = messages.last { $0.role == .system }?.content ?? ""
    if !turn.system.isEmpty, turn.system != before { add("system", .system, turn.system, [:]) }
    if !turn.prompt.isEmpty || !turn.question.isEmpty { add("prompt", .user, turn.prompt, turn.question) }
    if !turn.response.isEmpty || !turn.answer.isEmpty { add("response", .assistant, turn.response, turn.answer) }
  }

  /// Goes on with what a later version of the program logged of the same conversation. It repeats what went before, so
  /// that of the old messages those are left out which the new ones say again.
  mutating func `continue`(with later: ForeignChat) {
    var said: [String: Int] = [:]
    for message in later.messages { said["\(message.role)\n\(message.content)", default: 0] += 1 }
    let old = messages.filter { message in
      let key = "\(message.role)\n\(message.content)"
      guard let count = said[key], count > 0 else { return true }
      said[key] = count - 1
      return false
    }
    var last: String?
    messages =
      old.map { message in
        var message = message
        message.parent = last
        last = message.key
        return message
      }
      + later.messages.map { message in
        var message = message
        if message.parent == nil { message.parent = last }
        return message
      }
    title = title ?? later.title
  }
}
