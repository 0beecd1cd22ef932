import ManentCatalog
import ManentChat
import ManentCore
import ManentFormats
import ManentHistory
import ManentPlugins
import ManentRecords

/// Values of the domain as clients of the server read them.
enum ServeJSON {
  /// A chat of a list.
  static func chat(_ row: ChatRow) -> JSON {
    [
      "id": .string(row.id), "title": .string(row.title), "created_at": .string(row.created.description),
      "last_activity": .string(row.activity.description), "message_count": JSON(row.messages),
      "tags": .array(row.tags.map(JSON.string)), "path": .string(row.path), "bytes": JSON(row.bytes),
    ]
  }

  /// The sources of an answer with their text, where the passages are known.
  static func sources(_ message: Message, _ passages: [Passage] = []) -> JSON {
    .array(
      message.sources.enumerated().map { index, source in
        guard var object = source.json.object else { return source.json }
        if passages.indices.contains(index) { object["text"] = .string(passages[index].text) }
        return .object(object)
      })
  }

  /// A session as the interface of sessions lists it.
  static func session(_ row: ChatRow) -> JSON {
    [
      "session_id": .string(row.id), "chat_name": .string(row.title), "created_at": .string(row.created.description),
      "last_activity": .string(row.activity.description), "message_count": JSON(row.messages),
      "exchanges": JSON((row.messages + 1) / 2), "tags": .array(row.tags.map(JSON.string)),
    ]
  }

  /// The messages of a session as its interface gives them.
  static func history(_ messages: [Message]) -> JSON {
    .array(
      messages.filter { [.user, .assistant].contains($0.role) }.map { message in
        [
          "sender": message.role == .user ? "Human" : "AI", "content": .string(message.content),
          "timestamp": .string(message.createdAt.description), "role": .string(message.role.rawValue),
          "id": .string(message.id),
        ]
      })
  }
}
