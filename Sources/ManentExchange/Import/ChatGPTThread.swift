import ManentCore
import ManentFormats
import ManentRecords

/// The messages of a conversation of ChatGPT: those that its own page shows.
///
/// What the page hides (the user's custom instructions, memories, the model's thoughts and their summaries) was said by
/// nobody. The instructions become the chat's own; the rest is kept in the metadata of the next message that is shown.
struct ChatGPTThread {
  private let tree: ChatGPTTree
  private let defaultModel: String?
  private(set) var messages: [ForeignChat.Message] = []
  /// The user's custom instructions, as the conversation began with them.
  private(set) var instructions: String?
  /// The nearest message that is shown, at a node or above it, as a place in `messages`.
  private var shown: [String: Int] = [:]
  /// Hidden nodes that no message has in its metadata yet.
  private var hidden: [String: JSON] = [:]
  /// Nodes that are not shown and that no message has looked at yet for what they hide.
  private var unseen: Set<String> = []

  init(_ tree: ChatGPTTree, defaultModel: String?) {
    self.tree = tree
    self.defaultModel = defaultModel
  }

  /// Reads every node once.
  mutating func readAll() {
    for id in tree.order {
      let above = tree.parents[id].flatMap { shown[$0] }
      guard let message = message(tree.nodes[id]?["message"] ?? .null, id) else {
        shown[id] = above
        unseen.insert(id)
        continue
      }
      var kept = message
      kept.parent = above.map { messages[$0].key }
      keep(hiddenAbove(id), in: &kept)
      shown[id] = messages.count
      messages.append(kept)
    }
    // What is hidden behind the last message of a branch stays with that message.
    var rest: [Int: [JSON]] = [:]
    for id in tree.order {
      guard let details = hidden[id], let place = shown[id] ?? messages.indices.first else { continue }
      rest[place, default: []].append(details)
    }
    for (place, details) in rest { keep(details, in: &messages[place]) }
  }

  /// The hidden nodes between a message and the one that is shown above it, the uppermost first; each is given once.
  private mutating func hiddenAbove(_ id: String) -> [JSON] {
    var found: [JSON] = []
    var next = tree.parents[id]
    while let parent = next, unseen.remove(parent) != nil {
      if let details = hidden.removeValue(forKey: parent) { found.append(details) }
      next = tree.parents[parent]
    }
    return found.reversed()
  }

  private func keep(_ details: [JSON], in message: inout ForeignChat.Message) {
    guard !details.isEmpty else { return }
    message.metadata["hidden"] = .array((message.metadata["hidden"]?.array ?? []) + details)
  }

  /// The message of a node; `nil` for one that says nothing or is hidden.
  private mutating func message(_ json: JSON, _ node: String) -> ForeignChat.Message? {
    guard let object = json.object else { return nil }
    let content = object["content"] ?? .null
    let details = object["metadata"]
    if Self.isHidden(content, details) {
      if let own = Self.instructions(content, details) {
        if instructions == nil { instructions = own }
      } else {
        hidden[node] = Self.hiddenDetails(object)
      }
      return nil
    }
    let name = object["author"]?["role"]?.string ?? ""
    let (text, parts) = ChatGPTContent.text(of: content, details)
    var metadata: JSONObject = ["id": object["id"] ?? .string(node)]
    if let kind = content["content_type"], kind != "text" { metadata["content_type"] = kind }
    if let parts { metadata["parts"] = parts }
    if let author = object["author"]?["name"], author.string != nil { metadata["name"] = author }
    if let recipient = object["recipient"], recipient.string != nil, recipient != "all" {
      metadata["recipient"] = recipient
    }
    if let status = object["status"]?.string, status != "finished_successfully" { metadata["status"] = .string(status) }
    if let weight = object["weight"]?.double, weight != 1 { metadata["weight"] = object["weight"] }
    for key in [
      "attachments", "citations", "content_references", "canvas", "aggregate_result", "finish_details",
    ] {
      guard let value = details?[key], Self.saysSomething(value) else { continue }
      metadata[key] = MessageParts.slim(value)
    }
    if text.isEmpty, metadata["attachments"] == nil, parts == nil { return nil }
    let role = Message.Role(rawValue: name)
    if role == nil { metadata["role"] = .string(name) }
    let model = details?["model_slug"]?.string ?? defaultModel
    return ForeignChat.Message(
      key: node, role: role ?? .tool, content: text, time: object["create_time"].flatMap(ForeignTime.time),
      model: model?.isEmpty == true ? nil : model, metadata: metadata)
  }

  /// Whether the page of ChatGPT does not show a message.
  private static func isHidden(_ content: JSON, _ details: JSON?) -> Bool {
    if details?["is_visually_hidden_from_conversation"] == true { return true }
    switch content["content_type"]?.string {
    case "user_editable_context", "model_editable_context", "thoughts", "reasoning_recap": return true
    default: return false
    }
  }

  /// The user's custom instructions; `nil` when a message does not hold any.
  private static func instructions(_ content: JSON, _ details: JSON?) -> String? {
    let given = details?["user_context_message_data"]
    // Without the words that tell the model how to take them, where the export has them so.
    let plain = [given?["about_user_message"]?.string, given?["about_model_message"]?.string]
    let wrapped =
      content["content_type"] == "user_editable_context"
      ? [content["user_profile"]?.string, content["user_instructions"]?.string] : []
    for texts in [plain, wrapped] {
      let text = texts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n\n")
      if !text.isEmpty { return text }
    }
    return nil
  }

  private static func hiddenDetails(_ object: JSONObject) -> JSON? {
    guard let content = object["content"], content.object.map({ !$0.isEmpty }) ?? !content.isNull else { return nil }
    if !MessageParts.strings(in: content).contains(where: { !$0.isEmpty }) { return nil }
    var details: JSONObject = [:]
    if let role = object["author"]?["role"] { details["role"] = role }
    details["content"] = MessageParts.slim(content)
    return .object(details)
  }

  private static func saysSomething(_ value: JSON) -> Bool {
    switch value {
    case .null: false
    case .array(let values): !values.isEmpty
    case .object(let object): !object.isEmpty
    default: true
    }
  }
}
