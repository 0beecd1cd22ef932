public import ManentCore

/// A chat that is forgotten and not purged yet.
public struct ForgottenChat: Sendable, Equatable {
  /// The chat's id.
  public var id: String
  /// When it was forgotten.
  public var since: Timestamp

  /// A forgotten chat from its facts.
  public init(id: String, since: Timestamp) {
    self.id = id
    self.since = since
  }
}
