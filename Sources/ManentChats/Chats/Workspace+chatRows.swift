import ManentCatalog
import ManentCore
import ManentFormats
internal import ManentGit
import ManentHistory
import ManentRecords
package import ManentWorkspace

extension Workspace {
  /// Brings the catalog in line with the chats' files.
  ///
  /// What git brought is told by the commit that is checked out: only the chats that differ since the commit that the
  /// catalog knows are read. Thoroughly, the chats' folders are listed as well, which also finds what was changed by
  /// hand and not committed.
  package func refreshChats(thoroughly: Bool) throws {
    try recoverInterruptedWork()
    let catalog = try catalog()
    let head = headCommit()
    let known = try catalog.fact(Self.chatsHeadFact)
    let current = head?.description ?? "none"
    if known != current {
      if let known = known.flatMap({ CommitID($0) }), let head,
        let changed = try? history().changes(from: known, to: head)
      {
        let folders = Set(changed.compactMap { WorkspaceLayout.chatFolder(of: $0.path) })
        try tellingTogether {
          try catalog.transaction { for folder in folders.sorted() { try reloadChat(folder) } }
        }
      } else {
        try reloadAllChats()
      }
      try catalog.setFact(Self.chatsHeadFact, to: current)
    }
    if thoroughly { try reloadAllChats() }
  }

  /// Reads a chat's files into the catalog again, or forgets it when it is gone.
  package func reloadChat(_ path: String) throws {
    for _ in 0..<2 {
      do { return try reloadChatOnce(path) } catch let error as CatalogError where error.code == .moved {
        // Somebody has written the files anew meanwhile.
        continue
      }
    }
    try reloadChatOnce(path)
  }

  private func reloadChatOnce(_ path: String) throws {
    let catalog = try catalog()
    if try isDisplaced(path) {
      try tell(unreadable: path, displacement(of: path))
      return try catalog.removeChat(at: path)
    }
    guard Files.exists(root / path / WorkspaceLayout.chatFile) else {
      told.unreadableChats[path] = nil
      return try catalog.removeChat(at: path)
    }
    let (chat, transcript): (Chat, Transcript)
    let (stamp, lastPart): (ChatStamp, Int)
    let outline: ChatOutline
    do {
      // Before the files are read: what is appended meanwhile is seen by the next look.
      (stamp, lastPart) = try ChatStamp.of(root / path)
      chat = try self.chat(at: path)
      outline = try ChatOutline(of: files(of: chat))
      transcript = Transcript(outline.messages, clearedBefore: chat.settings.clearedBefore)
    } catch let error as Interruption {
      throw error
    } catch {
      try tell(unreadable: path, error)
      return try catalog.removeChat(at: path)
    }
    told.unreadableChats[path] = nil
    // Before the row, which says that all is known.
    try catalog.putMessages(of: chat.path, outline.entries(showing: Set(transcript.messages.map(\.id))))
    try put(chat, transcript, stamp, lastPart: lastPart)
  }

  /// Puts the row of a chat into the catalog.
  private func put(_ chat: Chat, _ transcript: Transcript, _ stamp: ChatStamp, lastPart: Int) throws {
    let messages = transcript.messages
    try catalog().put(
      ChatRow(
        path: chat.path, id: chat.id, title: chat.settings.title, tags: chat.settings.tags,
        created: chat.settings.createdAt, activity: chat.activity(of: messages), messages: messages.count,
        bytes: stamp.bytes, stamp: "\(stamp)", lastPart: lastPart, template: chat.settings.template,
        isKept: chat.settings.isKept, providers: Set(messages.compactMap(\.provider)).sorted()),
      state: ChatState(of: transcript))
  }

  /// Notes a chat in the catalog that has just been made, without reading its files back.
  ///
  /// - Parameters:
  ///   - chat: the chat.
  ///   - message: its only message.
  func noteBegun(_ chat: Chat, with message: Message) throws {
    var line: [UInt8] = []
    message.json.append(to: &line)
    let (stamp, lastPart) = try ChatStamp.of(root / chat.path)
    guard stamp.parts.count == 1, stamp.parts.bytes == line.count + 1,
      stamp.settings.bytes == chat.settings.yaml.utf8.count
    else { return try reloadChat(chat.path) }
    try catalog().putMessages(of: chat.path, [MessageEntry(message, line: line[...], part: lastPart, start: 0)])
    try put(chat, Transcript([message], clearedBefore: chat.settings.clearedBefore), stamp, lastPart: lastPart)
  }

