import ManentCatalog
import ManentCore
public import ManentGit
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// More chats than this, as a killed import leaves them, are not committed one by one.
  private static let fewChats = 64
  /// So many bytes of them are committed together: they are in memory until they are.
  private static let batchBytes = 64 << 20

  /// Commits what was written and is not committed yet, but for what another running process is at work on.
  ///
  /// - Parameter ofThisProcess: whether what this process has written counts; not in the middle of a turn.
  /// - Returns: why it has to wait, if so.
  @discardableResult
  public func commitPending(ofThisProcess: Bool = true) throws -> CommitDelay? {
    guard settings.commit != .manual, !leavesNothing else { return nil }
    let left = try catalog().pending().filter { try isOwn($0.owner) ? ofThisProcess : !isElsewhere($0.owner) }
    guard !left.isEmpty else { return nil }
    var delay: CommitDelay?
    func note(_ outcome: CommitOutcome) { if case .deferred(let reason) = outcome { delay = reason } }
    if try history().delay == nil { try restoreWaiting(left.map(\.path)) }
    var others: [String] = []
    var chats: [String: [String]] = [:]
    for path in left.map(\.path) {
      // Of a chat that is gone there is nothing to be told but that it went.
      let folder = WorkspaceLayout.chatFolder(of: path).flatMap { Files.exists(root / $0) ? $0 : nil }
      if let folder { chats[folder, default: []].append(path) } else { others.append(path) }
    }
    let sorted = chats.sorted { $0.key < $1.key }
    for (folder, paths) in sorted {
      // What a crash cut short is no message, and not committed.
      _ = try? setTornLinesAside(of: paths.map { Path($0).name }, in: folder, commits: false)
      guard chats.count <= Self.fewChats else { continue }
      note(try commit(paths, message: (try? chat(at: folder)).map(Self.turnMessage) ?? "chat: \(folder)"))
      // What keeps one from being committed keeps the others, too.
      if delay != nil { return delay }
    }
    if chats.count > Self.fewChats { try commitTogether(sorted.map(\.value), note) }
    if delay == nil, !others.isEmpty {
      note(try commit(others, message: "recover: commit what an interrupted command had saved"))
    }
    return delay
  }

  /// Commits the files of many chats, as many together as may be in memory.
  private func commitTogether(_ chats: [[String]], _ note: (CommitOutcome) -> Void) throws {
    var batch: [String] = []
    var (count, bytes) = (0, 0)
    func commitBatch() throws {
      guard count > 0 else { return }
      note(try commit(batch, message: "recover: commit \(count.counted("chat")) that an interrupted command had saved"))
      (batch, count, bytes) = ([], 0, 0)
    }
    for paths in chats {
      batch += paths
      count += 1
      bytes += try paths.reduce(0) { $0 + (try Files.status(root / $1)?.size ?? 0) }
      if bytes >= Self.batchBytes { try commitBatch() }
    }
    try commitBatch()
  }
}
