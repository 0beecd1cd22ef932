import ManentCore
public import ManentFormats
public import ManentRecords

/// A chat that comes from elsewhere.
public struct ImportedChat: Sendable {
  /// What its `chat.yaml` is to say.
  public var settings: ChatSettings
  /// What else it is to say: values of known keys that ``ChatSettings`` does not hold.
  public var extras: JSONObject
  /// Where it lay, relative to the workspace; obeyed when that is a place for a chat and free.
  public var path: String?
  /// The messages, in any order.
  public var messages: [Message]
  /// Whether the ids were made from the source's own. Then the last half of an id, which does not depend on any time,
  /// says whether a chat or a message is here already.
  public var hasDerivedIDs: Bool

  /// A chat from its parts.
  public init(
    settings: ChatSettings, extras: JSONObject = [:], path: String? = nil, messages: [Message], hasDerivedIDs: Bool
  ) {
    self.settings = settings
    self.extras = extras
    self.path = path
    self.messages = messages
    self.hasDerivedIDs = hasDerivedIDs
  }

  /// The part of an id that does not depend on time: the last 17 characters of a UUID.
  static func identity(of id: String) -> Substring { id.suffix(17) }

  /// The text of its `chat.yaml`, and the settings as reading it will give them.
  ///
  /// - Throws: `YAMLError` or `WorkspaceError` when it could not be read again.
  func checkedSettings() throws -> (yaml: [UInt8], settings: ChatSettings) {
    var entries = settings.entries
    for (key, value) in extras.entries { entries.append((key, YAMLValue(value))) }
    let bytes = Array(YAMLWriter.text(of: entries).utf8)
    guard bytes.count <= ChatSettings.largestFile else {
      throw WorkspaceError(.badSetting, "its settings", "they are longer than \(ByteCount(ChatSettings.largestFile))")
    }
    // Only these can hold what reading refuses.
    guard
      settings.window != nil || settings.tokens != nil || settings.observers != nil || !settings.pinned.isEmpty
        || !extras.isEmpty || bytes.count > 1 << 16
    else { return (bytes, settings) }
    return (bytes, try ChatSettings(parsing: bytes, file: WorkspaceLayout.chatFile))
  }

  /// The parts that hold messages, which are in the order of their ids.
  static func parts(of messages: [Message]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var part: [UInt8] = []
    for message in messages {
      let start = part.count
      message.json.append(to: &part)
      part.append(UInt8(ascii: "\n"))
      if start > 0, part.count > ChatFiles.partLimit {
        parts.append(Array(part[..<start]))
        part.removeSubrange(..<start)
      }
    }
    // A chat has a first part, also one that shows nothing.
    if !part.isEmpty || parts.isEmpty { parts.append(part) }
    return parts
  }
}
