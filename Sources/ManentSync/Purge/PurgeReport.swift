/// What a purge did.
public struct PurgeReport: Sendable, Equatable {
  /// The ids of the chats.
  public var chats: [String]
  /// How many commits were rewritten or left out.
  public var commits: Int
  /// How many objects git has fewer.
  public var objects: Int
  /// How many bytes git takes fewer; less than 0 when it takes more.
  public var bytes: Int
  /// What may still hold the text, a clause each.
  public var holders: [String]
}
