import ManentCatalog
import ManentCore
import ManentRecords
import ManentSecrets
import ManentWorkspace

/// A chat whose files lie in a folder of their own, until that is moved to its place.
struct StagedChat: Sendable {
  var chat: ImportedChat
  var folder: Path
  var files: [(name: String, bytes: [UInt8])]
  /// What the catalog will know of it; its path is empty until it has a place.
  var row: ChatRow
  /// Its messages as the catalog takes them in.
  var entries: [MessageEntry]
  /// The credentials that were found in it.
  var secrets: [SecretFinding]

  /// What came of writing a chat.
  enum Outcome: Sendable {
    case staged(StagedChat)
    /// It could not be read again, or holds what may not be taken in; the reason as a clause.
    case refused(ImportedChat, reason: String)
  }

  /// Writes a chat's files into a new folder, not forced to disk. May be called from any thread.
  ///
  /// - Parameter policy: what becomes of credentials.
  static func write(_ given: ImportedChat, to folder: Path, _ policy: SecretPolicy) throws -> Outcome {
    let (chat, secrets) = given.screened(policy)
    if policy == .refuse, !secrets.isEmpty { return .refused(given, reason: Workspace.objection(to: secrets)) }
    let (yaml, settings): ([UInt8], ChatSettings)
    do {
      (yaml, settings) = try chat.checkedSettings()
    } catch {
      return .refused(chat, reason: "\(error)")
    }
    let lines = chat.messages.sorted { $0.id < $1.id }
    var files = [(name: WorkspaceLayout.chatFile, bytes: yaml)]
    for (index, part) in ImportedChat.parts(of: lines).enumerated() {
      files.append((WorkspaceLayout.part(index + 1), part))
    }
    try Files.makeFolders(folder)
    let statuses = try files.map { name, bytes in (name, try Files.writeUnsynced(bytes, to: folder / name)) }
    let (stamp, lastPart) = ChatStamp.of(statuses)
    let shown = Transcript.shown(of: lines, clearedBefore: settings.clearedBefore)
    let row = ChatRow(
      path: "", id: settings.id, title: settings.title, tags: settings.tags, created: settings.createdAt,
      activity: Chat(path: "", settings: settings).activity(of: shown), messages: shown.count, bytes: stamp.bytes,
      stamp: "\(stamp)", lastPart: lastPart, template: settings.template, isKept: settings.isKept,
      providers: Set(shown.compactMap(\.provider)).sorted())
    let entries = MessageEntry.entries(of: files, showing: Set(shown.map(\.id)))
    return .staged(
      StagedChat(chat: chat, folder: folder, files: files, row: row, entries: entries, secrets: secrets))
  }
}
