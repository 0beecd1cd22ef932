import ManentCatalog
import ManentCore
import ManentFormats

extension LLMReader {
  /// Calls `body` with each conversation of the tables until 0.31.
  func forEachConversation(_ body: (ForeignChat) throws -> Void) throws {
    let extras = try Extras(of: self)
    func column(_ name: String) -> String { self.column(name, of: "responses") }
    let names = has("conversations", "id", "name")
    let sql = """
      SELECT coalesce(\(column("conversation_id")), responses.id), responses.id, prompt, response, \(column("system")),
        coalesce(\(column("resolved_model")), \(column("model"))), \(column("datetime_utc")), \(column("input_tokens")),
        \(column("output_tokens")), \(column("options_json")), \(column("reasoning")), \(column("duration_ms")),
        \(names ? "conversations.name" : "NULL")
      FROM responses
      \(names ? "LEFT JOIN conversations ON conversations.id = \(column("conversation_id"))" : "")
      ORDER BY 1, 7, 2
      """
    var chat: ForeignChat?
    let statement = try database.prepare(sql)
    while try statement.step() {
      let row = statement
      if chat?.key != row.text(0) {
        if let chat { try body(chat) }
        chat = ForeignChat(source: "llm", key: row.text(0), messages: [])
        chat?.title = row.isNull(12) ? nil : row.text(12)
      }
      var turn = Turn(
        id: row.text(1), prompt: row.text(2), response: row.text(3), system: row.text(4), model: row.text(5),
        time: ForeignTime.time(.string(row.text(6))))
      turn.usage = Self.usage(input: row.isNull(7) ? nil : row.integer(7), output: row.isNull(8) ? nil : row.integer(8))
      if let options = try? JSON(parsing: row.text(9)), options.object?.isEmpty == false {
        turn.answer["options"] = options
      }
      if !row.text(10).isEmpty { turn.answer["reasoning"] = .string(row.text(10)) }
      if !row.isNull(11) { turn.answer["duration_ms"] = JSON(row.integer(11)) }
      try extras.complete(&turn)
      chat?.append(turn)
    }
    if let chat { try body(chat) }
  }

  /// Tokens as messages record them.
  static func usage(input: Int?, output: Int?) -> JSON? {
    guard input != nil || output != nil else { return nil }
    var usage: JSONObject = [:]
    if let input { usage["input_tokens"] = JSON(input) }
    if let output { usage["output_tokens"] = JSON(output) }
    return .object(usage)
  }

  /// What other tables say of responses.
  private struct Extras {
    private let reader: LLMReader
    private var fragments: [String: [Int]] = [:]
    private var systemFragments: [String: [Int]] = [:]
    private var attachments: [String: [JSON]] = [:]
    private var calls: [String: [JSON]] = [:]
    private var results: [String: [JSON]] = [:]

    init(of reader: LLMReader) throws {
      self.reader = reader
      fragments = try Self.fragments("prompt_fragments", reader)
      systemFragments = try Self.fragments("system_fragments", reader)
      if reader.has("prompt_attachments", "response_id", "attachment_id", "order"), reader.has("attachments", "id") {
        attachments = try Self.objects(
          """
          SELECT p.response_id, a.id, \(reader.column("type", of: "attachments", as: "a")),
            \(reader.column("path", of: "attachments", as: "a")), \(reader.column("url", of: "attachments", as: "a"))
          FROM prompt_attachments p JOIN attachments a ON a.id = p.attachment_id ORDER BY p.response_id, p."order"
          """, ["id", "type", "path", "url"], reader)
      }
      for (table, text) in [("tool_calls", "arguments"), ("tool_results", "output")]
      where reader.has(table, "id", "response_id", "name", text) {
        let found = try Self.objects(
          """
          SELECT response_id, name, \(text), \(reader.column("tool_call_id", of: table)),
            \(reader.column("exception", of: table)) FROM \(table) ORDER BY response_id, id
          """, ["name", text, "tool_call_id", "exception"], reader)
        if text == "output" { results = found } else { calls = found }
      }
    }

    /// Adds what is known of a turn.
    func complete(_ turn: inout Turn) throws {
      let texts = try (fragments[turn.id] ?? []).compactMap(reader.fragment)
      if !texts.isEmpty { turn.prompt = (texts + (turn.prompt.isEmpty ? [] : [turn.prompt])).joined(separator: "\n") }
      let systems = try (systemFragments[turn.id] ?? []).compactMap(reader.fragment)
      if !systems.isEmpty {
        turn.system = (systems + (turn.system.isEmpty ? [] : [turn.system])).joined(separator: "\n")
      }
      if let found = attachments[turn.id] { turn.question["attachments"] = .array(found) }
      if let found = results[turn.id] { turn.question["tool_results"] = .array(found) }
      if let found = calls[turn.id] { turn.answer["tool_calls"] = .array(found) }
    }

    private static func fragments(_ table: String, _ reader: LLMReader) throws -> [String: [Int]] {
      guard reader.has(table, "response_id", "fragment_id", "order"), reader.has("fragments", "id", "content") else {
        return [:]
      }
      var found: [String: [Int]] = [:]
      let rows = try reader.database.rows(
        "SELECT response_id, fragment_id FROM \(table) ORDER BY response_id, \"order\"",
        read: { ($0.text(0), $0.integer(1)) })
      for (response, fragment) in rows { found[response, default: []].append(fragment) }
      return found
    }

    /// Rows as objects by their first column; texts that are JSON are kept as text.
    private static func objects(_ sql: String, _ keys: [String], _ reader: LLMReader) throws -> [String: [JSON]] {
      var found: [String: [JSON]] = [:]
      let statement = try reader.database.prepare(sql)
      while try statement.step() {
        var object: JSONObject = [:]
        for (index, key) in keys.enumerated() where !statement.isNull(Int32(index + 1)) {
          object[key] = .string(statement.text(Int32(index + 1)))
        }
        found[statement.text(0), default: []].append(.object(object))
      }
      return found
    }
  }

  /// The text of a fragment, which many messages may share.
  func fragment(_ id: Int) throws -> String? {
    guard has("fragments", "id", "content") else { return nil }
    return try database.rows("SELECT content FROM fragments WHERE id = ?", Value(id), read: { $0.text(0) }).first
  }
}
