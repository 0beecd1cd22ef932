/// What came of applying a plan.
public struct RetentionReport: Sendable, Equatable {
  /// The workspace's name.
  public var workspace: String
  /// The ids of the chats that were forgotten.
  public var forgotten: [String] = []
  /// Bytes of files that left the tree with them.
  public var bytes = 0
  /// The ids of the chats that were purged.
  public var purged: [String] = []
  /// What may still hold the text of purged chats, a clause each.
  public var holders: [String] = []
  /// Names of the documents that were removed.
  public var documents: [String] = []
}
