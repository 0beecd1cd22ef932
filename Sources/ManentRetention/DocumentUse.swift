public import ManentCore

/// What a policy looks at in a document.
public struct DocumentUse: Sendable, Equatable {
  /// Its path below `documents/`.
  public var name: String
  /// Its length in bytes.
  public var bytes: Int
  /// When its file was last written on this machine: when it was added, changed or came with a clone.
  public var added: Timestamp
  /// When an answer last cited it; `nil` for never.
  public var cited: Timestamp?

  /// A document from its facts.
  public init(name: String, bytes: Int, added: Timestamp, cited: Timestamp?) {
    self.name = name
    self.bytes = bytes
    self.added = added
    self.cited = cited
  }
}
