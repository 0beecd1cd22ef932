import ManentCore
import ManentFormats
internal import ManentGit
import ManentHistory
import ManentRecords

/// Tells what commits did to a workspace, from the newest to the oldest.
struct LogReader {
  /// More chats than this in one commit are counted, not told one by one.
  private static let tellingLimit = 100

  private let history: History
  /// Whether contents may be left with a remote (a partial clone): they are not fetched only to be counted.
  private let isPartial: Bool
  /// How many lines a content has: what is old for one commit is new for the one before.
  private var lineCounts: [BlobID: Int] = [:]
  /// What chats are called at the time that the reading has come to, by their folders.
  private var subjects: [String: LogChange.Subject] = [:]

  init(_ history: History) throws {
    self.history = history
    isPartial = try history.promisor() != nil
  }

  /// The bytes of a content; `nil` when a partial clone has left it with its remote.
  private func content(of blob: BlobID) throws -> [UInt8]? {
    do throws(GitError) { return try history.content(of: blob) } catch {
      if error.code == .missing, isPartial { return nil }
      throw error
    }
  }

  /// What a commit changed; of a merge what differs from each side.
  ///
  /// - Parameters:
  ///   - commit: the commit.
  ///   - chat: the only chat that counts; `nil` for all of the workspace.
  mutating func changes(of commit: LoggedCommit, only chat: LogScope?) throws -> [LogChange] {
    var differences = try history.differences(from: commit.parents.first, to: commit.id)
    if let chat { differences.removeAll { !chat.holds($0.path) } }
    for parent in commit.parents.dropFirst() where !differences.isEmpty {
      let others = Set(try history.changes(from: parent, to: commit.id).map(\.path))
      differences.removeAll { !others.contains($0.path) }
    }
    let changes = try changes(differences, in: commit)
    guard let chat else { return changes }
    return changes.compactMap { change in
      guard case .tombstones(let action, let chats) = change else { return change }
      return chats.contains(chat.id) ? .tombstones(action, chats: [chat.id]) : nil
    }
  }

  private mutating func changes(_ differences: [FileDifference], in commit: LoggedCommit) throws -> [LogChange] {
    var chats: [String: [FileDifference]] = [:]
    var documents: (added: [String], updated: [String], removed: [String]) = ([], [], [])
    var settings: [String] = []
    var tombstones: [LogChange] = []
    for difference in differences {
      let path = difference.path
      if let folder = WorkspaceLayout.chatFolder(of: path) {
        chats[folder, default: []].append(difference)
      } else if path.hasPrefix(WorkspaceLayout.documents + "/") {
        let name = String(path.dropFirst(WorkspaceLayout.documents.count + 1))
        if difference.old == nil {
          documents.added.append(name)
        } else if difference.new == nil {
          documents.removed.append(name)
        } else {
          documents.updated.append(name)
        }
      } else if path == WorkspaceLayout.tombstones {
        tombstones = try newTombstones(difference)
      } else if !path.hasPrefix(WorkspaceLayout.index + "/") {
        settings.append(path)
      }
    }
    let told = tombstones.reduce(into: Set<String>()) { told, change in
      if case .tombstones(_, let chats) = change { told.formUnion(chats) }
    }
    var changes = try tombstones + self.changes(of: chats, in: commit, told: told)
    if !(documents.added + documents.updated + documents.removed).isEmpty {
      changes.append(.documents(added: documents.added, updated: documents.updated, removed: documents.removed))
    }
    if !settings.isEmpty { changes.append(.settings(settings)) }
    return changes
  }

  /// The entries that a version of `forgotten.jsonl` has and the one before has not, by what they say.
  private func newTombstones(_ difference: FileDifference) throws -> [LogChange] {
    guard let new = difference.new else { return [] }
    guard let bytes = try content(of: new) else { return [] }
    let old = try difference.old.flatMap { try content(of: $0) } ?? []
    func entries(_ bytes: ArraySlice<UInt8>) -> [Tombstone] {
      JSONLines(bytes).compactMap { line in
        guard case .success(let json) = line.result else { return nil }
        return Tombstone(json)
      }
    }
    var added: [Tombstone]
    if bytes.starts(with: old) {
      added = entries(bytes[old.count...])
    } else {
      let known = Set(entries(old[...]).map(\.id))
      added = entries(bytes[...]).filter { !known.contains($0.id) }
    }
    added.sort { $0.id < $1.id }
    return Tombstone.Action.allCases.compactMap { action in
      let chats = added.filter { $0.action == action }.map(\.chat)
      return chats.isEmpty ? nil : .tombstones(action, chats: chats)
    }
  }

