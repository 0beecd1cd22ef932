import ManentCatalog
import ManentCore
import ManentHistory

/// One import under way: chats are staged as they come, and land together.
final class ChatImport {
  /// This many bytes or chats land together: they are in memory until they are committed.
  private static let limit = (bytes: 64 << 20, chats: 10_000)

  let workspace: Workspace
  let source: String
  /// Where new chats are written first; `nil` when nothing is to be written.
  let staging: Path?
  private(set) var report = ImportReport()
  /// The folders of the chats that are here, by id and by the part of it that does not depend on time.
  private var known: [String: String] = [:]
  private var knownIdentities: [Substring: String] = [:]
  private let isForgotten: (String) -> Bool
  var places: ChatPlaces
  private var staged: [StagedChat] = []
  private var stagedBytes = 0

  /// A chat whose files lie in a folder of their own.
  struct StagedChat {
    var chat: ImportedChat
    var folder: Path
    var files: [(name: String, bytes: [UInt8])]
  }

  init(into workspace: Workspace, from source: String, staging: Path?) throws {
    self.workspace = workspace
    self.source = source
    self.staging = staging
    places = ChatPlaces(in: workspace)
    isForgotten = try workspace.forgottenIDs()
    for row in try workspace.catalog().chats() { note(row.id, at: row.path) }
  }

  private func note(_ id: String, at path: String) {
    known[id] = path
    if UUIDv7(id) != nil { knownIdentities[ImportedChat.identity(of: id)] = path }
  }

  /// The folder of the chat, when it is here.
  private func path(of chat: ImportedChat) -> String? {
    known[chat.settings.id] ?? (chat.hasDerivedIDs ? knownIdentities[ImportedChat.identity(of: chat.settings.id)] : nil)
  }

  /// Takes a chat in; one that cannot be is told in the report.
  func take(_ chat: ImportedChat) throws {
    try Interruption.check()
    do {
      try ChatID.check(chat.settings.id)
      if isForgotten(chat.settings.id) {
        report.forgotten += 1
        return
      }
      // A source may tell of a chat twice.
      if path(of: chat)?.isEmpty == true { try land() }
      if let path = path(of: chat) { return try extend(path, by: chat) }
      try stage(chat)
    } catch let error as WorkspaceError where error.code == .badName {
      report.failed.append(.init(chat: chat.settings.id, error: error.description))
    }
  }

  private func stage(_ chat: ImportedChat) throws {
    var files: [(name: String, bytes: [UInt8])] = []
    do {
      files.append((WorkspaceLayout.chatFile, try chat.yaml()))
    } catch {
      report.failed.append(.init(chat: chat.settings.id, error: "\(error)"))
      return
    }
    for (index, part) in chat.parts().enumerated() { files.append((WorkspaceLayout.part(index + 1), part)) }
    report.added += 1
    report.messages += chat.messages.count
    guard let staging else { return note(chat.settings.id, at: " ") }
    let folder = staging / String(staged.count)
    try Files.makeFolders(folder)
    for (name, bytes) in files {
      try Files.writeNew(bytes, to: folder / name, sync: false)
      stagedBytes += bytes.count
    }
    // Empty until it has landed.
    note(chat.settings.id, at: "")
    staged.append(StagedChat(chat: chat, folder: folder, files: files))
    if stagedBytes >= Self.limit.bytes || staged.count >= Self.limit.chats { try land() }
  }

  /// Moves what is staged into place and commits it.
  func land() throws {
    guard !staged.isEmpty else { return }
    let waiting = staged
    staged.removeAll()
    stagedBytes = 0
    let landed = try workspace.place(waiting, places: &places)
    try commit(landed)
    guard landed.count < waiting.count else { return }
    // Another process has made chats of the same ids in the meantime.
    let ids = Set(landed.map(\.0.chat.settings.id))
    for row in try workspace.catalog().chats() { note(row.id, at: row.path) }
    for chat in waiting.map(\.chat) where !ids.contains(chat.settings.id) {
      report.added -= 1
      report.messages -= chat.messages.count
      if let path = path(of: chat), !path.isEmpty { try extend(path, by: chat) }
    }
  }

  private func commit(_ landed: [(StagedChat, path: String)]) throws {
    guard !landed.isEmpty else { return }
    for (chat, path) in landed { note(chat.chat.settings.id, at: path) }
    var contents: [String: [UInt8]] = [:]
    for (chat, path) in landed { for file in chat.files { contents["\(path)/\(file.name)"] = file.bytes } }
    let subject =
      landed.count == 1 ? "import: \(landed[0].0.chat.settings.title)" : "import: \(landed.count) chats from \(source)"
    do {
      try workspace.commit(Array(contents.keys), contents: contents, message: subject)
    } catch {
      workspace.notifyUncommitted(error)
    }
  }

  /// Appends the messages that a chat lacks.
  private func extend(_ path: String, by imported: ImportedChat) throws {
    // In a rehearsal, a chat that came before is nowhere to be looked at.
    guard path != " " else {
      report.unchanged += 1
      return
    }
    let added = try workspace.extend(path, by: imported, isRehearsal: staging == nil)
    if added == 0 { report.unchanged += 1 } else { report.extended += 1 }
    report.messages += added
  }
}
