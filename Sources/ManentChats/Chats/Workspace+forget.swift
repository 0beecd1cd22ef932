import ManentCatalog
import ManentCore
import ManentGit
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// The tag of chats that are not forgotten unless the user insists.
  public static let pinnedTag = "pinned"

  /// Forgets chats: their folders leave the tree and `forgotten.jsonl` says so, all in one commit that either happens
  /// or does not. `restore` brings them back from git's history.
  ///
  /// What of them is not committed yet is committed before, so that nothing is lost.
  ///
  /// - Parameters:
  ///   - ids: whole ids; each must be that of a chat, else nothing is done.
  ///   - force: whether chats with the tag `pinned` go as well.
  public func forget(_ ids: [String], force: Bool = false) throws -> ForgetReport {
    try requireWritable()
    try refreshChats(thoroughly: true)
    return try locked(.chats) {
      let rows = try rows(of: Set(ids), force: force)
      guard !rows.isEmpty else { return ForgetReport(chats: []) }
      let files = try committedFiles(of: rows)
      var step = ChatStep(message: Self.forgetMessage(ids: Set(rows.map(\.id)).sorted()))
      step.removed = rows.map(\.path)
      step.paths = files + [WorkspaceLayout.tombstones]
      step.tombstones = makeTombstones(.forget, of: Set(rows.map(\.id)).sorted(), after: try tombstones())
      // Before they are there, so that no crash makes one of this machine's look like one of elsewhere.
      try noteMade(step.tombstones)
      try take(step)
      return ForgetReport(
        chats: rows.map { .init(id: $0.id, title: $0.title, messages: $0.messages, bytes: $0.bytes) })
    }
  }

  /// The rows of chats by id; two machines may each have made a chat of one id that a client brought.
  private func rows(of ids: Set<String>, force: Bool) throws -> [ChatRow] {
    let rows = try catalog().chats().filter { ids.contains($0.id) }.sorted { ($0.id, $0.path) < ($1.id, $1.path) }
    if let missing = ids.subtracting(rows.map(\.id)).min() {
      throw WorkspaceError(.noChat, "'\(missing)'", "no such chat", advice: "'manent chats' lists them")
    }
    if !force, let pinned = rows.first(where: { $0.tags.contains(Self.pinnedTag) }) {
      throw WorkspaceError(
        .protected, pinned.id, "the chat is pinned", advice: "take the tag '\(Self.pinnedTag)' away, or use --force")
    }
    return rows
  }

  /// Commits what of some chats is not committed yet; gives all files that git has of them.
  private func committedFiles(of rows: [ChatRow]) throws -> [String] {
    if settings.commit == .manual {
      try refuseUncommitted(below: Set(rows.map(\.path)))
    } else {
      try commitAll(of: rows)
    }
    guard let head = try history().head() else { return [] }
    let folders = try history().folders(at: rows.map(\.path), in: head)
    var files: [String] = []
    for row in rows {
      guard let folder = folders[row.path] else { continue }
      files += try history().files(in: folder).map { "\(row.path)/\($0.path)" }
    }
    return files
  }

  private func refuseUncommitted(below folders: Set<String>) throws {
    let open = try history().uncommitted().first { change in
      folders.contains(Path.parts(of: change.path).prefix(5).joined(separator: "/"))
    }
    if let open {
      throw WorkspaceError(
        .protected, open.path, "not committed, so it would be lost", advice: "commit it with git first")
    }
  }

  /// Commits the files of chats as they are; those that are committed so already cost no more than their reading.
  private func commitAll(of rows: [ChatRow]) throws {
    var batch: [ChatRow] = []
    var bytes = 0
    func flush() throws {
      guard let first = batch.first else { return }
      let paths = try batch.flatMap { try regularFiles(below: $0.path) }
      let message =
        batch.count == 1
        ? CommitMessage.about(first.id, "chat: \(first.title)")
        : "chat: save \(batch.count.counted("chat")) before they go"
      if case .deferred(let delay) = try commit(paths, message: message) {
        throw WorkspaceError(
          .busy, "", "git cannot take a commit now (\(delay.explanation)), and without one the messages would be lost",
          advice: "try again later")
      }
      (batch, bytes) = ([], 0)
    }
    for (index, row) in rows.enumerated() {
      if rows.count > 500, index.isMultiple(of: 100) {
        surroundings.report(.init("Looking through chats", done: index, total: rows.count))
      }
      try Interruption.check()
      batch.append(row)
      bytes += row.bytes
      if batch.count >= 2000 || bytes > 32 << 20 { try flush() }
    }
    try flush()
  }

  /// The regular files in a folder of the workspace and in those below it; links are not followed.
  private func regularFiles(below folder: String) throws -> [String] {
    var files: [String] = []
    for (name, status) in try Files.entries(of: inside(folder)) {
      switch status.kind {
      case .file: files.append("\(folder)/\(name)")
      case .folder where name != ".git": files += try regularFiles(below: "\(folder)/\(name)")
      default: break
      }
    }
    return files
  }

  /// Names no title: these are text of the chats, which is to go.
  private static func forgetMessage(ids: [String]) -> String {
    if ids.count == 1 { return CommitMessage.about(ids[0], "forget: 1 chat") }
    let more = ids.count > 100 ? "\nand \(ids.count - 100) more, see \(WorkspaceLayout.tombstones)" : ""
    return "forget: \(ids.count.counted("chat"))\n\n\(ids.prefix(100).joined(separator: "\n"))\(more)"
  }
}
