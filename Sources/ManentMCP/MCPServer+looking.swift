import ManentCatalog
import ManentChat
import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentHistory
import ManentIndex
import ManentPlugins
import ManentRecords
import ManentUpkeep
import ManentWorkspace

extension MCPServer {
  func search(_ input: JSONObject) throws -> JSON {
    let query = input["query"]?.string ?? ""
    let place = input["in"]?.string ?? "all"
    let limit = input["limit"]?.int ?? 10
    var results: [JSON] = []
    if place != "chats" {
      results += try workspace.find(query, limit: limit).telling.map { passage in
        let address = Self.address(document: passage.document)
        return [
          "id": .string("document:\(passage.document)"), "kind": "document", "title": .string(passage.document),
          "url": .string(address), "text": .string(passage.text), "blob": .string(passage.blob.description),
          "start": JSON(passage.range.lowerBound), "end": JSON(passage.range.upperBound),
          "score": JSON((passage.score * 10_000).rounded() / 10_000),
        ]
      }
    }
    if place != "documents" { results += try messages(query, limit: limit) }
    return ["results": .array(results)]
  }

  /// Messages that fit, best first.
  private func messages(_ text: String, limit: Int) throws -> [JSON] {
    let query = try MessageQuery(text)
    guard !query.isEmpty else { return [] }
    return try workspace.messages(matching: query, limit: limit).map { found in
      [
        "id": .string("chat:\(found.chat.id)"), "kind": "message", "title": .string(found.chat.title),
        "url": .string("manent://chats/\(found.chat.id)"), "text": .string(found.excerpt.text),
        "message": .string(found.message.id), "role": .string(found.message.role.rawValue),
        "score": JSON((found.score * 10_000).rounded() / 10_000),
      ]
    }
  }

  func fetch(_ id: String) throws -> JSON {
    if id.hasPrefix("chat:") {
      let chat = try workspace.chat(matching: String(id.dropFirst(5)))
      let text = try workspace.transcript(of: chat).messages.map { "\($0.role.rawValue): \($0.content)" }
        .joined(separator: "\n\n")
      return [
        "id": .string(id), "title": .string(chat.settings.title), "text": .string(text),
        "url": .string("manent://chats/\(chat.id)"), "metadata": ["kind": "chat"],
      ]
    }
    let name = id.hasPrefix("document:") ? String(id.dropFirst(9)) : id
    let (text, blob, _) = try workspace.text(ofDocument: name)
    return [
      "id": .string(id), "title": .string(name), "text": .string(String(decoding: text, as: UTF8.self)),
      "url": .string(Self.address(document: name)),
      "metadata": ["kind": "document", "blob": .string(blob.description)],
    ]
  }

  /// Answers from the documents; nothing of it is kept, for the chat is the client's.
  func ask(_ input: JSONObject, token: JSON?, progress: (JSON) throws -> Void) throws -> JSON {
    var request = TurnRequest(message: input["question"]?.string ?? "")
    request.destination = .new
    request.isKept = false
    request.topK = input["top_k"]?.int
    request.documents = input["documents"]?.string
    var pieces = 0
    let result = try Conversation(in: workspace, providers: providers).take(request) { piece in
      pieces += 1
      guard let token else { return }
      try progress([
        "jsonrpc": "2.0", "method": "notifications/progress",
        "params": ["progressToken": token, "progress": JSON(pieces), "message": .string(piece)],
      ])
    }
    let sources = result.message.sources.enumerated().map { index, source -> JSON in
      var object = source.json.object ?? [:]
      if result.passages.indices.contains(index) { object["text"] = .string(result.passages[index].text) }
      return .object(object)
    }
    return [
      "answer": .string(result.message.content),
      "answered": JSON(result.answered), "sources": .array(sources),
      "provider": result.message.provider.map(JSON.string) ?? .null,
    ]
  }

