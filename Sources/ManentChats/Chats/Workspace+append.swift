import ManentCatalog
import ManentCore
import ManentFormats
public import ManentRecords
public import ManentWorkspace

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
    if let id, let chat = try chat(withID: id) { return (chat, try append(draft, to: chat)) }
    let now = surroundings.clock.now()
    let given = id
    let id = id ?? nextID(after: nil).description
    let message = try guarded(message(draft, after: [], clearedBefore: nil), in: id)
    let title = title(of: message)
    var settings = ChatSettings(id: id, title: title, createdAt: now, tags: tags)
    complete(&settings)
    settings.instructions = try settings.instructions.map { try guarded($0, as: "the instructions") }
    let name = "\(ChatTitle.slug(of: title))-\(ChatID.folderSuffix(id))"
    // What takes time, the waits for the disk, is done while others may append.
    let staging = try stageFolder(Self.files(of: settings, message))
    do {
      let (begun, made) = try locked(.chats) { () -> (Chat?, [Path]) in
        if let given, try chat(withID: given) != nil { return (nil, []) }
        let chat = Chat(path: "\(try dayFolder(now))/\(name)", settings: settings)
        return (chat, try begin(chat, with: message, from: staging))
      }
      if let chat = begun {
        try settleFolder(chat.path, made)
        return (chat, message)
      }
      try Files.removeTree(staging)
    } catch {
      try? Files.removeTree(staging)
      throw error
    }
    // Another process has made the chat meanwhile.
    guard let given, let chat = try chat(withID: given) else {
      throw WorkspaceError(.noChat, "'\(id)'", "the chat was made by another process, and is gone again")
    }
    return (chat, try append(draft, to: chat))
  }

  /// Makes the folder of a chat with its first message.
  private func begin(_ chat: Chat, with message: Message) throws -> Message {
    let staging = try stageFolder(Self.files(of: chat.settings, message))
    do {
      try settleFolder(chat.path, try begin(chat, with: message, from: staging))
    } catch {
      try? Files.removeTree(staging)
      throw error
    }
    return message
  }

  /// Gives the folder of a new chat its place; the folders that were made for it.
  private func begin(_ chat: Chat, with message: Message, from staging: Path) throws -> [Path] {
    let paths = [chat.settingsPath, "\(chat.path)/\(WorkspaceLayout.part(1))"]
    try catalog().transaction { try catalog().addPending(paths, owner: mark()) }
    let made: [Path]
    do {
      made = try placeFolder(staging, at: chat.path)
    } catch {
      try? catalog().transaction { try catalog().removePending(paths, owner: mark()) }
      throw error
    }
    // Both are there: from here on only the cache can lag behind, and it catches up by itself.
    try? catalog().transaction { try noteBegun(chat, with: message) }
    return made
  }

  /// The files that a chat begins with, by their names.
  private static func files(of settings: ChatSettings, _ message: Message) -> [String: [UInt8]] {
    var line: [UInt8] = []
    message.json.append(to: &line)
    line.append(UInt8(ascii: "\n"))
    return [WorkspaceLayout.chatFile: Array(settings.yaml.utf8), WorkspaceLayout.part(1): line]
  }

  /// Commits a turn: what was written of a chat and is not committed yet.
  ///
  /// The message is `chat: <title>`, the body names the chat's id.
  public func commitTurn(of chat: Chat) throws {
    guard settings.commit == .turn else { return }
    let paths = try catalog().pending(below: chat.path).map(\.path)
    guard !paths.isEmpty else { return }
    do {
      try commitTurn(paths, message: Self.turnMessage(chat))
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
    let staging = try stageFolder(files)
    do {
      try settleFolder(path, try placeFolder(staging, at: path))
    } catch {
      try? Files.removeTree(staging)
      throw error
    }
  }

  /// Writes a folder aside, and forces it to disk.
  private func stageFolder(_ files: [String: [UInt8]]) throws -> Path {
    let staging = try stateFolder / (Self.stagingPrefix + mark())
    try Files.removeTree(staging)
    do {
      try Files.makeFolders(staging)
      for (name, bytes) in files { try Files.writeNew(bytes, to: staging / name) }
      try Files.syncFolder(staging)
    } catch {
      try? Files.removeTree(staging)
      throw error
    }
    return staging
  }

  /// Renames a folder into place; gives the folders above it that were made.
  private func placeFolder(_ staging: Path, at path: String) throws -> [Path] {
    let target = try inside(path)
    var made: [Path] = []
    do {
      made = try Files.makeMissingFolders(target.parent)
      try Files.move(staging, to: target)
    } catch {
      for folder in made.reversed() { Files.removeEmptyFolder(folder) }
      throw error
    }
    return made
  }

  /// Forces the names of a new folder, and of those that were made for it, to disk.
  private func settleFolder(_ path: String, _ made: [Path]) throws {
    for folder in made { try Files.syncFolder(folder.parent) }
    try Files.syncFolder((root / path).parent)
  }
}
