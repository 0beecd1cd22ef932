public import ManentCore
package import ManentFormats

/// The settings of a chat, from its `chat.yaml`.
public struct ChatSettings: Sendable, Equatable {
  /// A `chat.yaml` of more bytes is not read.
  package static let largestFile = 1 << 20

  /// The chat's id.
  public var id: String
  /// Its title.
  public var title: String
  /// The time of its first message.
  public var createdAt: Timestamp
  /// Its tags, in the order of the file.
  public var tags: [String]
  /// The provider, when it is not the workspace's.
  public var provider: String?
  /// The provider's model.
  public var model: String?
  /// The plugins that follow it, when not those that the workspace names.
  public var observers: [String]?
  /// Instructions to the provider.
  public var instructions: String?
  /// How many messages are handed to the provider, when not as many as the workspace says.
  public var window: Int?
  /// After how long without a message a session goes on in a new chat, when not as the workspace says; heeded by the
  /// server's sessions.
  public var timeout: TimeSpan?
  /// How many tokens question, context and answer may have, when not as many as the workspace says.
  public var tokens: Int?
  /// The ids of the messages that are sent however long ago they were said.
  public var pinned: [String] = []
  /// The chat that this one was made from.
  public var forkedFrom: String?
  /// Messages before this id are cleared.
  public var clearedBefore: String?
  /// The template that it was made from.
  public var template: String?
  /// Whether no retention policy may forget it (`retention: keep`).
  public var isKept = false

  /// Settings of a new chat.
  public init(id: String, title: String, createdAt: Timestamp, tags: [String] = []) {
    self.id = id
    self.title = title
    self.createdAt = createdAt
    self.tags = tags
  }

  /// Reads the settings.
  ///
  /// - Throws: `YAMLError` with the position of what is wrong.
  public init(parsing bytes: [UInt8], file: String) throws {
    let root = try YAMLMapping(YAMLDocument(parsing: bytes, file: file))
    try root.rejectUnknownKeys(known: [
      "id", "title", "created_at", "tags", "template", "instructions", "provider", "model", "observers", "window",
      "tokens", "timeout", "pinned", "retention", "forked_from", "cleared_before",
    ])
    guard let id = try root.string("id") else { throw root.errorAtKey("id", "the key 'id' is missing") }
    guard let created = try root.string("created_at"), let createdAt = Timestamp(created) else {
      throw root.error(for: "created_at", "'created_at' must be a time such as 2026-11-20T10:00:00.000Z")
    }
    self.init(
      id: id, title: try root.string("title") ?? "", createdAt: createdAt, tags: try root.strings("tags") ?? [])
    provider = try root.string("provider")
    model = try root.string("model")
    observers = try WorkspaceSettings.observers(in: root)
    instructions = try root.string("instructions")
    window = try root.integer("window")
    if let window, !(1...100_000).contains(window) {
      throw root.error(for: "window", "'window' must be from 1 to 100000")
    }
    tokens = try root.integer("tokens")
    if let tokens, !WorkspaceSettings.tokenRange.contains(tokens) {
      throw root.error(for: "tokens", "'tokens' must be from 100 to 100000000")
    }
    if let text = try root.string("timeout") {
      guard let span = TimeSpan(text), span.milliseconds > 0 else {
        throw root.error(for: "timeout", "'timeout' must be a time with its unit, such as 30min, 2h or 7d")
      }
      timeout = span
    }
    if let mapping = try root.mapping("pinned") {
      for id in mapping.keys where try mapping.boolean(id) == true { pinned.append(id) }
    }
    forkedFrom = try root.string("forked_from")
    clearedBefore = try root.string("cleared_before")
    template = try root.string("template")
    if let retention = try root.string("retention") {
      guard retention == "keep" else {
        throw root.error(for: "retention", "'retention' of a chat can only be keep; other rules are the workspace's")
      }
      isKept = true
    }
  }

  /// The text of a new chat's `chat.yaml`.
  public var yaml: String { YAMLWriter.text(of: entries) }

  /// The keys and values of `chat.yaml` in their order.
  package var entries: [(String, YAMLValue)] {
    var entries: [(String, YAMLValue)] = [
      ("id", .string(id)), ("title", .string(title)), ("created_at", .string(createdAt.description)),
    ]
    if !tags.isEmpty { entries.append(("tags", .strings(tags))) }
    func add(_ key: String, _ text: String?) { if let text { entries.append((key, .string(text))) } }
    add("template", template)
    add("instructions", instructions)
    add("provider", provider)
    add("model", model)
    if let observers { entries.append(("observers", .strings(observers))) }
    if let window { entries.append(("window", .int(window))) }
    if let tokens { entries.append(("tokens", .int(tokens))) }
    if let timeout { entries.append(("timeout", .string("\(timeout.milliseconds / 1000)s"))) }
    if !pinned.isEmpty {
      entries.append(("pinned", YAMLValue(.object(JSONObject(pinned.map { ($0, .bool(true)) })))))
    }
    if isKept { entries.append(("retention", "keep")) }
    add("forked_from", forkedFrom)
    add("cleared_before", clearedBefore)
    return entries
  }
}
