import ManentCatalog
import ManentCore
import ManentHistory
import ManentRecords
import ManentSecrets
import ManentWorkspace

/// One import under way: chats are staged as they come, and land together.
final class ChatImport {
  /// This many bytes or chats land together: they are in memory until they are committed.
  private static let limit = (bytes: 64 << 20, chats: 10_000)

  /// Where a chat is.
  private enum Place {
    /// In a folder of the workspace, by its path.
    case folder(String)
    /// Written aside: it has no folder before it lands.
    case waiting
    /// Nowhere: a rehearsal writes nothing.
    case rehearsed
  }

  let workspace: Workspace
  let source: String
  /// Where new chats are written first; `nil` when nothing is to be written.
  let staging: Path?
  private(set) var report = ImportReport()
  /// The chats that are here, by id and by the part of it that does not depend on time.
  private var known: [String: Place] = [:]
  private var knownIdentities: [Substring: Place] = [:]
  private let isForgotten: (String) -> Bool
  var places: ChatPlaces
  /// This many bytes or chats are written at once, by as many threads as there are processors.
  private static let batch = (bytes: 4 << 20, chats: 256)

  /// What the new chats of a rehearsal begin with, by id: they are nowhere to be looked at.
  private var rehearsed: [String: [Message]] = [:]
  /// Chats that are new and not written yet.
  private var waiting: [ImportedChat] = []
  private var waitingBytes = 0
  private var staged: [StagedChat] = []
  private var stagedBytes = 0
  /// How many folders of staged chats were made.
  private var folders = 0
  private let policy: SecretPolicy
  /// The chats with credentials that were taken in, as a clause each.
  private(set) var secrets: [String] = []

  init(into workspace: Workspace, from source: String, staging: Path?) throws {
    self.workspace = workspace
    self.source = source
    self.staging = staging
    places = ChatPlaces(in: workspace)
    policy = workspace.effectiveSecretPolicy
    isForgotten = try workspace.forgottenIDs()
    for row in try workspace.catalog().chats() { note(row.id, at: .folder(row.path)) }
  }

  private func note(_ id: String, at place: Place) {
    known[id] = place
    if UUIDv7(id) != nil { knownIdentities[ImportedChat.identity(of: id)] = place }
  }

  private func forget(_ id: String) {
    known[id] = nil
    if UUIDv7(id) != nil { knownIdentities[ImportedChat.identity(of: id)] = nil }
  }

  /// Where the chat is; `nil` when it is not here.
  private func place(of chat: ImportedChat) -> Place? {
    known[chat.settings.id] ?? (chat.hasDerivedIDs ? knownIdentities[ImportedChat.identity(of: chat.settings.id)] : nil)
  }

  /// Takes a chat in; one that cannot be is told in the report.
  func take(_ chat: ImportedChat) throws {
    try Interruption.check()
    do {
      try ChatID.check(chat.settings.id)
      try takeOrExtend(chat)
    } catch let error as WorkspaceError {
      guard error.code == .badName || error.code == .secret else { throw error }
      report.failed.append(.init(chat: chat.settings.id, error: error.description))
    }
  }

  private func takeOrExtend(_ given: ImportedChat) throws {
    var chat = given
    while true {
      if isForgotten(chat.settings.id) {
        report.forgotten += 1
        return
      }
      // A source may tell of a chat twice.
      if case .waiting? = place(of: chat) { try land() }
      guard let place = place(of: chat) else {
        if chat.settings.id != given.settings.id { report.keptBoth += 1 }
        return try stage(chat)
      }
      // Programs that count their chats from 1 give one id to different chats of two machines.
      guard let difference = try extend(place, by: chat) else { return }
      chat = try chat.apart(by: difference)
    }
  }

  private func stage(_ chat: ImportedChat) throws {
    report.added += 1
    report.messages += chat.messages.count
    guard staging != nil else {
      let (screened, found) = chat.screened(policy)
      if policy == .refuse, !found.isEmpty { return refuse(chat, Workspace.objection(to: found)) }
      do {
        _ = try screened.checkedSettings()
        note(chat.settings.id, at: .rehearsed)
        rehearsed[chat.settings.id] = screened.opening
      } catch {
        refuse(chat, "\(error)")
      }
      return
    }
    note(chat.settings.id, at: .waiting)
    waiting.append(chat)
    waitingBytes += chat.messages.reduce(0) { $0 + $1.content.utf8.count }
    if waitingBytes >= Self.batch.bytes || waiting.count >= Self.batch.chats { try writeWaiting() }
    if stagedBytes >= Self.limit.bytes || staged.count >= Self.limit.chats { try land() }
  }

