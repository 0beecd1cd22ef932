import ManentChats
public import ManentCore
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// What is to be told of a workspace's history.
  public struct LogRequest: Sendable {
    /// Only what happened to this chat: a reference as `chat(matching:)` reads it, or that of a forgotten one.
    public var chat: String?
    /// At most that many entries.
    public var limit: Int?
    /// Only what happened from then on.
    public var since: Timestamp?
    /// Only what happened to documents.
    public var onlyDocuments = false

    /// All of it.
    public init() {}
  }

  /// Tells what happened in the workspace, the newest first, each entry as soon as it is found.
  ///
  /// - Parameters:
  ///   - request: what is to be told.
  ///   - body: called with each entry.
  public func log(_ request: LogRequest, _ body: (LogEntry) throws -> Void) throws {
    let scope = try request.chat.map { try logScope(of: $0) }
    guard let head = try history().head(), request.limit ?? 1 > 0 else { return }
    var lookups = try (scope?.folders ?? []).map { try history().lookup(of: $0) }
    var reader = try LogReader(history())
    var count = 0
    try history().walk(from: head) { commit in
      try Interruption.check()
      if let since = request.since, commit.commitTime < since { return false }
      if scope != nil, try !touches(commit, &lookups) { return true }
      guard let entry = try entry(of: commit, scope, request, &reader) else { return true }
      try body(entry)
      count += 1
      return count < request.limit ?? .max
    }
  }

  private func entry(
    of commit: LoggedCommit, _ scope: LogScope?, _ request: LogRequest, _ reader: inout LogReader
  ) throws -> LogEntry? {
    let all = try reader.changes(of: commit, only: scope)
    let changes = request.onlyDocuments ? all.filter { $0.kind == "documents" } : all
    let isMerge = commit.parents.count > 1
    // In a larger repository most commits have nothing to do with the workspace.
    let isPartial = try request.onlyDocuments || scope != nil || !history().prefix.isEmpty
    if changes.isEmpty, isPartial { return nil }
    let device = CommitMessage.trailers(of: commit.message)[CommitMessage.device] ?? commit.author
    return LogEntry(
      commit: commit.id, time: commit.time, device: device, author: commit.author, subject: commit.subject,
      isMerge: isMerge, changes: changes)
  }

  /// Whether a commit has another state of a folder than each of those before it.
  private func touches(_ commit: LoggedCommit, _ lookups: inout [FolderLookup]) throws -> Bool {
    let history = try history()
    for index in lookups.indices {
      let now = try history.folder(in: commit, by: &lookups[index])
      let before = try commit.parents.map { parent in
        try history.folder(in: history.logged(parent), by: &lookups[index])
      }
      if before.isEmpty ? now != nil : before.allSatisfy({ $0 != now }) { return true }
    }
    return false
  }

  /// The chat that a reference means, whether it is there or was forgotten.
  private func logScope(of reference: String) throws -> LogScope {
    do {
      let chat = try chat(matching: reference)
      return LogScope(id: chat.id, folders: [chat.path])
    } catch let error as WorkspaceError where error.code == .noChat {
      let gone = try tombstones().latest.keys.filter { $0 == reference || $0.hasPrefix(reference) }
      guard let id = gone.first, gone.count == 1 else { throw error }
      let versions = try ChatVersions(try history(), report: surroundings.report).find([id])
      let folders = Set((versions[id] ?? []).map(\.path)).sorted()
      guard !folders.isEmpty else { throw error }
      return LogScope(id: id, folders: folders)
    }
  }
}
