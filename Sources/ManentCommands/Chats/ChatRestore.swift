import ManentChats
import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentFormats
import ManentRecords
import ManentTerminal
import ManentWorkspace

/// `manent restore`: brings back what was forgotten, cleared or removed.
enum RestoreCommand {
  static let subjects = Arguments<String>(
    "CHAT|documents/NAME", completion: .forgotten,
    help: "forgotten or cleared chats, by a part of their ids or their titles, or documents that were removed")
  static let commit = Option<String>(
    "at", value: "COMMIT", help: "as it was in that commit, as git names commits")
  static let list = Flag("list", help: "list the chats that could be brought back")

  static var command: Command {
    Command(
      "restore", group: "Chats", summary: "bring back what was forgotten, cleared or removed",
      discussion: """
        A forgotten chat comes back with all its messages, also those that another machine had added when it was \
        forgotten here. What was purged cannot come back.
        """,
      examples: [
        Example("manent restore --list", "what could be brought back"),
        Example("manent restore 9f2c41aa", "a chat; several may be named"),
        Example("manent restore documents/notes/kitchen.txt", "a document that was removed"),
        Example("manent restore documents/guide.md --at HEAD~3", "an older version of one"),
      ],
      parameters: [subjects, commit, list, GlobalOptions.utc, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    if invocation[list] {
      guard invocation[subjects].isEmpty, invocation[commit] == nil else {
        throw invocation.misuse("'--list' takes neither a chat nor a commit")
      }
      return try listAll(session)
    }
    guard !invocation[subjects].isEmpty else {
      throw invocation.misuse("say what to bring back, or '--list' what could be")
    }
    let workspace = try session.workspace()
    var reports: [RestoreReport] = []
    var seen: Set<String> = []
    var failure: (any Error)?
    for name in invocation[subjects] where seen.insert(name).inserted {
      do {
        reports.append(try restore(name, in: workspace, session))
      } catch {
        // One alone is told by whoever runs the command; of several, each is, and the others come back.
        guard invocation[subjects].count > 1, !(error is Interruption) else { throw error }
        session.progress.clear()
        session.terminal.report("manent: " + Terminal.inert("\(error)"))
        if failure == nil { failure = error }
      }
    }
    session.finishProgress()
    if session.wantsJSON {
      let values = reports.map(json)
      try session.print(invocation[subjects].count == 1 ? values[0] : .array(values))
    } else {
      for report in reports { try session.say(sentence(report)) }
    }
    if let failure { throw SilentExit(code: ExitCode(failure)) }
  }

  /// Brings back what a name means; where it could mean something else as well, that is told.
  private static func restore(_ name: String, in workspace: Workspace, _ session: Session) throws -> RestoreReport {
    let commit = session.invocation[commit]
    let folder = WorkspaceLayout.documents + "/"
    guard !name.hasPrefix(folder) else {
      let report = try workspace.restore(document: String(name.dropFirst(folder.count)), at: commit)
      if let chat = try workspace.goneChat(byTitle: name, in: workspace.tombstones()) {
        session.surroundings.notify(
          "'\(name)' is also the title of a forgotten chat; 'manent restore \(chat.id)' brings that back")
      }
      return report
    }
    let document = "'manent restore \(ShellWord.quoted(folder + name))'"
    do {
      let report = try workspace.restore(chat: name, at: commit)
      if try workspace.hasRemovedDocument(name) {
        session.surroundings.notify("'\(name)' is also a document that was removed; \(document) brings that back")
      }
      return report
    } catch var error as WorkspaceError where error.code == .noChat {
      if try workspace.hasRemovedDocument(name) { error.advice = "it is a document that was removed: \(document)" }
      throw error
    }
  }

  private static func json(_ report: RestoreReport) -> JSON {
    [
      "kind": .string(report.kind.rawValue), "id": .string(report.id), "title": .string(report.title),
      "message_count": JSON(report.messages), "versions": JSON(report.versions),
    ]
  }

  private static func sentence(_ report: RestoreReport) -> String {
    switch report.kind {
    case .document: "brought back \(report.title)"
    case .chat, .cleared: "brought back '\(report.title)' with \(report.messages.counted("message"))"
    }
  }

  private static func listAll(_ session: Session) throws {
    let chats = try session.workspace().restorableChats()
    session.finishProgress()
    if session.wantsJSON {
      return try session.print(
        .array(
          chats.map { chat in
            [
              "id": .string(chat.tombstone.chat), "title": chat.title.map(JSON.string) ?? .null,
              "forgotten_at": .string(chat.tombstone.createdAt.description),
              "device": chat.tombstone.device.map(JSON.string) ?? .null, "message_count": JSON(chat.messages),
            ]
          }))
    }
    if chats.isEmpty { return try session.say("no chat was forgotten") }
    var table = Table(["id", "forgotten", "device", "messages", "title"], rightAligned: [3])
    let times = TimeDisplay(session.invocation)
    for chat in chats {
      table.add([
        String(chat.tombstone.chat.suffix(8)), times.text(chat.tombstone.createdAt),
        chat.tombstone.device ?? "", String(chat.messages), chat.title ?? "(no commit here has it)",
      ])
    }
    try session.terminal.write(table.text)
  }
}
