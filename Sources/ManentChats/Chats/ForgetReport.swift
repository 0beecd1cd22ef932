/// What came of forgetting chats.
public struct ForgetReport: Sendable, Equatable {
  /// A chat that was forgotten.
  public struct Entry: Sendable, Equatable {
    /// The chat's id.
    public var id: String
    /// Its title.
    public var title: String
    /// How many messages it showed.
    public var messages: Int
    /// The length of its files, in bytes.
    public var bytes: Int
  }

  /// The chats, in the order of their ids.
  public var chats: [Entry]
  /// The length of all their files, in bytes.
  public var bytes: Int { chats.reduce(0) { $0 + $1.bytes } }
}
