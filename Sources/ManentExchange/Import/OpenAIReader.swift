import ManentCore
import ManentFormats
import ManentHistory
import ManentRecords

/// Reads lists of messages as OpenAI's chat interface takes them.
enum OpenAIReader {
  /// The chat of a list, or of an object with one under `messages`.
  static func chat(_ json: JSON) throws -> ForeignChat {
    let alone = json["role"]?.string != nil && json["messages"] == nil ? [json] : nil
    guard let list = json.array ?? json["messages"]?.array ?? alone else {
      throw ImportError(.malformed, "a chat", "it is neither a list of messages nor an object with 'messages'")
    }
    let object = alone == nil ? json.object : nil
    let name = object?["title"]?.string ?? object?["id"]?.string ?? "a chat"
    var messages: [ForeignChat.Message] = []
    for (index, element) in list.enumerated() {
      guard let object = element.object else {
        throw ImportError(.malformed, name, "message \(index + 1) is not an object")
      }
      if let objection = objection(to: object) {
        throw ImportError(
          .malformed, name, "message \(index + 1) has \(objection)",
          advice: "this is not a list of messages as OpenAI's interface has them")
      }
      messages.append(message(object, index))
    }
    let words = list.compactMap { $0["role"]?.string }
    if let word = words.first, !words.contains(where: { role($0) != nil }) {
      throw ImportError(
        .malformed, name, "no message has a role that is known (the first is of '\(word.prefix(40))')",
        advice: "this is not a list of messages as OpenAI's interface has them")
    }
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

  /// The role that a word stands for; `nil` for one that neither the interface nor a program beside it knows. Many write
  /// `human` and `ai` into lists that are OpenAI's in everything else.
  private static func role(_ name: String) -> Message.Role? {
    switch name.lowercased() {
    case "system", "developer": .system
    case "user", "human": .user
    case "assistant", "ai", "model", "bot": .assistant
    case "tool", "function": .tool
    default: nil
    }
  }

  /// What a message lacks, so that it cannot be one of the interface's. Many programs call a list `messages`; what does
  /// not fit is refused, lest it come in as messages that say nothing.
  private static func objection(to object: JSONObject) -> String? {
    let content = object["content"] ?? .null
    let hasContent = content.string != nil || content.array != nil
    guard let name = object["role"]?.string else {
      return hasContent ? "no role" : "no role that is known and no content"
    }
    if !hasContent, !content.isNull { return "a content that is neither text nor a list of parts" }
    if hasContent { return nil }
    switch role(name) {
    case nil: return "no role that is known and no content"
    case .assistant:
      // Calls of tools, refusals and sounds stand beside an empty content.
      let others = ["tool_calls", "function_call", "refusal", "audio", "reasoning_content"]
      return object["content"] != nil || others.contains { object[$0].map { !$0.isNull } ?? false } ? nil : "no content"
    case .tool: return object["tool_call_id"] != nil || object["name"] != nil ? nil : "no content"
    default: return "no content"
    }
  }

  private static func message(_ object: JSONObject, _ index: Int) -> ForeignChat.Message {
    var metadata = object
    for key in ["role", "content"] { metadata[key] = nil }
    let name = object["role"]?.string ?? ""
    let role = role(name)
    if name != role?.rawValue { metadata["role"] = object["role"] ?? .null }
    let (content, parts) = MessageParts.text(of: object["content"] ?? .null)
    if let parts { metadata["content"] = parts }
    return ForeignChat.Message(
      key: String(index), parent: index == 0 ? nil : String(index - 1), role: role ?? .tool, content: content,
      time: ForeignTime.time(of: object), metadata: metadata)
  }
}
