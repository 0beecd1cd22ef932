import ManentCatalog
import ManentCore
import ManentFormats
public import ManentRecords

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
      if !Files.exists(root / chat.settingsPath) {
        try refuseForgotten(chat.id)
        // The user has checked out something else while this chat was going on; what is said is kept all the same.
        surroundings.notify(
          "the chat '\(chat.settings.title)' is not in what is checked out now; it goes on there anew")
        if !Files.exists(root / chat.path) {
          let message = message(draft, after: [], clearedBefore: chat.settings.clearedBefore)
          return try begin(chat, with: guarded(message, in: chat.id))
        }
        try Files.writeAtomically(Array(chat.settings.yaml.utf8), to: inside(chat.settingsPath))
        try catalog().transaction { try catalog().addPending([chat.settingsPath], owner: mark()) }
      }
      let files = try files(of: chat)
      let newest = try files.readNewest(1)
      let message = try guarded(
        message(draft, after: newest, clearedBefore: chat.settings.clearedBefore), in: chat.id)
      try catalog().transaction {
        try catalog().addPending(try pendingPaths(of: chat, files), owner: mark())
      }
      let appended = try files.append(message, rescuingTo: stateFolder / "torn", notify: surroundings.notify)
      // The message is on the disk: from here on only the cache can lag behind, and it catches up by itself.
      try? catalog().transaction {
        try catalog().addPending(["\(chat.path)/\(appended.part)"], owner: mark())
        try noteAppended(message, appended, to: chat)
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
  ///   - complete: sets whatever else the chat is to say of itself.
  public func createChat(
    id: String? = nil, first draft: Draft, tags: [String] = [], complete: (inout ChatSettings) -> Void = { _ in }
  ) throws -> (Chat, Message) {
    try requireWritable()
    if let id {
      try ChatID.check(id)
      try refuseForgotten(id)
    }
    for tag in tags {
      try TagName.check(tag)
      try guardTag(tag)
    }
    return try locked(.chats) {
      if let id, let chat = try chat(withID: id) { return (chat, try append(draft, to: chat)) }
      let now = surroundings.clock.now()
      let id = id ?? nextID(after: nil).description
      let message = try guarded(message(draft, after: [], clearedBefore: nil), in: id)
      let title = title(of: message)
      var settings = ChatSettings(id: id, title: title, createdAt: now, tags: tags)
      complete(&settings)
      settings.instructions = try settings.instructions.map { try guarded($0, as: "the instructions") }
      let day = try dayFolder(now)
      let path = "\(day)/\(ChatTitle.slug(of: title))-\(ChatID.folderSuffix(id))"
      let chat = Chat(path: path, settings: settings)
      return (chat, try begin(chat, with: message))
    }
  }

  /// Makes the folder of a chat with its first message.
  private func begin(_ chat: Chat, with message: Message) throws -> Message {
    var line: [UInt8] = []
    message.json.append(to: &line)
    line.append(UInt8(ascii: "\n"))
    let part = "\(chat.path)/\(WorkspaceLayout.part(1))"
    try catalog().transaction { try catalog().addPending([chat.settingsPath, part], owner: mark()) }
    do {
      let files = [WorkspaceLayout.chatFile: Array(chat.settings.yaml.utf8), WorkspaceLayout.part(1): line]
      try placeFolder(chat.path, files)
    } catch {
      try? catalog().transaction { try catalog().removePending([chat.settingsPath, part], owner: mark()) }
      throw error
    }
    // Both are on the disk: from here on only the cache can lag behind, and it catches up by itself.
    try? catalog().transaction { try reloadChat(chat.path) }
    return message
  }

  /// Commits a turn: what was written of a chat and is not committed yet.
  ///
  /// The message is `chat: <title>`, the body names the chat's id.
  public func commitTurn(of chat: Chat) throws {
    guard settings.commit == .turn else { return }
    let paths = try catalog().pending(below: chat.path).map(\.path)
    guard !paths.isEmpty else { return }
    do {
      try commit(paths, message: Self.turnMessage(chat))
    } catch {
      // Nobody is at work on it any more: whoever comes next commits it.
      try? catalog().transaction { try catalog().addPending(paths, owner: "") }
      throw error
    }
  }

  /// The message of a commit that holds turns of a chat.
  static func turnMessage(_ chat: Chat) -> String { CommitMessage.about(chat.id, "chat: \(chat.settings.title)") }

  /// The message that a draft becomes: its id is greater than those of all others, also where the clock went back, and
  /// than the one that messages before are cleared by.
  private func message(_ draft: Draft, after newest: [Message], clearedBefore: String?) -> Message {
    let floor = (newest.map(\.id) + [clearedBefore].compactMap(\.self)).compactMap { UUIDv7($0) }.max()
    var message = Message(
      id: nextID(after: floor).description, parent: draft.parent ?? newest.max { $0.id < $1.id }?.id, role: draft.role,
      content: draft.content, createdAt: surroundings.clock.now(), device: surroundings.device)
    draft.complete(&message)
    return message
  }

  private func pendingPaths(of chat: Chat, _ files: ChatFiles) throws -> [String] {
    ["\(chat.path)/\(try files.lastPart() ?? WorkspaceLayout.part(1))"]
  }

  /// The folder for the chats of a day: the next one once the last holds 256, which keeps every git tree small.
  ///
  /// Only the last one is looked into, however many chats the day has.
  func dayFolder(_ now: Timestamp) throws -> String {
    let date = now.date
    let month = "\(WorkspaceLayout.chats)/\(date.year.padded(to: 4))/\(date.month.padded(to: 2))"
    let day = date.day.padded(to: 2)
    func name(_ number: Int) -> String { number == 1 ? day : "\(day).\(number)" }
    let folder = try inside("\(month)/x").parent
    guard Files.exists(folder) else { return "\(month)/\(day)" }
    let last = try Files.list(folder).reduce(1) { last, entry in
      guard entry.hasPrefix(day + "."), let number = Int(entry.dropFirst(3)), entry == name(number) else { return last }
      return max(last, number)
    }
    let path = try inside("\(month)/\(name(last))/x").parent
    let isFull = try Files.exists(path) && Files.list(path).count >= 256
    return "\(month)/\(name(isFull && last < .max ? last + 1 : last))"
  }

  /// Makes a folder with files in it in one step: written aside, forced to disk, renamed into place.
  func placeFolder(_ path: String, _ files: [String: [UInt8]]) throws {
    let target = try inside(path)
    let staging = try stateFolder / (Self.stagingPrefix + mark())
    try Files.removeTree(staging)
    var made: [Path] = []
    do {
      try Files.makeFolders(staging)
      for (name, bytes) in files { try Files.writeNew(bytes, to: staging / name) }
      try Files.syncFolder(staging)
      made = try Files.makeMissingFolders(target.parent)
      try Files.move(staging, to: target)
      for folder in made { try Files.syncFolder(folder.parent) }
      try Files.syncFolder(target.parent)
    } catch {
      try? Files.removeTree(staging)
      for folder in made.reversed() { Files.removeEmptyFolder(folder) }
      throw error
    }
  }
}
