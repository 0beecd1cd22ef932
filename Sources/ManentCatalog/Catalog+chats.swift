public import ManentCore

/// What the catalog knows of a chat.
public struct ChatRow: Sendable, Equatable {
  /// The chat's folder, relative to the workspace.
  public var path: String
  /// The chat's id.
  public var id: String
  /// Its title.
  public var title: String
  /// Its tags, in order.
  public var tags: [String]
  /// When it began.
  public var created: Timestamp
  /// When its newest message was written.
  public var activity: Timestamp
  /// How many messages it shows.
  public var messages: Int
  /// Length of its files in bytes.
  public var bytes: Int
  /// What its files looked like when they were read.
  public var stamp: String
  /// The number of its last part; 0 when it has none.
  public var lastPart: Int
  /// The template that it was made from.
  public var template: String?
  /// Whether no retention policy may forget it.
  public var isKept: Bool
  /// The providers that answered in it, in order.
  public var providers: [String]

  /// A row from its parts.
  public init(
    path: String, id: String, title: String, tags: [String], created: Timestamp, activity: Timestamp, messages: Int,
    bytes: Int, stamp: String, lastPart: Int, template: String? = nil, isKept: Bool = false, providers: [String] = []
  ) {
    self.path = path
    self.id = id
    self.title = title
    self.tags = tags
    self.created = created
    self.activity = activity
    self.messages = messages
    self.bytes = bytes
    self.stamp = stamp
    self.lastPart = lastPart
    self.template = template
    self.isKept = isKept
    self.providers = providers
  }
}

extension Catalog {
  /// All chats, latest activity first.
  public func chats() throws(CatalogError) -> [ChatRow] { try chats(atMost: -1) }

  /// Some of the chats, latest activity first.
  ///
  /// - Parameters:
  ///   - limit: at most how many; all for a negative number.
  ///   - offset: how many of the latest are left out.
  public func chats(atMost limit: Int, after offset: Int = 0) throws(CatalogError) -> [ChatRow] {
    try database.rows(
      "SELECT \(Self.chatColumns) FROM chats ORDER BY activity DESC, id DESC LIMIT ? OFFSET ?", Value(limit),
      Value(offset), read: Self.chat)
  }

  /// How many chats there are.
  public func chatCount() throws(CatalogError) -> Int {
    try database.rows("SELECT count(*) FROM chats", read: { $0.integer(0) })[0]
  }

  /// The chat with the latest activity.
  ///
  /// - Parameter limit: a chat whose activity is later than that is the latest only where there is no other: a clock was
  ///   wrong there.
  public func latestChat(notAfter limit: Timestamp? = nil) throws(CatalogError) -> ChatRow? {
    let sql = "SELECT \(Self.chatColumns) FROM chats WHERE activity <= ? ORDER BY activity DESC, id DESC LIMIT 1"
    let found = try database.rows(sql, .integer(limit?.milliseconds ?? .max), read: Self.chat).first
    if let found { return found }
    return try chats(atMost: 1).first
  }

  /// The chat in that folder.
  public func chat(at path: String) throws(CatalogError) -> ChatRow? {
    try database.rows("SELECT \(Self.chatColumns) FROM chats WHERE path = ?", .text(path), read: Self.chat).first
  }

  /// The paths of the chats in a folder.
  public func chatPaths(below folder: String) throws(CatalogError) -> Set<String> {
    // The character after the slash ends the range.
    Set(
      try database.rows(
        "SELECT path FROM chats WHERE path > ? AND path < ?", .text(folder + "/"), .text(folder + "0"),
        read: { $0.text(0) }))
  }

  /// The chats whose id begins with `prefix`, at most `limit` of them.
  public func chats(idPrefix prefix: String, limit: Int) throws(CatalogError) -> [ChatRow] {
    try database.rows(
      "SELECT \(Self.chatColumns) FROM chats WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", .text(prefix),
      .text(prefix + "\u{10FFFF}"), Value(limit), read: Self.chat)
  }

