import ManentCore
import ManentFormats

/// Reads a conversation of ChatGPT's data export.
///
/// A conversation is a tree: `mapping` holds nodes by id, each with its `parent` and, unless it is only a root, a
/// `message`. The export is not documented; what is read here is what exports since 2023 hold.
enum ChatGPTReader {
  static func chat(_ json: JSON) throws -> ForeignChat {
    guard let mapping = json["mapping"]?.object else {
      throw ImportError(.malformed, json["title"]?.string ?? "a conversation", "it has no 'mapping'")
    }
    let key = json["conversation_id"]?.string ?? json["id"]?.string
    var thread = ChatGPTThread(ChatGPTTree(mapping), defaultModel: json["default_model_slug"]?.string)
    thread.readAll()
    var chat = ForeignChat(
      source: "chatgpt", key: key ?? mapping.keys.joined(separator: "\n"), messages: thread.messages)
    chat.title = json["title"]?.string
    chat.time = ForeignTime.time(of: json.object)
    chat.instructions = thread.instructions
    if json["is_starred"] == true { chat.tags.append("starred") }
    if json["is_archived"] == true { chat.tags.append("archived") }
    guard !chat.messages.isEmpty else { return chat }
    if let gizmo = json["gizmo_id"]?.string { chat.messages[0].metadata["gizmo_id"] = .string(gizmo) }
    // What the conversation says of itself stays with its first message.
    var rest: JSONObject = [:]
    for key in ["current_node", "default_model_slug", "is_archived", "is_starred"] {
      if let value = json[key], !value.isNull, value != false { rest[key] = MessageParts.slim(value) }
    }
    if !rest.isEmpty { chat.messages[0].metadata["chat"] = .object(rest) }
    return chat
  }
}
