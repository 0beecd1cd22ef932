public import ManentCore
public import ManentFormats

/// A line of `forgotten.jsonl`: that a chat was forgotten, brought back or purged.
///
/// Nothing of the chat's text is in it, its title and its path included.
public struct Tombstone: Sendable, Equatable {
  /// The kinds of entries.
  public enum Action: String, Sendable, CaseIterable {
    /// It left the tree; git's history has it.
    case forget
    /// It came back.
    case restore
    /// It was taken out of git's history; nothing brings it back.
    case purge
  }

  /// The entry's own id, greater than those of all entries that were in the file when it was made.
  public var id: UUIDv7
  /// The chat's id.
  public var chat: String
  /// The kind of the entry.
  public var action: Action
  /// The time of the entry.
  public var createdAt: Timestamp
  /// The machine that wrote it.
  public var device: String?
  /// The id of the purge that a `restore` withdraws: one that another machine had made, and that was not agreed to.
  public var over: UUIDv7?

  /// An entry from its parts.
  public init(id: UUIDv7, chat: String, action: Action, createdAt: Timestamp, device: String?) {
    self.id = id
    self.chat = chat
    self.action = action
    self.createdAt = createdAt
    self.device = device
  }

  /// Reads an entry from a line's value; `nil` when it is none.
  public init?(_ json: JSON) {
    guard let id = json["id"]?.string.flatMap({ UUIDv7($0) }), let chat = json["chat"]?.string, !chat.isEmpty,
      let action = json["action"]?.string.flatMap(Action.init(rawValue:)),
      let createdAt = json["created_at"]?.string.flatMap({ Timestamp($0) })
    else { return nil }
    self.init(id: id, chat: chat, action: action, createdAt: createdAt, device: json["device"]?.string)
    over = json["over"]?.string.flatMap { UUIDv7($0) }
  }

  /// The entry as a line's value.
  public var json: JSON {
    var object: JSONObject = [
      "id": .string(id.description), "chat": .string(chat), "action": .string(action.rawValue),
      "created_at": .string(createdAt.description),
    ]
    if let device { object["device"] = .string(device) }
    if let over { object["over"] = .string(over.description) }
    return .object(object)
  }

  /// The entry as a line of the file, its line feed included.
  package var line: [UInt8] {
    var line: [UInt8] = []
    json.append(to: &line)
    line.append(UInt8(ascii: "\n"))
    return line
  }
}