  /// Notes in the catalog that a message was appended to a chat, without looking at what was there before.
  func noteAppended(_ message: Message, _ appended: ChatFiles.Appended, to chat: Chat) throws {
    let catalog = try catalog()
    guard var row = try catalog.chat(at: chat.path), var stamp = try currentStamp(of: row),
      let number = WorkspaceLayout.partNumber(appended.part),
      let status = try Files.status(root / chat.path / appended.part)
    else { return try reloadChat(chat.path) }
    // One that stands in for another takes it out of sight.
    guard message.replaces == nil else { return try reloadChat(chat.path) }
    stamp.parts.count += number > row.lastPart ? 1 : 0
    stamp.parts.bytes += appended.bytes
    stamp.parts.modified = max(stamp.parts.modified, status.modified)
    row.messages += 1
    if let provider = message.provider, !row.providers.contains(provider) {
      row.providers = (row.providers + [provider]).sorted()
    }
    row.activity = Chat.activity(of: max(row.activity, message.createdAt), last: message.createdAt)
    row.bytes = stamp.bytes
    row.stamp = "\(stamp)"
    row.lastPart = max(row.lastPart, number)
    try catalog.noteGrowth(of: row, state: catalog.chatState(at: chat.path)?.followed(by: message))
    var line: [UInt8] = []
    message.json.append(to: &line)
    try catalog.addMessage(
      MessageEntry(message, line: line[...], part: number, start: status.size - line.count - 1), to: chat.path)
  }

  /// Notes in the catalog that a chat's settings were changed from what they were, without reading its messages.
  func noteSettings(of chat: Chat, before: FileStatus?) throws {
    let catalog = try catalog()
    let status = try Files.status(root / chat.settingsPath)
    guard var row = try catalog.chat(at: chat.path), var stamp = ChatStamp(row.stamp), let before, let status,
      stamp.settings == (before.size, before.modified)
    else { return try reloadChat(chat.path) }
    stamp.settings = (status.size, status.modified)
    row.title = chat.settings.title
    row.tags = chat.settings.tags
    row.bytes = stamp.bytes
    row.stamp = "\(stamp)"
    try catalog.put(row, state: catalog.chatState(at: chat.path))
  }

  /// The stamp of a row, if the chat's settings are still those that it was made with.
  func currentStamp(of row: ChatRow) throws -> ChatStamp? {
    guard let stamp = ChatStamp(row.stamp),
      let settings = try Files.status(root / row.path / WorkspaceLayout.chatFile),
      stamp.settings == (settings.size, settings.modified)
    else { return nil }
    return stamp
  }

  /// The folders of all chats: those four levels below `chats/` that hold a `chat.yaml`.
  package func chatFolders() throws -> [String] {
    try foldersOfDays().filter { Files.exists(root / $0 / WorkspaceLayout.chatFile) }
  }

  /// The folders four levels below `chats/`, whatever they hold.
  package func foldersOfDays() throws -> [String] {
    let root = root
    return try Parallel.map(days()) { day in
      try Files.list(root / day).filter { !$0.hasPrefix(".") }.map { "\(day)/\($0)" }
    }.flatMap(\.self)
  }

  /// The folders of days: those three levels below `chats/`.
  func days() throws -> [String] { try dayFolders().map(\.path) }

  /// The same, with what the file system says of them.
  func dayFolders() throws -> [(path: String, status: FileStatus)] {
    try requirePlace(WorkspaceLayout.chats)
    guard let status = try Files.status(root / WorkspaceLayout.chats), status.kind == .folder else { return [] }
    return try (0..<3).reduce([(WorkspaceLayout.chats, status)]) { level, _ in
      try level.flatMap { folder, _ in
        try Files.list(root / folder).filter { !$0.hasPrefix(".") }.compactMap { name in
          let path = "\(folder)/\(name)"
          guard let status = try Files.status(root / path) else { return nil }
          // What is called as a year, a month or a day is would hold chats.
          if status.kind != .folder, name.allSatisfy({ $0.isNumber || $0 == "." }) { try requireFolder(path) }
          return status.kind == .folder ? (path, status) : nil
        }
      }
    }
  }

  private func headCommit() -> CommitID? {
    repositoryPlace().flatMap { HeadReader.commit(gitFolder: $0.gitFolder) }
  }
}
