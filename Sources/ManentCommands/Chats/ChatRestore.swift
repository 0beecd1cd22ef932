import ManentCommandLine
import ManentCore
import ManentFormats
import ManentRecords
import ManentTerminal
import ManentWorkspace

/// `manent restore`: brings back what was forgotten, cleared or removed.
enum RestoreCommand {
  static let subject = OptionalArgument<String>(
    "CHAT|documents/NAME", completion: .forgotten,
    help: "a forgotten or cleared chat, by a part of its id or its title, or a document that was removed")
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
        Example("manent restore 9f2c41aa", "a chat"),
        Example("manent restore documents/notes/kitchen.txt", "a document that was removed"),
        Example("manent restore documents/guide.md --at HEAD~3", "an older version of one"),
      ],
      parameters: [subject, commit, list, GlobalOptions.utc, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    if invocation[list] {
      guard invocation[subject] == nil, invocation[commit] == nil else {
        throw invocation.misuse("'--list' takes neither a chat nor a commit")
      }
      return try listAll(session)
    }
    guard let name = invocation[subject] else {
      throw invocation.misuse("say what to bring back, or '--list' what could be")
    }
    let workspace = try session.workspace()
    let folder = WorkspaceLayout.documents + "/"
    let report =
      name.hasPrefix(folder)
      ? try workspace.restore(document: String(name.dropFirst(folder.count)), at: invocation[commit])
      : try workspace.restore(chat: name, at: invocation[commit])
    session.finishProgress()
    if session.wantsJSON {
      return try session.print([
        "kind": .string(report.kind.rawValue), "id": .string(report.id), "title": .string(report.title),
        "message_count": JSON(report.messages), "versions": JSON(report.versions),
      ])
    }
    switch report.kind {
    case .document: try session.say("brought back \(report.title)")
    case .chat, .cleared: try session.say("brought back '\(report.title)' with \(report.messages.counted("message"))")
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
