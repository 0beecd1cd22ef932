import ManentCatalog
import ManentCore
import ManentFormats
internal import ManentGit
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Brings a chat back that was forgotten, with all its messages, or what was cleared of one that is there.
  ///
  /// The messages are those of every last state that git's history has of the chat, joined by their ids: what another
  /// machine had appended when the chat was forgotten here is among them. One commit.
  ///
  /// - Parameters:
  ///   - reference: the chat's id, a unique part of it as `chat(matching:)` takes it, its title, or `last` for the one that
  ///     was forgotten last.
  ///   - commit: what git names a commit by: the chat comes back as it was there. `nil` for its last states.
  public func restore(chat reference: String, at commit: String? = nil) throws -> RestoreReport {
    try requireWritable()
    try refreshChats(thoroughly: false)
    // A title is looked for in all of history, and meanwhile nobody has to wait.
    let meant = try forgottenID(matching: reference, in: tombstones(), at: commit)
    return try locked(.chats) {
      let tombstones = try tombstones()
      // Another process may have brought it back.
      guard let id = meant, tombstones.isGone(id) else { return try unclear(chat(matching: meant ?? reference)) }
      switch tombstones.state(of: id) {
      case .purge where try isKept(id): return try bringBack(id, tombstones, at: try commit.map(resolve))
      case .purge:
        throw WorkspaceError(.purged, "'\(id)'", "the chat was purged: git's history does not have it any more")
      default: return try bringBack(id, tombstones, at: try commit.map(resolve))
      }
    }
  }

  /// The chats that were forgotten, or purged by another machine alone, the last one first, with what history knows of
  /// them.
  public func restorableChats() throws -> [RestorableChat] {
    try refreshChats(thoroughly: false)
    let tombstones = try tombstones()
    let purges = tombstones.latest.values.filter { $0.action == .purge }
    let agreed = try purges.isEmpty ? [] : PurgeConsent(in: history().gitFolder).agreed
    let purged = purges.filter { !agreed.contains($0.chat) }
    let forgotten = (tombstones.forgotten + purged).sorted { $0.id > $1.id }
    guard !forgotten.isEmpty else { return [] }
    let versions = ChatVersions(try history(), report: surroundings.report)
    let found = try self.versions(of: Set(forgotten.map(\.chat)), versions)
    return try forgotten.filter { $0.action == .forget || found[$0.chat] != nil }.map { tombstone in
      let version = found[tombstone.chat]?.first
      return RestorableChat(
        tombstone: tombstone, title: version?.settings?.title,
        messages: try version.map { try versions.lineCount(in: $0.folder) } ?? 0)
    }
  }

  /// The forgotten or purged chat that a reference means; `nil` when it means one that is there.
  private func forgottenID(matching reference: String, in tombstones: Tombstones, at commit: String?) throws -> String?
  {
    if tombstones.isGone(reference) { return reference }
    if reference == "last" {
      if let last = tombstones.forgotten.first { return last.chat }
    } else if commit == nil || (try? chat(matching: reference)) == nil {
      let found = try goneChat(byID: reference, in: tombstones)
      var ambiguity: WorkspaceError?
      do {
        // What is there comes first, if something of it can be brought back; whoever means the other one gives more of
        // its id.
        if let chat = try chatIfThere(reference), chat.settings.clearedBefore != nil { return nil }
      } catch let error as WorkspaceError where error.code == .ambiguous {
        // Several that are there can be meant by nothing, when one fits that is not.
        ambiguity = error
      }
      if let id = try found ?? goneChat(byTitle: reference, in: tombstones)?.id { return id }
      if let ambiguity { throw ambiguity }
    }
    if reference != "last", (try chatIfThere(reference)) == nil {
      throw WorkspaceError(
        .noChat, "'\(reference)'", "no such chat, and none of that id or title was forgotten",
        advice: "'manent restore --list' shows what was")
    }
    return nil
  }

  private func chatIfThere(_ reference: String) throws -> Chat? {
    do { return try chat(matching: reference) } catch let error as WorkspaceError where error.code == .noChat {
      return nil
    }
  }

  /// Whether a chat was purged by another machine alone, so that this one still has it.
  private func isKept(_ id: String) throws -> Bool {
    try !PurgeConsent(in: history().gitFolder).agreed.contains(id)
  }

  /// The states of a chat in a commit, else in what leads to the one that is checked out, else in what was kept of it
  /// when another machine had purged it.
  func versions(of id: String, at commit: CommitID?, _ source: ChatVersions) throws -> [ChatVersions.Version] {
    let found = try source.find([id], in: commit)[id] ?? []
    guard found.isEmpty, commit == nil else { return found }
    return try keptVersions(of: [id], source)[id] ?? []
  }

  /// The states of chats, by their ids, in what leads to the commit that is checked out, else in what was kept of them
  /// when another machine had purged them; those of which there is nothing are left out. History is read once for all.
  func versions(of ids: Set<String>, _ source: ChatVersions) throws -> [String: [ChatVersions.Version]] {
    guard !ids.isEmpty else { return [:] }
    let found = try source.find(ids)
    return try found.merging(keptVersions(of: ids.subtracting(found.keys), source)) { first, _ in first }
  }

  /// The states of chats, by their ids, in what was kept of them when another machine had purged them.
  private func keptVersions(
    of ids: Set<String>, _ source: ChatVersions
  ) throws -> [String: [ChatVersions.Version]] {
    guard !ids.isEmpty else { return [:] }
    let history = try history()
    var found: [String: [ChatVersions.Version]] = [:]
    for (name, chats) in try PurgeConsent(in: history.gitFolder).kept.sorted(by: { $0.key < $1.key }) {
      let wanted = chats.intersection(ids).subtracting(found.keys)
      guard !wanted.isEmpty, let tip = try history.kept(as: name) else { continue }
      found.merge(try source.find(wanted, in: tip)) { first, _ in first }
    }
    return found
  }

  private func bringBack(_ id: String, _ tombstones: Tombstones, at commit: CommitID?) throws -> RestoreReport {
    let source = ChatVersions(try history(), report: surroundings.report)
    let versions = try versions(of: id, at: commit, source)
    guard let newest = versions.first else {
      throw WorkspaceError(
        .noChat, "'\(id)'", commit == nil ? "no commit here has the chat" : "that commit does not have the chat",
        advice: commit == nil ? "another machine may: sync with it first" : "'manent log' lists others")
    }
    // Two machines may have begun a chat of this id; joined, it was one, in the folder whose path comes first.
    let path = versions.map(\.path).min() ?? newest.path
    let title = newest.settings?.title ?? id
    var step = ChatStep(message: CommitMessage.about(id, "restore: \(title)"))
    step.tombstones = makeTombstones(.restore, of: [id], after: tombstones)
    if let purge = tombstones.latest[id], purge.action == .purge { step.tombstones[0].over = purge.id }
    step.paths = [WorkspaceLayout.tombstones]
    var folders: [[(name: String, bytes: [UInt8])]] = []
    if try Files.status(inside(path)) == nil {
      let files = try source.join(versions).filter { try isPlaceable("\(path)/\($0.name)") }
      folders.append(files)
      step.placed.append(path)
      step.paths += files.map { "\(path)/\($0.name)" }
    }
    try take(step, placing: folders)
    let messages = try catalog().chat(at: path)?.messages ?? 0
    return RestoreReport(kind: .chat, id: id, title: title, messages: messages, versions: versions.count)
  }

  /// Whether a file of a history may come into the work tree; one that may not is told, and the others come.
  private func isPlaceable(_ path: String) throws -> Bool {
    do {
      _ = try inside(path)
      return true
    } catch let error as WorkspaceError where error.code == .badName {
      surroundings.notify("\(error); it is passed over")
      return false
    }
  }

  private func unclear(_ chat: Chat) throws -> RestoreReport {
    guard chat.settings.clearedBefore != nil else {
      throw WorkspaceError(.nothingToDo, "'\(chat.id)'", "the chat is there, and nothing of it was cleared")
    }
    let restored = try restoreCleared(chat)
    let messages = try catalog().chat(at: chat.path)?.messages ?? 0
    return RestoreReport(
      kind: .cleared, id: chat.id, title: restored.settings.title, messages: messages, versions: 1)
  }
}
