import ManentChats
import ManentCore
import ManentFormats
import ManentRecords

/// Reads a chat of Manent's own export.
enum ManentReader {
  /// The chat exactly as it was given out: its ids, its place and every line.
  ///
  /// - Throws: `ImportError` for what no export holds.
  static func chat(_ json: JSON) throws -> ImportedChat {
    func malformed(_ problem: String) -> ImportError {
      ImportError(.malformed, json["id"]?.string ?? "a chat", problem)
    }
    guard let id = json["id"]?.string, !id.isEmpty else { throw malformed("it has no 'id'") }
    guard let createdAt = json["created_at"]?.string.flatMap({ Timestamp($0) }) else {
      throw malformed("'created_at' is no time")
    }
    guard let lines = json["messages"]?.array else { throw malformed("it has no 'messages'") }
    let tags = json["tags"]?.array ?? []
    var settings = ChatSettings(
      id: id, title: json["title"]?.string ?? "", createdAt: createdAt, tags: tags.compactMap(\.string))
    settings.provider = json["provider"]?.string
    settings.model = json["model"]?.string
    settings.instructions = json["instructions"]?.string
    settings.observers = json["observers"]?.array?.compactMap(\.string)
    settings.window = json["window"]?.int
    settings.tokens = json["tokens"]?.int
    settings.pinned = json["pinned"]?.array?.compactMap(\.string) ?? []
    settings.forkedFrom = json["forked_from"]?.string
    settings.clearedBefore = json["cleared_before"]?.string
    var extras: JSONObject = [:]
    for key in ["template", "retention"] { if let value = json[key] { extras[key] = value } }
    let messages = try (lines + (json["replaced"]?.array ?? [])).map { line in
      guard let message = Message(line) else {
        throw malformed("'\(line["id"]?.string ?? "?")' is not a message")
      }
      return message
    }
    return ImportedChat(
      settings: settings, extras: extras, path: json["path"]?.string, messages: messages, hasDerivedIDs: false)
  }
}
