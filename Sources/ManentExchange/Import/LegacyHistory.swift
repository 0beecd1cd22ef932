import ManentCore
import ManentFormats
import ManentRecords

/// Reads a file of `chat_history/`.
///
/// There is no one form: programs of that layout write a list of messages, an object that holds one, or lists by the
/// name of their session; a message is `{"role","content"}`, `{"sender":"Human","content"}`, LangChain's
/// `{"type":"human","data":{"content"}}`, a question with its answer, or a pair of texts.
enum LegacyHistory {
  private static let listKeys = ["messages", "history", "chat_history", "conversation", "chat", "data"]

  /// The chats of a file.
  static func chats(_ json: JSON, name: String) throws -> [ForeignChat] {
    if let list = json.array { return [try chat(list, name, [:])] }
    guard let object = json.object else { throw unknown(name) }
    for key in listKeys {
      guard let list = object[key]?.array else { continue }
      var rest = object
      rest[key] = nil
      return [try chat(list, name, rest)]
    }
    func isSession(_ value: JSON) -> Bool { value.array != nil || value["messages"]?.array != nil }
    let sessions = object.entries.filter { isSession($0.value) }
    guard !sessions.isEmpty else { throw unknown(name) }
    // What is beside the sessions stays with the first one.
    var beside = JSONObject(object.entries.filter { !isSession($0.value) }.map { ($0.key, $0.value) })
    return try sessions.map { key, value in
      var rest = value.object ?? [:]
      rest["messages"] = nil
      if !beside.isEmpty { rest["beside"] = .object(beside) }
      beside = [:]
      return try chat(value.array ?? value["messages"]?.array ?? [], "\(name)/\(key)", rest)
    }
  }

  /// Whether a file holds anything that no chat of it does: an object without messages has nowhere to keep the rest.
  static func holdsMore(than chats: [ForeignChat], _ json: JSON) -> Bool {
    guard chats.allSatisfy(\.messages.isEmpty) else { return false }
    let values = json.object?.entries.map(\.value) ?? json.array ?? []
    return values.contains { $0.array?.isEmpty != true && $0.object?.isEmpty != true }
  }

  private static func chat(_ list: [JSON], _ name: String, _ rest: JSONObject) throws -> ForeignChat {
    var messages: [ForeignChat.Message] = []
    for (index, element) in list.enumerated() {
      let said = said(element)
      guard !said.isEmpty else { throw ImportError(.malformed, name, "entry \(index + 1) is not a message") }
      for (role, content, rest) in said {
        messages.append(
          ForeignChat.Message(
            key: String(messages.count), parent: messages.last?.key, role: role, content: content,
            time: ForeignTime.time(of: element.object), metadata: rest))
      }
    }
    var chat = ForeignChat(source: "legacy", key: name, messages: messages)
    chat.title = ["chat_name", "title", "name"].lazy.compactMap { rest[$0]?.string }.first
    chat.time = ForeignTime.time(of: rest)
    if !rest.isEmpty, !chat.messages.isEmpty { chat.messages[0].metadata["chat"] = .object(rest) }
    return chat
  }

  private typealias Said = (role: Message.Role, content: String, rest: JSONObject)

  /// What an entry says: one message, or a question and its answer.
  private static func said(_ element: JSON) -> [Said] {
    if let pair = element.array, pair.count == 2, let question = pair[0].string, let answer = pair[1].string {
      return [(.user, question, [:]), (.assistant, answer, [:])]
    }
    guard let object = element.object else { return [] }
    for key in ["role", "sender", "type", "author", "speaker", "from"] {
      guard let name = object[key]?.string, let role = role(name) else { continue }
      for (path, content) in [
        ("content", object["content"]), ("text", object["text"]), ("message", object["message"]),
        ("value", object["value"]), ("data", object["data"]?["content"]),
      ] {
        guard let content, !content.isNull else { continue }
        var rest = object
        rest[key] = nil
        if path != "data" { rest[path] = nil } else { rest["data"] = rest["data"].flatMap(withoutContent) }
        return [(role, MessageParts.text(of: content).text, rest)]
      }
    }
    let question = first(of: ["question", "human", "user", "input", "query", "prompt"], in: object)
    let answer = first(of: ["answer", "ai", "assistant", "output", "response", "bot"], in: object)
    guard question != nil || answer != nil else { return [] }
    var rest = object
    for found in [question, answer] { if let found { rest[found.key] = nil } }
    var said: [Said] = []
    if let question { said.append((.user, question.text, answer == nil ? rest : [:])) }
    if let answer { said.append((.assistant, answer.text, rest)) }
    return said
  }

  private static func withoutContent(_ data: JSON) -> JSON? {
    var object = data.object ?? [:]
    object["content"] = nil
    return object.isEmpty ? nil : .object(object)
  }

  private static func first(of keys: [String], in object: JSONObject) -> (key: String, text: String)? {
    keys.lazy.compactMap { key in object[key]?.string.map { (key, $0) } }.first
  }

  private static func role(_ name: String) -> Message.Role? {
    switch name.lowercased() {
    case "user", "human", "you", "client", "customer": .user
    case "assistant", "ai", "bot", "model", "agent", "gpt", "aimessage": .assistant
    case "system": .system
    case "tool", "function": .tool
    default: name.lowercased() == "humanmessage" ? .user : nil
    }
  }

  private static func unknown(_ name: String) -> ImportError {
    ImportError(.malformed, name, "it holds no list of messages")
  }
}