  /// The chats whose id ends with `suffix`, which must be 8 characters or more; at most `limit` of them.
  public func chats(idSuffix suffix: String, limit: Int) throws(CatalogError) -> [ChatRow] {
    try database.rows(
      """
      SELECT \(Self.chatColumns) FROM chats
      WHERE substr(id, -8) = substr(?1, -8) AND substr(id, -length(?1)) = ?1 ORDER BY id LIMIT ?2
      """, .text(suffix), Value(limit), read: Self.chat)
  }

  /// Adds a chat or replaces what was known of it.
  ///
  /// - Parameter state: its state, where that is known.
  public func put(_ chat: ChatRow, state: ChatState? = nil) throws(CatalogError) {
    try database.run(
      """
      INSERT OR REPLACE INTO chats(\(Self.chatColumns), state, last_message)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, .text(chat.path),
      .text(chat.id), .text(chat.title), .text(chat.tags.joined(separator: "\n")), .integer(chat.created.milliseconds),
      .integer(chat.activity.milliseconds), Value(chat.messages), Value(chat.bytes), .text(chat.stamp),
      Value(chat.lastPart), Value(chat.template), .integer(chat.isKept ? 1 : 0),
      .text(chat.providers.joined(separator: "\n")), Value(state?.text),
      Value(state?.lastMessage))
  }

  /// Notes what messages that were appended have changed of a chat: fewer pages are written than by `put`.
  ///
  /// - Parameter state: its state with those messages, where that is known.
  public func noteGrowth(of chat: ChatRow, state: ChatState? = nil) throws(CatalogError) {
    try database.run(
      """
      UPDATE chats SET activity = ?, messages = ?, bytes = ?, stamp = ?, last_part = ?, providers = ?, state = ?,
        last_message = ?
      WHERE path = ?
      """,
      .integer(chat.activity.milliseconds), Value(chat.messages), Value(chat.bytes), .text(chat.stamp),
      Value(chat.lastPart), .text(chat.providers.joined(separator: "\n")), Value(state?.text),
      Value(state?.lastMessage), .text(chat.path))
  }

  /// The state of the chat in that folder; `nil` when it is not known.
  public func chatState(at path: String) throws(CatalogError) -> ChatState? {
    try database.rows(
      "SELECT state, last_message FROM chats WHERE path = ? AND state NOTNULL AND last_message NOTNULL", .text(path)
    ) { ChatState(text: $0.text(0), lastMessage: $0.text(1)) }.first
  }

  /// Forgets a chat. One that is not there is no error.
  public func removeChat(at path: String) throws(CatalogError) {
    try database.run("DELETE FROM chats WHERE path = ?", .text(path))
    try removeMessages(of: path)
  }

  /// How many chats, messages and bytes there are.
  public func chatFigures() throws(CatalogError) -> (chats: Int, messages: Int, bytes: Int) {
    try database.rows("SELECT count(*), coalesce(sum(messages), 0), coalesce(sum(bytes), 0) FROM chats") {
      ($0.amount(0), $0.amount(1), $0.amount(2))
    }.first ?? (0, 0, 0)
  }

  private static let chatColumns =
    "path, id, title, tags, created, activity, messages, bytes, stamp, last_part, template, kept, providers"

  private static func chat(_ row: Statement) -> ChatRow {
    ChatRow(
      path: row.text(0), id: row.text(1), title: row.text(2),
      tags: row.text(3).split(separator: "\n").map(String.init),
      created: row.moment(4), activity: row.moment(5), messages: row.amount(6), bytes: row.amount(7),
      stamp: row.text(8), lastPart: row.amount(9),
      template: row.isNull(10) ? nil : row.text(10), isKept: row.integer(11) != 0,
      providers: row.text(12).split(separator: "\n").map(String.init))
  }
}
