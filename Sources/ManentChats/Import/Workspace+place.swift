import ManentCatalog
import ManentCore
import ManentRecords
import ManentSecrets
import ManentWorkspace

extension Workspace {
  /// Moves staged chats to their places, each in one step, and enters them into the catalog. What was moved is on the
  /// disk when this returns, and noted for the next command if no commit follows.
  ///
  /// - Returns: those that were moved, with their places; not those that another process has made in the meantime.
  func place(_ staged: [StagedChat], places: inout ChatPlaces) throws -> [StagedChat] {
    if let folder = staged.first?.folder { try Files.syncFileSystem(of: folder) }
    return try locked(.chats) {
      let catalog = try catalog()
      let known = Set(try catalog.chats().map(\.id))
      var planned = staged.filter { !known.contains($0.row.id) }
      for index in planned.indices { planned[index].row.path = try places.place(for: planned[index].chat) }
      func paths(_ chats: some Sequence<StagedChat>) -> [String] {
        chats.flatMap { chat in chat.files.map { "\(chat.row.path)/\($0.name)" } }
      }
      try noteWriting(paths(planned))
      var moved = 0
      do {
        try moveIntoPlace(planned) { moved += 1 }
        try Files.syncFileSystem(of: root)
      } catch {
        try? catalog.transaction { try catalog.removePending(paths(planned[moved...]), owner: mark()) }
        throw error
      }
      // All are on the disk: from here on only the cache can lag behind, and it catches up by itself.
      try? catalog.transaction {
        for chat in planned {
          try catalog.put(chat.row)
          try catalog.putMessages(of: chat.row.path, chat.entries)
        }
      }
      return planned
    }
  }

  private func moveIntoPlace(_ planned: [StagedChat], didMove: () -> Void) throws {
    var folders: [String: Path] = [:]
    for chat in planned {
      let parts = Path.parts(of: chat.row.path)
      let day = parts.dropLast().joined(separator: "/")
      let folder: Path
      if let known = folders[day] {
        folder = known
      } else {
        folder = try inside(chat.row.path).parent
        try Files.makeFolders(folder)
        folders[day] = folder
      }
      try Files.move(chat.folder, to: folder / String(parts[parts.count - 1]))
      didMove()
    }
  }

  /// Notes paths that are being written, so that the next command commits them if this one does not.
  private func noteWriting(_ paths: [String]) throws {
    try catalog().transaction { try catalog().addPending(paths, owner: mark()) }
  }

  /// What came of extending a chat.
  struct ChatExtension {
    /// How many messages were added.
    var added = 0
    /// How many of them say something else than the message here that has their id.
    var keptBoth = 0
    /// The credentials in what was added.
    var secrets: [SecretFinding] = []
    /// A message that shows the imported chat to be another one; then nothing was added.
    var difference: Message?
  }

  /// Appends the messages of an imported chat that the chat in a folder lacks.
  ///
  /// - Throws: `WorkspaceError.Code.secret` when they hold credentials and are to be refused.
  func extend(_ path: String, by imported: ImportedChat, isRehearsal: Bool) throws -> ChatExtension {
    let chat = try self.chat(at: path)
    if isRehearsal { return try missing(from: chat, of: imported).outcome }
    return try locked(.chats) {
      let (missing, outcome) = try missing(from: chat, of: imported)
      guard !missing.isEmpty else { return outcome }
      let files = try files(of: chat)
      var parts: Set<String> = []
      for message in missing {
        let last = try files.parts().last ?? WorkspaceLayout.part(1)
        try noteWriting(["\(path)/\(last)"])
        let part = try files.append(message, rescuingTo: stateFolder / "torn", notify: surroundings.notify).part
        try noteWriting(["\(path)/\(part)"])
        parts.formUnion([last, part])
      }
      try? catalog().transaction { try reloadChat(path) }
      commitWhatHappened(parts.sorted().map { "\(path)/\($0)" }, message: "import: \(chat.settings.title)")
      return outcome
    }
  }

  /// The messages that a chat lacks, as they may be written, and what came of looking for them.
  private func missing(
    from chat: Chat, of imported: ImportedChat
  ) throws -> (messages: [Message], outcome: ChatExtension) {
    let here = try files(of: chat).readAll().messages
    if imported.hasDerivedIDs, let difference = imported.difference(from: here) {
      return ([], ChatExtension(difference: difference))
    }
    var gap = MessageGap(here, isDerived: imported.hasDerivedIDs)
    try gap.fill(from: imported.messages)
    let (messages, secrets) = try screened(gap.missing)
    return (messages, ChatExtension(added: messages.count, keptBoth: gap.keptBoth, secrets: secrets))
  }

  /// Messages as they may be written, and the credentials that were found in them.
  private func screened(_ messages: [Message]) throws -> (messages: [Message], secrets: [SecretFinding]) {
    let policy = effectiveSecretPolicy
    guard policy != .off else { return (messages, []) }
    let redacted = messages.map { $0.redacted() }
    let found = redacted.flatMap(\.findings)
    guard policy != .refuse || found.isEmpty else {
      throw WorkspaceError(.secret, "what it has gained", Self.objection(to: found))
    }
    return (policy == .redact ? redacted.map(\.message) : messages, found)
  }
}
