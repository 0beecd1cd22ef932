public import ManentCatalog
public import ManentCore

/// What a policy looks at in a chat.
public struct RetentionChat: Sendable, Equatable {
  /// The chat's id.
  public var id: String
  /// Its title, for people.
  public var title: String
  /// When its newest message was written.
  public var activity: Timestamp
  /// Its tags.
  public var tags: [String]
  /// The template that it was made from.
  public var template: String?
  /// Whether it is to be kept whatever a policy says: by `retention: keep` in its `chat.yaml`.
  public var isKept: Bool
  /// Length of its files in bytes.
  public var bytes: Int

  /// A chat from its facts.
  public init(
    id: String, title: String = "", activity: Timestamp, tags: [String] = [], template: String? = nil,
    isKept: Bool = false, bytes: Int = 0
  ) {
    self.id = id
    self.title = title
    self.activity = activity
    self.tags = tags
    self.template = template
    self.isKept = isKept
    self.bytes = bytes
  }

  /// A chat from what the catalog knows of it.
  public init(_ row: ChatRow) {
    self.init(
      id: row.id, title: row.title, activity: row.activity, tags: row.tags, template: row.template, isKept: row.isKept,
      bytes: row.bytes)
  }
}
