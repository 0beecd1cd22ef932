import ManentCatalog
import ManentCore
import ManentFormats
import ManentRecords

extension LLMReader {
  /// The thread of that id in the tables since 0.32, as a tree of all its turns; `nil` when there is none.
  func thread(_ id: String) throws -> ForeignChat? {
    guard has("threads", "id", "name"), has("turns", "id", "thread_id", "tip_message_hash"),
      has("messages", "hash", "parent_hash", "role"),
      let name = try database.rows(
        "SELECT name FROM threads WHERE id = ?", .text(id), read: { $0.isNull(0) ? nil : $0.text(0) }
      ).first
    else { return nil }
    var chat = ForeignChat(source: "llm", key: id, messages: [])
    chat.title = name
    var known: Set<String> = []
    for turn in try turns(of: id) {
      var added = try chain(to: turn.tip, unless: &known)
      for index in added.indices { added[index].time = turn.time }
      // The last message of a turn is the answer.
      if let last = added.indices.last, added[last].role == .assistant {
        added[last].model = turn.model
        added[last].usage = turn.usage
        if let details = turn.details.object {
          for (key, value) in details.entries { added[last].metadata[key] = value }
        }
      }
      chat.messages += added
    }
    return chat
  }

  private struct LoggedTurn {
    var tip: String?
    var model: String?
    var time: Timestamp?
    var usage: JSON?
    var details: JSON
  }

  private func turns(of thread: String) throws -> [LoggedTurn] {
    func column(_ name: String) -> String { self.column(name, of: "turns") }
    return try database.rows(
      """
      SELECT tip_message_hash, coalesce(\(column("resolved_model")), \(column("model"))), \(column("datetime_utc")),
        \(column("input_tokens")), \(column("output_tokens")), \(column("options_json")), \(column("duration_ms")), id
      FROM turns WHERE thread_id = ? ORDER BY 3, id
      """, .text(thread)
    ) { row in
      var details: JSONObject = ["id": .string(row.text(7))]
      if let options = try? JSON(parsing: row.text(5)), options.object?.isEmpty == false {
        details["options"] = options
      }
      if !row.isNull(6) { details["duration_ms"] = JSON(row.integer(6)) }
      return LoggedTurn(
        tip: row.isNull(0) ? nil : row.text(0), model: row.isNull(1) ? nil : row.text(1),
        time: ForeignTime.time(.string(row.text(2))),
        usage: Self.usage(input: row.isNull(3) ? nil : row.integer(3), output: row.isNull(4) ? nil : row.integer(4)),
        details: .object(details))
    }
  }

  /// The messages that lead to one, the first one first, without those that are known; they are known from then on.
  private func chain(to tip: String?, unless known: inout Set<String>) throws -> [ForeignChat.Message] {
    var chain: [ForeignChat.Message] = []
    var next = tip
    while let hash = next, known.insert(hash).inserted {
      guard
        let (parent, name) = try database.rows(
          "SELECT parent_hash, role FROM messages WHERE hash = ?", .text(hash),
          read: { ($0.isNull(0) ? nil : $0.text(0), $0.text(1)) }
        ).first
      else { break }
      let role = Message.Role(rawValue: name)
      var message = ForeignChat.Message(key: hash, parent: parent, role: role ?? .tool, content: "")
      if role == nil { message.metadata["role"] = .string(name) }
      try complete(&message)
      chain.append(message)
      next = parent
    }
    return chain.reversed()
  }

  /// Adds what the parts of a message say.
  private func complete(_ message: inout ForeignChat.Message) throws {
    guard has("parts", "message_hash", "position", "type", "text", "payload") else { return }
    let parts = try database.rows(
      "SELECT type, text, payload FROM parts WHERE message_hash = ? ORDER BY position", .text(message.key),
      read: { ($0.text(0), $0.isNull(1) ? nil : $0.text(1), $0.text(2)) })
    var texts: [String] = []
    var others: [String: [JSON]] = [:]
    for (kind, literal, text) in parts {
      var payload = (text.isEmpty ? nil : try? JSON(parsing: text).object) ?? [:]
      let words = try literal ?? payload["text"]?.string ?? referenced(payload["text_ref"])
      for key in ["text", "text_ref"] { payload[key] = nil }
      switch kind {
      case "text": texts.append(words)
      case "reasoning":
        if !words.isEmpty { payload["text"] = .string(words) }
        others["reasoning", default: []].append(.object(payload))
      case "tool_result":
        texts.append(payload["output"]?.string ?? words)
        payload["output"] = nil
        others["tool_results", default: []].append(.object(payload))
      case "tool_call": others["tool_calls", default: []].append(.object(payload))
      case "attachment":
        let attachment = try attachment(payload["attachment"]?["id"]?.string) ?? .object(payload)
        others["attachments", default: []].append(attachment)
      default:
        if !words.isEmpty { texts.append(words) }
        others[kind, default: []].append(.object(payload))
      }
    }
    message.content = texts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    for (kind, values) in others.sorted(by: { $0.key < $1.key }) { message.metadata[kind] = .array(values) }
  }

  /// A text that is made of fragments and of words between them.
  private func referenced(_ pieces: JSON?) throws -> String {
    try (pieces?.array ?? []).map { piece in
      if let words = piece["literal"]?.string { return words }
      return try piece["fragment"]?.int.flatMap(fragment) ?? ""
    }.joined()
  }

  private func attachment(_ id: String?) throws -> JSON? {
    guard let id, has("attachments", "id", "type", "path", "url") else { return nil }
    return try database.rows("SELECT type, path, url FROM attachments WHERE id = ?", .text(id)) { row -> JSON in
      var object: JSONObject = ["id": .string(id)]
      for (index, key) in ["type", "path", "url"].enumerated() where !row.isNull(Int32(index)) {
        object[key] = .string(row.text(Int32(index)))
      }
      return .object(object)
    }.first
  }
}
