public import ManentCore

/// A chat: a folder with settings and messages.
public struct Chat: Sendable, Equatable {
  /// The folder, relative to the workspace; it never changes.
  public let path: String
  /// What its `chat.yaml` says.
  public var settings: ChatSettings

  /// A chat from its parts.
  public init(path: String, settings: ChatSettings) {
    self.path = path
    self.settings = settings
  }

  /// The chat's id.
  public var id: String { settings.id }
  /// When something last happened in it, told by its messages; making it counts, so that a fork is later than what it
  /// was made from, and so does clearing it. Where a clock was ahead and somebody has gone on since, the last message tells.
  public func activity(of messages: [Message]) -> Timestamp {
    guard let newest = messages.map(\.createdAt).max() else {
      let cleared = settings.clearedBefore.flatMap { UUIDv7($0) }?.timestamp
      return max(settings.createdAt, cleared ?? settings.createdAt)
    }
    let last = messages.max { $0.id < $1.id }?.createdAt ?? newest
    return newest.milliseconds > last.milliseconds + Self.clockTolerance ? last : max(newest, settings.createdAt)
  }

  /// So far a clock may be ahead without being thought wrong.
  package static let clockTolerance: Int64 = 300_000

  /// The time of the last activity: the newest of all, unless the last message is much older than that.
  package static func activity(of newest: Timestamp, last: Timestamp) -> Timestamp {
    newest.milliseconds > last.milliseconds + clockTolerance ? last : newest
  }
  /// The path of its settings, relative to the workspace.
  public var settingsPath: String { "\(path)/\(WorkspaceLayout.chatFile)" }
}
