import ManentCore
import ManentFormats
import ManentHistory
import ManentWorkspace

/// Reads lists of messages as OpenAI's chat interface takes them.
enum OpenAIReader {
  /// The chat of a list, or of an object with one under `messages`.
  static func chat(_ json: JSON) throws -> ForeignChat {
    guard let list = json.array ?? json["messages"]?.array else {
      throw ImportError(.malformed, "a chat", "it is neither a list of messages nor an object with 'messages'")
    }
    var messages: [ForeignChat.Message] = []
    for (index, element) in list.enumerated() {
      guard let object = element.object else { throw ImportError(.malformed, "message \(index + 1)", "not an object") }
      messages.append(message(object, index))
    }
    let object = json.object
    let key =
      try ["id", "conversation_id", "custom_id"].lazy.compactMap { object?[$0]?.string }.first { !$0.isEmpty }
      ?? History.blobID(of: Array(JSON.array(list).serialized().utf8)).description
    var chat = ForeignChat(source: "openai", key: key, messages: messages)
    chat.title = object?["title"]?.string
    chat.time = ForeignTime.time(of: object)
    chat.tags = object?["tags"]?.array?.compactMap(\.string) ?? []
    // What else the object says stays with its first message.
    var rest = object ?? [:]
    for key in ["messages", "title", "tags"] { rest[key] = nil }
    if !rest.isEmpty, !chat.messages.isEmpty { chat.messages[0].metadata["chat"] = .object(rest) }
    return chat
  }

  private static func message(_ object: JSONObject, _ index: Int) -> ForeignChat.Message {
    var metadata = object
    for key in ["role", "content"] { metadata[key] = nil }
    let name = object["role"]?.string ?? ""
    let role: Message.Role? =
      switch name {
      case "system", "developer": .system
      case "user": .user
      case "assistant": .assistant
      case "tool", "function": .tool
      default: nil
      }
    if name == "developer" || name == "function" || role == nil { metadata["role"] = object["role"] ?? .null }
    let (content, parts) = MessageParts.text(of: object["content"] ?? .null)
    if let parts { metadata["content"] = parts }
    return ForeignChat.Message(
      key: String(index), parent: index == 0 ? nil : String(index - 1), role: role ?? .tool, content: content,
      time: ForeignTime.time(of: object), metadata: metadata)
  }
}
