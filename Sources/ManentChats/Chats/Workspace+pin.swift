import ManentCore
import ManentFormats
public import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Pins messages of a chat, so that they are sent however long ago they were said, and unpins others. One commit.
  ///
  /// Each pin is a key of its own below `pinned` in `chat.yaml`, so that those of several machines are joined.
  ///
  /// - Parameters:
  ///   - chat: the chat.
  ///   - added: messages to pin, as `Transcript.message(matching:)` reads references.
  ///   - removed: messages to unpin, in the same way.
  /// - Throws: `WorkspaceError.Code.badName` for one to be unpinned that is not pinned.
  public func pin(_ chat: Chat, adding added: [String], removing removed: [String]) throws -> Chat {
    try requireWritable()
    return try locked(.chats) {
      // Another process may have pinned others since the caller read the chat.
      let chat = try self.chat(at: chat.path)
      let transcript = try transcript(of: chat)
      var pinned = chat.settings.pinned
      for reference in removed {
        let id = pinned.contains(reference) ? reference : try transcript.message(matching: reference).id
        guard let index = pinned.firstIndex(of: id) else {
          throw WorkspaceError(
            .badName, "'\(reference)'", "that message is not pinned",
            advice: "'manent pin \(chat.id)' lists those that are")
        }
        pinned.remove(at: index)
      }
      for reference in added {
        let id = try transcript.message(matching: reference).id
        if !pinned.contains(id) { pinned.append(id) }
      }
      guard pinned != chat.settings.pinned else { return chat }
      let gone = chat.settings.pinned.filter { !pinned.contains($0) }
      let new = pinned.filter { !chat.settings.pinned.contains($0) }
      let marks = new.map { "+\(ChatID.folderSuffix($0))" } + gone.map { "-\(ChatID.folderSuffix($0))" }
      return try change(chat, subject: { "pin: \($0.title): \(marks.joined(separator: " "))" }) { document in
        if pinned.isEmpty { return try document.set(nil, for: "pinned") }
        for id in gone { try document.set(nil, at: ["pinned", id]) }
        for id in new { try document.set(.bool(true), at: ["pinned", id], precedes: SettingsText.precedes) }
      }
    }
  }

  /// The messages of those ids that a chat shows, the oldest first. Ids that no message has are passed over.
  ///
  /// What this reads does not depend on the length of the chat.
  public func pinnedMessages(of chat: Chat, among ids: Set<String>) throws -> [Message] {
    let files = try files(of: chat)
    let border = chat.settings.clearedBefore ?? ""
    return try ids.filter { $0 >= border }.sorted().compactMap { try files.message(of: $0) }
  }
}
