import ManentCore
public import ManentFormats
public import ManentRecords

/// A chat as a JSON value: what `show --json` prints and what an export holds.
public enum ChatJSON {
  /// The chat with its state and its messages in reading order. It holds nothing that the chat's files do not tell,
  /// so the same chat gives the same bytes on every machine.
  ///
  /// - Parameters:
  ///   - chat: the chat.
  ///   - transcript: its messages.
  ///   - count: only so many of the last messages; `nil` for all. What stands before them is about all of them.
  public static func value(_ chat: Chat, _ transcript: Transcript, last count: Int? = nil) -> JSON {
    let exported = ExportedChat(chat, extras: [:], transcript: transcript)
    var object = head(exported)
    object["messages"] = .array(transcript.messages.suffix(count ?? .max).map(\.json))
    return .object(object)
  }

  /// All that stands before the messages.
  static func head(_ chat: ExportedChat) -> JSONObject {
    let settings = chat.chat.settings
    var object: JSONObject = [
      "id": .string(settings.id), "title": .string(settings.title),
      "created_at": .string(settings.createdAt.description),
      "last_activity": .string(chat.activity.description),
      "message_count": .number(JSONNumber(chat.messages.count)), "tags": .array(settings.tags.map(JSON.string)),
      "path": .string(chat.chat.path),
    ]
    let optional: [(String, String?)] = [
      ("provider", settings.provider), ("model", settings.model), ("instructions", settings.instructions),
      ("forked_from", settings.forkedFrom), ("cleared_before", settings.clearedBefore),
    ]
    for (key, value) in optional { if let value { object[key] = .string(value) } }
    if let observers = settings.observers { object["observers"] = .array(observers.map(JSON.string)) }
    if let window = settings.window { object["window"] = .number(JSONNumber(window)) }
    if let tokens = settings.tokens { object["tokens"] = JSON(tokens) }
    if !settings.pinned.isEmpty { object["pinned"] = .array(settings.pinned.map(JSON.string)) }
    for (key, value) in chat.extras.entries { object[key] = value }
    object["state"] = chat.state
    return object
  }
}