  private mutating func changes(
    of chats: [String: [FileDifference]], in commit: LoggedCommit, told: Set<String>
  ) throws -> [LogChange] {
    func settings(_ files: [FileDifference]) -> FileDifference? {
      files.first { $0.path.hasSuffix("/" + WorkspaceLayout.chatFile) }
    }
    if chats.count > Self.tellingLimit {
      let began = chats.values.count { settings($0).map { $0.old == nil } ?? false }
      let removed = chats.values.count { settings($0).map { $0.new == nil } ?? false }
      // A commit that forgets many says so by its entries.
      if told.count >= removed, removed == chats.count || began == chats.count, !told.isEmpty { return [] }
      return [.manyChats(began: began, changed: chats.count - began - removed, removed: removed)]
    }
    return try chats.sorted { $0.key < $1.key }.flatMap { folder, files in
      try changes(of: folder, files, settings(files), in: commit, told: told)
    }
  }

  private mutating func changes(
    of folder: String, _ files: [FileDifference], _ settings: FileDifference?, in commit: LoggedCommit,
    told: Set<String>
  ) throws -> [LogChange] {
    let old = try settings?.old.flatMap { try read($0) }
    let new = try settings?.new.flatMap { try read($0) }
    if let settings, settings.new == nil {
      let chat = subject(old, folder)
      subjects[folder] = chat
      return told.contains(chat.id) ? [] : [.removed(chat)]
    }
    let chat: LogChange.Subject
    if let new {
      chat = subject(new, folder)
    } else if let known = subjects[folder] {
      chat = known
    } else {
      let blob = try history.blob(at: "\(folder)/\(WorkspaceLayout.chatFile)", in: commit.id)
      chat = subject(try blob.flatMap { try read($0) }, folder)
    }
    // From here on the reading is before this commit.
    subjects[folder] = old.map { subject($0, folder) } ?? chat
    let parts = files.filter { WorkspaceLayout.partNumber(Path($0.path).name) != nil }
    var count = 0
    var isKnown = true
    for part in parts {
      if let new = try lines(part.new), let old = try lines(part.old) { count += new - old } else { isKnown = false }
    }
    if !isKnown { count = 0 }
    if let settings, settings.old == nil { return told.contains(chat.id) ? [] : [.began(chat, messages: count)] }
    var changes: [LogChange] = []
    if !parts.isEmpty { changes.append(count > 0 || !isKnown ? .messages(chat, count: count) : .rewritten(chat)) }
    if let old, let new { changes += self.changes(of: chat, from: old, to: new) }
    if changes.isEmpty { changes.append(.configured(chat)) }
    return changes
  }

  private func changes(of chat: LogChange.Subject, from old: ChatSettings, to new: ChatSettings) -> [LogChange] {
    var changes: [LogChange] = []
    if old.title != new.title { changes.append(.renamed(chat, from: old.title)) }
    if old.tags != new.tags {
      changes.append(
        .tagged(
          chat, added: new.tags.filter { !old.tags.contains($0) }, removed: old.tags.filter { !new.tags.contains($0) }))
    }
    if old.clearedBefore != new.clearedBefore {
      changes.append(new.clearedBefore == nil ? .uncleared(chat) : .cleared(chat))
    }
    return changes
  }

  private func subject(_ settings: ChatSettings?, _ folder: String) -> LogChange.Subject {
    LogChange.Subject(id: settings?.id ?? folder, title: settings?.title ?? folder)
  }

  /// A chat's settings; `nil` when they cannot be understood.
  private func read(_ blob: BlobID) throws -> ChatSettings? {
    guard let bytes = try content(of: blob) else { return nil }
    return try? ChatSettings(parsing: bytes, file: WorkspaceLayout.chatFile)
  }

  /// How many lines a content has; `nil` when it is not here.
  private mutating func lines(_ blob: BlobID?) throws -> Int? {
    guard let blob else { return 0 }
    if let known = lineCounts[blob] { return known }
    guard let count = try content(of: blob)?.count(where: { $0 == UInt8(ascii: "\n") }) else { return nil }
    if lineCounts.count >= 4096 { lineCounts.removeAll(keepingCapacity: true) }
    lineCounts[blob] = count
    return count
  }
}
