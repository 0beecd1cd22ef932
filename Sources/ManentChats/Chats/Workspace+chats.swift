public import ManentCatalog
import ManentCore
import ManentHistory
public import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// All chats, latest activity first.
  public func chats() throws -> [ChatRow] {
    try refreshChats(thoroughly: false)
    return try reloadAllChats()
  }

  /// The chat with the latest activity, or `nil` when there is none. One that is dated later than now, by a machine whose
  /// clock was ahead, is the latest only where there is no other.
  public func latestChat() throws -> ChatRow? {
    try refreshChats(thoroughly: false)
    return try latestRow()
  }

  private func latestRow() throws -> ChatRow? {
    let now = surroundings.clock.now().milliseconds
    return try catalog().latestChat(notAfter: Timestamp(milliseconds: now + Chat.clockTolerance))
  }

  /// The chat that a reference means: its id, a unique prefix of it, a unique suffix of 8 characters or more, a unique
  /// part of 4 or more of what is shown of it, its title as it is or as it is shown, cut with `…`; or `last`.
  public func chat(matching reference: String) throws -> Chat {
    for thoroughly in [false, true] {
      try refreshChats(thoroughly: thoroughly)
      if let row = try findChat(reference) { return try chat(at: row.path) }
    }
    try refuseUnreadable(reference)
    throw WorkspaceError(.noChat, "'\(reference)'", "no such chat", advice: "'manent chats' lists them")
  }

  /// The ids of the chats that references mean, each once, in their order; whole ids are looked up all at once.
  public func chatIDs(matching references: [String]) throws -> [String] {
    try refreshChats(thoroughly: references.count > 1)
    let known = references.count > 1 ? Set(try catalog().chats().map(\.id)) : []
    var seen: Set<String> = []
    return try references.compactMap { reference in
      let id = known.contains(reference) ? reference : try chat(matching: reference).id
      return seen.insert(id).inserted ? id : nil
    }
  }

  /// The chat of exactly that id, or `nil`.
  public func chat(withID id: String) throws -> Chat? {
    try refreshChats(thoroughly: false)
    if let row = try row(withID: id) { return try chat(at: row.path) }
    try noteUnknownChats()
    if let row = try row(withID: id) { return try chat(at: row.path) }
    if told.unreadableChats.keys.contains(where: { salvagedSettings(of: $0).id == id }) { try refuseUnreadable(id) }
    return nil
  }

  private func row(withID id: String) throws -> ChatRow? {
    try catalog().chats(idPrefix: id, limit: 100).first { $0.id == id }
  }

  /// A chat that is going on, as its files are now; as it was when they are not in what is checked out any more.
  public func current(_ chat: Chat) throws -> Chat {
    try refreshChats(thoroughly: false)
    guard Files.exists(root / chat.settingsPath) else { return chat }
    return try self.chat(at: chat.path)
  }

  /// The chat in a folder of the workspace.
  public func chat(at path: String) throws -> Chat {
    let file = try inside("\(path)/\(WorkspaceLayout.chatFile)")
    return Chat(
      path: path,
      settings: try ChatSettings(parsing: settingsBytes(of: file), file: file.string))
  }

  /// The text of a chat's settings. Where git has left the markers of a conflict, both sides are joined.
  func settingsBytes(of file: Path) throws -> [UInt8] {
    SettingsMerge.resolved(
      try Files.read(file, limit: ChatSettings.largestFile, followsLinks: false), file: file.string)
  }

  /// The files of a chat.
  public func files(of chat: Chat) throws -> ChatFiles {
    ChatFiles(
      folder: try inside("\(chat.path)/\(WorkspaceLayout.chatFile)").parent, cache: chatMemory.parts,
      expectedLast: try catalog().chat(at: chat.path)?.lastPart)
  }

  /// The messages of a chat in reading order; lines that are no messages are told to the user and passed over, an
  /// unfinished last one is set aside.
  ///
  /// - Parameters:
  ///   - chat: the chat.
  ///   - includesCleared: whether messages that were cleared are shown as well.
  public func transcript(of chat: Chat, includingCleared includesCleared: Bool = false) throws -> Transcript {
    let read = try files(of: chat).readAll()
    for defect in setTornLinesAside(among: read.defects, in: chat.path) {
      surroundings.notify("\(chat.path)/\(defect.part), line \(defect.line): \(defect.problem); passed over")
    }
    return Transcript(read.messages, clearedBefore: includesCleared ? nil : chat.settings.clearedBefore)
  }

  private func findChat(_ reference: String) throws -> ChatRow? {
    let catalog = try catalog()
    if reference == "last" { return try latestRow() }
    guard !reference.isEmpty else { return nil }
    var found = try catalog.chats(idPrefix: reference, limit: 6)
    if let exact = found.first(where: { $0.id == reference }) { return exact }
    // Ids that Manent makes are in lower case, and read out or copied they may not be.
    let lowered = reference.lowercased()
    if found.isEmpty, lowered != reference { found = try catalog.chats(idPrefix: lowered, limit: 6) }
    if found.isEmpty, reference.utf8.count >= 8 { found = try catalog.chats(idSuffix: reference, limit: 6) }
    if found.isEmpty, lowered != reference, reference.utf8.count >= 8 {
      found = try catalog.chats(idSuffix: lowered, limit: 6)
    }
    if found.isEmpty { found = Self.chats(calledLike: reference, among: try catalog.chats()) }
    guard found.count > 1 else { return found.first }
    let candidates = found.prefix(5).map { "\($0.id) (\($0.title))" }.joined(separator: ", ")
    throw WorkspaceError(
      .ambiguous, "'\(reference)'", "several chats fit: \(candidates)\(found.count > 5 ? ", …" : "")",
      advice: "give more of the id")
  }
}

extension Workspace {
  /// The chats that a reference means by a part of the id that is shown, else by their title; at most six.
  private static func chats(calledLike reference: String, among all: [ChatRow]) -> [ChatRow] {
    let reference = ChatReference(reference)
    let ways: [(ChatRow) -> Bool] = [
      { reference.isPartOfShown($0.id) }, { reference.isTitle($0.title) }, { reference.isPart($0.id) },
    ]
    return ways.lazy.map { Array(all.filter($0).prefix(6)) }.first { !$0.isEmpty } ?? []
  }
}
