public import ManentCore
import ManentFormats
public import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Changes how much of a chat is sent, and after how long a session of it goes on in a new chat. One commit.
  ///
  /// - Parameters:
  ///   - chat: the chat.
  ///   - window: how many messages are handed to the provider; `nil` leaves it as it is.
  ///   - timeout: the time, in whole seconds; `nil` leaves it as it is.
  public func configure(_ chat: Chat, window: Int? = nil, timeout: TimeSpan? = nil) throws -> Chat {
    if let window, !(1...100_000).contains(window) {
      throw WorkspaceError(.badSetting, "the window", "must be from 1 to 100000")
    }
    if let timeout, timeout.milliseconds < 1000 {
      throw WorkspaceError(.badSetting, "the timeout", "must be a second or more")
    }
    guard window ?? timeout.map({ _ in 1 }) != nil else { return chat }
    return try change(chat, subject: { "configure: \($0.title)" }) { document in
      if let window { try document.set(.int(window), at: ["window"], precedes: SettingsText.precedes) }
      if let timeout {
        try document.set(
          .string("\(timeout.milliseconds / 1000)s"), at: ["timeout"], precedes: SettingsText.precedes)
      }
    }
  }
}
