public import ManentRecords

/// What came of a restore.
public struct RestoreReport: Sendable, Equatable {
  /// What was brought back.
  public enum Kind: String, Sendable {
    /// A chat that was forgotten.
    case chat
    /// The messages of a chat that was cleared.
    case cleared
    /// A document.
    case document
  }

  /// What was brought back.
  public var kind: Kind
  /// The chat's id or the document's name.
  public var id: String
  /// The chat's title or the document's name.
  public var title: String
  /// How many messages the chat shows now; 0 for a document.
  public var messages: Int
  /// How many different states of the chat were found in history and joined; 1 when there was one.
  public var versions: Int

  package init(kind: Kind, id: String, title: String, messages: Int, versions: Int) {
    (self.kind, self.id, self.title) = (kind, id, title)
    (self.messages, self.versions) = (messages, versions)
  }
}

/// A chat that could be brought back.
public struct RestorableChat: Sendable, Equatable {
  /// What forgot it.
  public var tombstone: Tombstone
  /// Its title; `nil` when no commit here has the chat.
  public var title: String?
  /// How many lines its files have.
  public var messages: Int

  package init(tombstone: Tombstone, title: String?, messages: Int) {
    (self.tombstone, self.title, self.messages) = (tombstone, title, messages)
  }
}
