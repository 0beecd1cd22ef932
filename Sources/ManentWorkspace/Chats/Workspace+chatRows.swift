import ManentCatalog
import ManentCore
import ManentHistory

extension Workspace {
  /// Brings the catalog in line with the chats' files.
  ///
  /// What git brought is told by the commit that is checked out: only the chats that differ since the commit that the
  /// catalog knows are read. Thoroughly, the chats' folders are listed as well, which also finds what was changed by
  /// hand and not committed.
  func refreshChats(thoroughly: Bool) throws {
    try recoverInterruptedWork()
    let catalog = try catalog()
    let head = headCommit()
    let known = try catalog.fact(Self.chatsHeadFact)
    let current = head?.description ?? "none"
    if known != current {
      if let known = known.flatMap({ CommitID($0) }), let head,
        let changed = try? history().changes(from: known, to: head)
      {
        let folders = Set(changed.compactMap { Self.chatFolder(of: $0.path) })
        try catalog.transaction { for folder in folders.sorted() { try reloadChat(folder) } }
      } else {
        try reloadAllChats()
      }
      try catalog.setFact(Self.chatsHeadFact, to: current)
    }
    if thoroughly { try reloadAllChats() }
  }

  /// Reads a chat's files into the catalog again, or forgets it when it is gone.
  func reloadChat(_ path: String) throws {
    let catalog = try catalog()
    guard Files.exists(root / path / WorkspaceLayout.chatFile) else { return try catalog.removeChat(at: path) }
    let (chat, messages): (Chat, [Message])
    do {
      chat = try self.chat(at: path)
      messages = Transcript(try self.files(of: chat).readAll().messages).messages
    } catch {
      surroundings.notify("cannot read \(path): \(error)")
      return try catalog.removeChat(at: path)
    }
    let activity = messages.map(\.createdAt).max() ?? chat.settings.createdAt
    let files = try chatFileStatuses(path)
    try catalog.put(
      ChatRow(
        path: path, id: chat.id, title: chat.settings.title, tags: chat.settings.tags, created: chat.settings.createdAt,
        activity: activity, messages: messages.count, bytes: files.reduce(0) { $0 + $1.status.size },
        stamp: Self.stamp(of: files)))
  }

  /// Notes in the catalog that messages were appended to a chat, without reading what was there before.
  func noteAppended(_ messages: [Message], to chat: Chat) throws {
    let catalog = try catalog()
    guard var row = try catalog.chat(at: chat.path) else { return try reloadChat(chat.path) }
    let files = try chatFileStatuses(chat.path)
    row.messages += messages.count
    row.activity = max(row.activity, messages.map(\.createdAt).max() ?? row.activity)
    row.bytes = files.reduce(0) { $0 + $1.status.size }
    row.stamp = Self.stamp(of: files)
    try catalog.put(row)
  }

  private func reloadAllChats() throws {
    let catalog = try catalog()
    let known = Dictionary(try catalog.chats().map { ($0.path, $0.stamp) }, uniquingKeysWith: { first, _ in first })
    var present: Set<String> = []
    var stale: [String] = []
    for path in try chatFolders() {
      present.insert(path)
      if try known[path] != Self.stamp(of: chatFileStatuses(path)) { stale.append(path) }
    }
    let gone = known.keys.filter { !present.contains($0) }
    guard !stale.isEmpty || !gone.isEmpty else { return }
    try catalog.transaction {
      for (index, path) in stale.enumerated() {
        if stale.count > 500, index.isMultiple(of: 100) {
          surroundings.report(.init("Reading chats", done: index, total: stale.count))
        }
        try reloadChat(path)
      }
      for path in gone { try catalog.removeChat(at: path) }
    }
  }

  /// The folders of all chats: those four levels below `chats/` that hold a `chat.yaml`.
  func chatFolders() throws -> [String] {
    try foldersOfDays().filter { Files.exists(root / $0 / WorkspaceLayout.chatFile) }
  }

  /// The folders four levels below `chats/`, whatever they hold.
  func foldersOfDays() throws -> [String] {
    var level = [WorkspaceLayout.chats]
    guard try Files.status(root / WorkspaceLayout.chats)?.kind == .folder else { return [] }
    for depth in 0..<4 {
      level = try level.flatMap { folder in
        try Files.list(root / folder).filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
          .filter { depth == 3 || (try? Files.status(root / $0))??.kind == .folder }
      }
    }
    return level
  }

  /// The chat's files with what the file system says of them: its settings first, then its parts.
  private func chatFileStatuses(_ path: String) throws -> [(name: String, status: FileStatus)] {
    let folder = root / path
    let names = try Files.list(folder).filter {
      $0 == WorkspaceLayout.chatFile || WorkspaceLayout.partNumber($0) != nil
    }
    return try names.compactMap { name in try Files.status(folder / name).map { (name, $0) } }
  }

  /// Changes whenever one of the files does.
  private static func stamp(of files: [(name: String, status: FileStatus)]) -> String {
    // Of the many parts of a long chat all but the last are settled; length and newest time tell a change in any of
    // them.
    let size = files.reduce(0) { $0 + $1.status.size }
    let newest = files.map(\.status.modified).max() ?? 0
    return "\(files.count)-\(size)-\(newest)"
  }

  static func chatFolder(of path: String) -> String? {
    let parts = path.split(separator: "/")
    guard parts.count == 6, parts[0] == WorkspaceLayout.chats else { return nil }
    return parts.dropLast().joined(separator: "/")
  }

  private func headCommit() -> CommitID? {
    HeadReader.gitFolder(containing: root).flatMap { HeadReader.commit(gitFolder: $0.gitFolder) }
  }
}
