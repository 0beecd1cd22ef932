import ManentCatalog
import ManentCore
import ManentFormats
public import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Gives a chat another title; its folder keeps its name. One commit.
  public func rename(_ chat: Chat, to title: String) throws -> Chat {
    let folded = try checkedTitle(title)
    return try change(chat, subject: { "rename: \($0.title) -> \(folded)" }) {
      try $0.set(.string(folded), for: "title")
    }
  }

  /// A title on one line, which is not empty and not too long, and held to `history.secrets`.
  func checkedTitle(_ title: String) throws -> String {
    let folded = title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !folded.isEmpty, folded.utf8.count <= 1024 else {
      throw WorkspaceError(.badName, "the title", folded.isEmpty ? "it is empty" : "it is longer than 1,024 bytes")
    }
    return try guarded(title: folded)
  }

  /// Adds and removes tags of a chat; those that are there stay in their order. One commit.
  ///
  /// - Throws: `WorkspaceError.Code.badName` for a tag with white space or control characters, and for one to be
  ///   removed that the chat has not.
  public func tag(_ chat: Chat, adding added: [String], removing removed: [String]) throws -> Chat {
    for tag in added {
      try TagName.check(tag)
      try guardTag(tag)
    }
    try requireWritable()
    return try locked(.chats) {
      // Another process may have changed the tags since the caller read them.
      let chat = try self.chat(at: chat.path)
      var tags = chat.settings.tags
      for tag in removed {
        guard let index = tags.firstIndex(of: tag) else {
          throw WorkspaceError(
            .badName, "'\(tag)'", "the chat has no such tag", advice: "'manent tag \(chat.id)' lists them")
        }
        tags.remove(at: index)
      }
      for tag in added where !tags.contains(tag) { tags.append(tag) }
      if tags == chat.settings.tags { return chat }
      let gone = chat.settings.tags.filter { !tags.contains($0) }.map { "-\($0)" }
      let new = tags.filter { !chat.settings.tags.contains($0) }.map { "+\($0)" }
      return try change(chat, subject: { "tag: \($0.title): \((new + gone).joined(separator: " "))" }) {
        try $0.set(tags.isEmpty ? nil : .strings(tags), for: "tags")
      }
    }
  }

  /// Edits a chat's settings in place, in one commit.
  ///
  /// - Parameters:
  ///   - chat: the chat.
  ///   - subject: makes the commit's subject from the settings as they were; with `nil` nothing is committed now, and
  ///     the next turn's commit takes the change along.
  ///   - edit: changes the file.
  func change(
    _ chat: Chat, subject: ((ChatSettings) -> String)?, _ edit: (inout YAMLDocument) throws -> Void
  ) throws -> Chat {
    try requireWritable()
    return try locked(.chats) {
      let file = try inside(chat.settingsPath)
      let bytes = try settingsBytes(of: file)
      let before = try ChatSettings(parsing: bytes, file: file.string)
      var document = try YAMLDocument(parsing: bytes, file: file.string)
      try edit(&document)
      try catalog().transaction { try catalog().addPending([chat.settingsPath], owner: mark()) }
      let status = try Files.status(file)
      try replace(file, with: document.bytes)
      let changed = try self.chat(at: chat.path)
      try catalog().transaction {
        // What is cleared is neither shown nor counted.
        if changed.settings.clearedBefore == before.clearedBefore {
          try noteSettings(of: changed, before: status)
        } else {
          try reloadChat(chat.path)
        }
      }
      if let subject {
        commitWhatHappened([chat.settingsPath], message: CommitMessage.about(chat.id, subject(before)))
      }
      return changed
    }
  }
}
