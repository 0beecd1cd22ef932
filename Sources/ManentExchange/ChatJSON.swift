import ManentCore
public import ManentFormats
public import ManentWorkspace

/// A chat as a JSON value: what `show --json` prints and what an export holds.
public enum ChatJSON {
  /// The chat with its state and its messages in reading order. It holds nothing that the chat's files do not tell,
  /// so the same chat gives the same bytes on every machine.
  public static func value(_ chat: Chat, _ transcript: Transcript) -> JSON {
    let messages = transcript.messages
    var object: JSONObject = [
      "id": .string(chat.id), "title": .string(chat.settings.title),
      "created_at": .string(chat.settings.createdAt.description),
      "last_activity": .string(chat.activity(of: messages).description),
      "message_count": .number(JSONNumber(messages.count)), "tags": .array(chat.settings.tags.map(JSON.string)),
      "path": .string(chat.path),
    ]
    let optional: [(String, String?)] = [
      ("provider", chat.settings.provider), ("model", chat.settings.model),
      ("instructions", chat.settings.instructions),
      ("forked_from", chat.settings.forkedFrom), ("cleared_before", chat.settings.clearedBefore),
    ]
    for (key, value) in optional { if let value { object[key] = .string(value) } }
    if let window = chat.settings.window { object["window"] = .number(JSONNumber(window)) }
    object["state"] = transcript.state
    object["messages"] = .array(messages.map(\.json))
    return .object(object)
  }
}