  func listDocuments(_ input: JSONObject) throws -> JSON {
    let limit = input["limit"]?.int ?? 100
    var rows = try workspace.documents()
    if let cursor = input["cursor"]?.string { rows = rows.filter { $0.name > cursor } }
    let part = rows.sorted { $0.name < $1.name }.prefix(limit)
    return [
      "documents": .array(
        part.map { row in
          var object: JSONObject = ["name": .string(row.name), "bytes": JSON(row.stamp.size)]
          if let problem = row.problem {
            object["problem"] = .string(problem)
          } else {
            object["blob"] = .string(row.blob.description)
          }
          return .object(object)
        }), "next_cursor": rows.count > limit ? part.last.map { .string($0.name) } ?? .null : .null,
    ]
  }

  func readDocument(_ input: JSONObject) throws -> JSON {
    let name = input["name"]?.string ?? ""
    let (text, blob, _) = try workspace.text(ofDocument: name)
    let start = min(text.count, input["start"]?.int ?? 0)
    let end = min(text.count, start + (input["length"]?.int ?? 50_000))
    return [
      "name": .string(name), "blob": .string(blob.description),
      "text": .string(String(decoding: text[start..<end], as: UTF8.self)), "start": JSON(start), "end": JSON(end),
      "bytes": JSON(text.count),
    ]
  }

  func listChats(_ input: JSONObject) throws -> JSON {
    let limit = input["limit"]?.int ?? 50
    var rows = try workspace.listedChats()
    if let tag = input["tag"]?.string { rows = rows.filter { $0.tags.contains(tag) } }
    if let cursor = input["cursor"]?.string {
      guard let mark = cursor.firstIndex(of: "~"), let time = Int64(cursor[..<mark]) else {
        throw BadInput(message: "'cursor' is none of this list")
      }
      let id = String(cursor[cursor.index(after: mark)...])
      rows = rows.filter { ($0.activity.milliseconds, $0.id) < (time, id) }
    }
    let part = rows.prefix(limit)
    return [
      "chats": .array(
        part.map { row in
          [
            "id": .string(row.id), "title": .string(row.title), "created_at": .string(row.created.description),
            "last_activity": .string(row.activity.description), "message_count": JSON(row.messages),
            "tags": .array(row.tags.map(JSON.string)),
          ]
        }),
      "next_cursor": rows.count > limit
        ? part.last.map { .string("\($0.activity.milliseconds)~\($0.id)") } ?? .null : .null,
    ]
  }

  func readChat(_ input: JSONObject) throws -> JSON {
    let chat = try workspace.chat(matching: input["id"]?.string ?? "")
    let transcript = try workspace.transcript(of: chat)
    let last = input["last"]?.int ?? 100
    return [
      "id": .string(chat.id), "title": .string(chat.settings.title),
      "tags": .array(chat.settings.tags.map(JSON.string)), "message_count": JSON(transcript.messages.count),
      "state": transcript.state,
      "messages": .array(
        transcript.messages.suffix(last).map { message in
          var object: JSONObject = [
            "id": .string(message.id), "role": .string(message.role.rawValue), "content": .string(message.content),
            "created_at": .string(message.createdAt.description),
          ]
          if let author = message.author { object["author"] = .string(author) }
          if !message.sources.isEmpty { object["sources"] = .array(message.sources.map(\.json)) }
          return .object(object)
        }),
    ]
  }

  func recentActivity(_ input: JSONObject) throws -> JSON {
    var request = Workspace.LogRequest()
    request.limit = input["limit"]?.int ?? 20
    var entries: [JSON] = []
    try workspace.log(request) { entries.append(LogJSON.value($0)) }
    return ["entries": .array(entries)]
  }

  /// The address of a document as a resource.
  static func address(document name: String) -> String {
    "manent://documents/" + name.split(separator: "/").map { Self.escaped($0) }.joined(separator: "/")
  }

  private static func escaped(_ part: Substring) -> String {
    part.utf8.reduce(into: "") { text, byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~".utf8.contains(byte)
      text +=
        isPlain ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }
}
