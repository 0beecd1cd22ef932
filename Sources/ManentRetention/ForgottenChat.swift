public import ManentCore

/// A chat that is forgotten and not purged yet.
public struct ForgottenChat: Sendable, Equatable {
  /// The chat's id.
  public var id: String
  /// When it was forgotten, as its entry says.
  public var since: Timestamp
  /// Since when this machine has known of an entry that was made elsewhere, which may say any time; `nil` for one that was
  /// made here.
  public var knownSince: Timestamp?

  /// A forgotten chat from its facts.
  public init(id: String, since: Timestamp, knownSince: Timestamp? = nil) {
    self.id = id
    self.since = since
    self.knownSince = knownSince
  }

  /// From when on the time is counted after which it is purged.
  var countedFrom: Timestamp { knownSince.map { max($0, since) } ?? since }
}
