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
  /// was made from.
  public func activity(of messages: [Message]) -> Timestamp {
    max(messages.map(\.createdAt).max() ?? settings.createdAt, settings.createdAt)
  }
  /// The path of its settings, relative to the workspace.
  public var settingsPath: String { "\(path)/\(WorkspaceLayout.chatFile)" }
}