  private func refuse(_ chat: ImportedChat, _ reason: String) {
    report.added -= 1
    report.messages -= chat.messages.count
    report.failed.append(.init(chat: chat.settings.id, error: reason))
    forget(chat.settings.id)
  }

  private func writeWaiting() throws {
    guard let staging, !waiting.isEmpty else { return }
    let first = folders
    folders += waiting.count
    let batch = waiting.enumerated().map { index, chat in (chat, staging / String(first + index)) }
    waiting.removeAll()
    waitingBytes = 0
    for outcome in try Parallel.map(batch, { [policy] in try StagedChat.write($0, to: $1, policy) }) {
      switch outcome {
      case .staged(let chat):
        stagedBytes += chat.files.reduce(0) { $0 + $1.bytes.count }
        noteSecrets(chat.secrets, in: chat.row.id)
        staged.append(chat)
      case .refused(let chat, let reason): refuse(chat, reason)
      }
    }
  }

  private func noteSecrets(_ found: [SecretFinding], in chat: String) {
    if !found.isEmpty { secrets.append("chat \(chat) holds \(Workspace.list(found))") }
  }

  /// Tells the user of the chats with credentials, all in one notice.
  func tellSecrets() {
    guard !secrets.isEmpty else { return }
    let shown = secrets.prefix(3).joined(separator: "; ")
    let rest = secrets.count > 3 ? "; and \(secrets.count - 3) more chats with credentials" : ""
    workspace.surroundings.notify(
      shown + rest
        + (policy == .redact
          ? "; they are not saved with the rest"
          : "; they are saved and go into git as they are; make them void, or take the chats out with 'manent purge CHAT'")
    )
    secrets = []
  }

  /// Moves what is staged into place and commits it.
  func land() throws {
    try writeWaiting()
    guard !staged.isEmpty else { return }
    let waiting = staged
    staged.removeAll()
    stagedBytes = 0
    let landed = try workspace.place(waiting, places: &places)
    try commit(landed)
    guard landed.count < waiting.count else { return }
    // Another process has made chats of the same ids in the meantime.
    let ids = Set(landed.map(\.row.id))
    for row in try workspace.catalog().chats() { note(row.id, at: .folder(row.path)) }
    for chat in waiting.map(\.chat) where !ids.contains(chat.settings.id) {
      report.added -= 1
      report.messages -= chat.messages.count
      if place(of: chat) != nil { try takeOrExtend(chat) }
    }
    try writeWaiting()
  }

  private func commit(_ landed: [StagedChat]) throws {
    guard !landed.isEmpty else { return }
    var contents: [String: [UInt8]] = [:]
    contents.reserveCapacity(landed.count * 2)
    for chat in landed {
      note(chat.row.id, at: .folder(chat.row.path))
      for file in chat.files { contents["\(chat.row.path)/\(file.name)"] = file.bytes }
    }
    let subject =
      landed.count == 1 ? "import: \(landed[0].row.title)" : "import: \(landed.count) chats from \(source)"
    do {
      try workspace.commit(Array(contents.keys), contents: contents, message: subject)
    } catch {
      workspace.notifyUncommitted(error)
    }
  }

  /// Appends the messages that a chat lacks.
  ///
  /// - Returns: a message that shows the imported chat to be another one with the same id; then nothing was done.
  private func extend(_ place: Place, by imported: ImportedChat) throws -> Message? {
    guard case .folder(let path) = place else {
      // In a rehearsal, a chat that came before is nowhere to be looked at.
      let known = rehearsed[imported.settings.id] ?? []
      if let difference = imported.difference(from: known) { return difference }
      report.unchanged += 1
      return nil
    }
    let outcome = try workspace.extend(path, by: imported, isRehearsal: staging == nil)
    if let difference = outcome.difference { return difference }
    noteSecrets(outcome.secrets, in: imported.settings.id)
    if outcome.added == 0 { report.unchanged += 1 } else { report.extended += 1 }
    report.messages += outcome.added
    report.keptBoth += outcome.keptBoth
    return nil
  }
}
