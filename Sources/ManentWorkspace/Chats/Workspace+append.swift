import ManentCatalog
import ManentCore
import ManentFormats

extension Workspace {
  /// A message that has no place in a chat yet.
  public struct Draft {
    /// The message that it follows; `nil` for the newest one of the chat.
    public var parent: String?
    /// Who speaks.
    public var role: Message.Role
    /// What is said.
    public var content: String
    /// Sets whatever else the message is to have.
    public var complete: (inout Message) -> Void

    /// A draft from its parts.
    public init(
      parent: String? = nil, role: Message.Role, content: String,
      complete: @escaping (inout Message) -> Void = { _ in }
    ) {
      self.parent = parent
      self.role = role
      self.content = content
      self.complete = complete
    }
  }

  /// Appends a message to a chat. When this returns, the message is on the disk.
  public func append(_ draft: Draft, to chat: Chat) throws -> Message {
    try requireWritable()
    return try locked(.chats) {
      let files = try files(of: chat)
      let newest = try files.readNewest(1).max { $0.id < $1.id }
      let message = message(draft, after: newest)
      try catalog().transaction {
        try catalog().addPending(try pendingPaths(of: chat, files), process: Platform.processID)
      }
      let part = try files.append(message, rescuingTo: cacheFolder / "torn", notify: surroundings.notify)
      // The message is on the disk: from here on only the cache can lag behind, and it catches up by itself.
      try? catalog().transaction {
        try catalog().addPending(["\(chat.path)/\(part)"], process: Platform.processID)
        try noteAppended([message], to: chat)
      }
      return message
    }
  }

  /// Makes a chat with its first message. When this returns, both are on the disk.
  ///
  /// When another process has just made a chat of the same id, the message is appended to that one.
  ///
  /// - Parameters:
  ///   - id: the id that a client brings; `nil` for a new one.
  ///   - draft: the first message; the title is taken from it.
  ///   - tags: the chat's tags.
  public func createChat(id: String? = nil, first draft: Draft, tags: [String] = []) throws -> (Chat, Message) {
    try requireWritable()
    if let id { try ChatID.check(id) }
    for tag in tags { try Self.check(tag: tag) }
    return try locked(.chats) {
      if let id, let chat = try chat(withID: id) { return (chat, try append(draft, to: chat)) }
      let now = surroundings.clock.now()
      let id = id ?? nextID(after: nil).description
      let title = ChatTitle.title(of: draft.content)
      let settings = ChatSettings(id: id, title: title, createdAt: now, tags: tags)
      let day = try dayFolder(now)
      let path = "\(day)/\(ChatTitle.slug(of: title))-\(ChatID.folderSuffix(id))"
      let chat = Chat(path: path, settings: settings)
      let message = message(draft, after: nil)
      var line: [UInt8] = []
      message.json.append(to: &line)
      line.append(UInt8(ascii: "\n"))
      let part = "\(path)/\(WorkspaceLayout.part(1))"
      try catalog().transaction {
        try catalog().addPending([chat.settingsPath, part], process: Platform.processID)
      }
      do {
        try placeFolder(path, [WorkspaceLayout.chatFile: Array(settings.yaml.utf8), WorkspaceLayout.part(1): line])
      } catch {
        try? catalog().transaction {
          try catalog().removePending([chat.settingsPath, part], process: Platform.processID)
        }
        throw error
      }
      // Both are on the disk: from here on only the cache can lag behind, and it catches up by itself.
      try? catalog().transaction { try reloadChat(path) }
      return (chat, message)
    }
  }

  /// Commits a turn: what was written of a chat and is not committed yet.
  ///
  /// The message is `chat: <title>`, the body names the chat's id.
  public func commitTurn(of chat: Chat) throws {
    guard settings.commit == .turn else { return }
    let paths = try catalog().pending().map(\.path).filter { $0.hasPrefix(chat.path + "/") }
    guard !paths.isEmpty else { return }
    try commit(paths, message: Self.turnMessage(chat))
  }

  /// The message of a commit that holds turns of a chat.
  static func turnMessage(_ chat: Chat) -> String { "chat: \(chat.settings.title)\n\nChat: \(chat.id)" }

  private func message(_ draft: Draft, after newest: Message?) -> Message {
    var message = Message(
      id: nextID(after: newest.flatMap { UUIDv7($0.id) }).description, parent: draft.parent ?? newest?.id,
      role: draft.role,
      content: draft.content, createdAt: surroundings.clock.now(), device: surroundings.device)
    draft.complete(&message)
    return message
  }

  private func pendingPaths(of chat: Chat, _ files: ChatFiles) throws -> [String] {
    ["\(chat.path)/\(try files.parts().last ?? WorkspaceLayout.part(1))"]
  }

  /// The folder for the chats of a day: the next one once the last holds 256, which keeps every git tree small.
  private func dayFolder(_ now: Timestamp) throws -> String {
    let date = now.date
    func padded(_ number: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    let day = "\(WorkspaceLayout.chats)/\(padded(date.year, 4))/\(padded(date.month, 2))/\(padded(date.day, 2))"
    var number = 1
    while true {
      let folder = number == 1 ? day : "\(day).\(number)"
      let path = try inside("\(folder)/x").parent
      guard Files.exists(path), try Files.list(path).count >= 256 else { return folder }
      number += 1
    }
  }

  /// Makes a folder with files in it in one step: written aside, forced to disk, renamed into place.
  private func placeFolder(_ path: String, _ files: [String: [UInt8]]) throws {
    let target = try inside(path)
    let staging = cacheFolder / "new-\(Platform.processID)"
    try Files.removeTree(staging)
    var made: [Path] = []
    do {
      try Files.makeFolders(staging)
      for (name, bytes) in files { try Files.writeNew(bytes, to: staging / name) }
      try Files.syncFolder(staging)
      made = try Files.makeMissingFolders(target.parent)
      try Files.rename(staging, to: target)
      for folder in made { try Files.syncFolder(folder.parent) }
      try Files.syncFolder(target.parent)
    } catch {
      try? Files.removeTree(staging)
      for folder in made.reversed() { Files.removeEmptyFolder(folder) }
      throw error
    }
  }
}
