public import ManentCore

/// A message as the catalog takes it in.
public struct MessageEntry: Sendable {
  /// A fingerprint of its line.
  public var hash: Int64
  /// When it was written.
  public var created: Timestamp
  /// Who speaks, as a number of the workspace's choosing.
  public var role: Int
  /// The number of the part that it is in.
  public var part: Int
  /// The bytes of its line in the part.
  public var range: Range<Int>
  /// Its terms with blanks between them, as the full-text table takes them; asked for only when the message is new.
  public var terms: @Sendable () throws(CatalogError) -> [UInt8]

  /// An entry from its parts.
  public init(
    hash: Int64, created: Timestamp, role: Int, part: Int, range: Range<Int>,
    terms: @escaping @Sendable () throws(CatalogError) -> [UInt8]
  ) {
    self.hash = hash
    self.created = created
    self.role = role
    self.part = part
    self.range = range
    self.terms = terms
  }
}

/// Where a message is that was found.
public struct MessagePlace: Sendable, Equatable {
  /// Its key: the milliseconds since 1970 at which it was written, or the next free number.
  public var key: Int64
  /// The chat's folder, relative to the workspace.
  public var chat: String
  /// The number of the part.
  public var part: Int
  /// The bytes of its line in the part.
  public var range: Range<Int>
}

/// Which messages are looked for.
public struct MessageSearch: Sendable {
  /// An FTS5 expression; `nil` for messages of any words.
  public var expression: String?
  /// An FTS5 expression of what they must not hold.
  public var without: String?
  /// The roles; `nil` for all.
  public var roles: Set<Int>?
  /// The chats' folders; `nil` for all.
  public var chats: Set<String>?
  /// Not before this moment.
  public var since: Timestamp?
  /// Before this moment.
  public var until: Timestamp?

  /// All messages.
  public init() {}
}
