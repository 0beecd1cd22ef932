import ManentCore
import ManentFormats
public import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Clears a chat: its messages so far are neither shown nor sent nor counted any more, and `restore` undoes that.
  /// They stay in the chat's files. One commit.
  ///
  /// A title that was taken from the first message goes with it, unless it is to be kept; the next message gives a new one.
  ///
  /// - Returns: the chat, and how many messages it showed.
  public func clear(_ chat: Chat, keepingTitle: Bool = false) throws -> (chat: Chat, cleared: Int) {
    try requireWritable()
    return try locked(.chats) {
      let chat = try self.chat(at: chat.path)
      let files = try files(of: chat)
      let shown = try transcript(of: chat).messages.count
      guard shown > 0 else {
        throw WorkspaceError(.nothingToDo, "'\(chat.id)'", "the chat shows no messages that could be cleared")
      }
      let known = try files.readNewest(1).map(\.id) + [chat.settings.clearedBefore].compactMap(\.self)
      let border = nextID(after: known.compactMap { UUIDv7($0) }.max())
      let hasOwnTitle = try keepingTitle || chat.settings.title != automaticTitle(files)
      let cleared = try change(chat, subject: { "clear: \($0.title)" }) { document in
        try document.set(.string(border.description), for: "cleared_before")
        if !hasOwnTitle { try document.set(.string(ChatTitle.cleared), for: "title") }
      }
      return (cleared, shown)
    }
  }

  /// Shows and sends again what was cleared of a chat. One commit.
  func restoreCleared(_ chat: Chat) throws -> Chat {
    let files = try files(of: chat)
    let title = chat.settings.title == ChatTitle.cleared ? try automaticTitle(files) : nil
    return try change(chat, subject: { "restore: \(title ?? $0.title)" }) { document in
      try document.set(nil, for: "cleared_before")
      if let title { try document.set(.string(title), for: "title") }
    }
  }

  /// Gives a chat that was cleared the title that a message makes; the turn's commit takes it along.
  public func titleAnew(_ chat: Chat, by message: Message) throws -> Chat {
    guard chat.settings.title == ChatTitle.cleared else { return chat }
    return try change(chat, subject: nil) { document in
      try document.set(.string(title(of: message)), for: "title")
    }
  }

  /// The title that the first message of a chat makes.
  private func automaticTitle(_ files: ChatFiles) throws -> String? {
    guard let part = try files.parts().first else { return nil }
    return try files.read(part).messages.first.map { ChatTitle.title(of: $0.content) }
  }
}
