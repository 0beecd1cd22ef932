public import ManentCatalog
public import ManentCore

/// Which chats are to be given out.
public struct ExportFilter: Sendable, Equatable {
  /// The tags that a chat must have, all of them.
  public var tags: Set<String>
  /// Something must have happened in the chat at this time or later.
  public var since: Timestamp?
  /// The chat must have begun before this time.
  public var until: Timestamp?

  /// A filter from its parts; by default every chat fits.
  public init(tags: Set<String> = [], since: Timestamp? = nil, until: Timestamp? = nil) {
    self.tags = tags
    self.since = since
    self.until = until
  }

  /// Whether every chat fits.
  public var isEmpty: Bool { self == ExportFilter() }

  /// Whether a chat fits.
  public func includes(_ row: ChatRow) -> Bool {
    tags.isSubset(of: row.tags) && row.activity >= since ?? row.activity
      && (until.map { row.created < $0 } ?? true)
  }
}
