import ManentCore
import ManentFormats
import ManentWorkspace

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
    var nodes: [String: JSON] = [:]
    for (id, node) in mapping.entries { nodes[id] = node }
    var kept: [String: ForeignChat.Message] = [:]
    for (id, node) in mapping.entries { if let message = message(node["message"] ?? .null, id) { kept[id] = message } }
    var messages: [ForeignChat.Message] = []
    for id in order(mapping, nodes) {
      guard var message = kept[id] else { continue }
      message.parent = shownParent(of: id, nodes, kept)
      messages.append(message)
    }
    var chat = ForeignChat(source: "chatgpt", key: key ?? mapping.keys.joined(separator: "\n"), messages: messages)
    chat.title = json["title"]?.string
    chat.time = (json["create_time"] ?? json["update_time"]).flatMap(ForeignTime.time)
    if let model = json["gizmo_id"]?.string, !chat.messages.isEmpty {
      chat.messages[0].metadata["gizmo_id"] = .string(model)
    }
    return chat
  }

  /// The ids in the order of the tree: children as their parent lists them, else as they come.
  private static func order(_ mapping: JSONObject, _ nodes: [String: JSON]) -> [String] {
    var ordered: [String] = []
    var seen: Set<String> = []
    func walk(_ start: String) {
      var stack = [start]
      while let id = stack.popLast() {
        guard let node = nodes[id], seen.insert(id).inserted else { continue }
        ordered.append(id)
        stack += (node["children"]?.array ?? []).compactMap(\.string).reversed()
      }
    }
    for (id, node) in mapping.entries where node["parent"]?.string.flatMap({ nodes[$0] }) == nil { walk(id) }
    for id in mapping.keys where !seen.contains(id) { walk(id) }
    return ordered
  }

  /// The nearest node above that has a message.
  private static func shownParent(
    of id: String, _ nodes: [String: JSON], _ kept: [String: ForeignChat.Message]
  ) -> String? {
    var next = nodes[id]?["parent"]?.string
    var steps = 0
    while let parent = next, steps <= nodes.count {
      if kept[parent] != nil { return parent == id ? nil : parent }
      next = nodes[parent]?["parent"]?.string
      steps += 1
    }
    return nil
  }

  /// The message of a node; `nil` for one that says nothing.
  private static func message(_ json: JSON, _ node: String) -> ForeignChat.Message? {
    guard let object = json.object else { return nil }
    let name = object["author"]?["role"]?.string ?? ""
    let (content, parts) = text(of: object["content"] ?? .null)
    let details = object["metadata"]
    var metadata: JSONObject = ["id": object["id"] ?? .string(node)]
    if let kind = object["content"]?["content_type"], kind != "text" { metadata["content_type"] = kind }
    if let parts { metadata["parts"] = parts }
    if let author = object["author"]?["name"], author.string != nil { metadata["name"] = author }
    if let recipient = object["recipient"], recipient.string != nil, recipient != "all" {
      metadata["recipient"] = recipient
    }
    if details?["is_visually_hidden_from_conversation"] == true { metadata["hidden"] = true }
    if let attachments = details?["attachments"]?.array, !attachments.isEmpty {
      metadata["attachments"] = MessageParts.slim(.array(attachments))
    }
    if content.isEmpty, metadata["attachments"] == nil, parts == nil { return nil }
    let role = Message.Role(rawValue: name)
    if role == nil { metadata["role"] = .string(name) }
    return ForeignChat.Message(
      key: node, role: role ?? .tool, content: content, time: object["create_time"].flatMap(ForeignTime.time),
      model: details?["model_slug"]?.string, metadata: metadata)
  }

  /// What is said, and the parts that are more than text.
  private static func text(of content: JSON) -> (String, JSON?) {
    func joined(_ texts: [String?]) -> String {
      texts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
    func fenced(_ text: String?, _ language: String) -> String {
      guard let text, !text.isEmpty else { return "" }
      // As many backticks as it takes to hold those in the text.
      var fence = "```"
      while text.contains(fence) { fence += "`" }
      return "\(fence)\(language)\n\(text)\n\(fence)"
    }
    switch content["content_type"]?.string {
    case "text", "multimodal_text": return MessageParts.text(of: content["parts"] ?? .null)
    case "code":
      let language = content["language"]?.string ?? ""
      return (fenced(content["text"]?.string, language == "unknown" ? "" : language), nil)
    case "execution_output": return (fenced(content["text"]?.string, ""), nil)
    case "tether_quote":
      let source = joined([content["title"]?.string, content["url"]?.string ?? content["domain"]?.string])
      return (joined([source, content["text"]?.string]), nil)
    case nil where content.object == nil: return MessageParts.text(of: content)
    default: return (MessageParts.strings(in: content).joined(separator: "\n\n"), nil)
    }
  }
}
