import ManentCommandLine
import ManentCore
import ManentFormats
import ManentRecords
import ManentSync
import ManentTerminal
import ManentWorkspace

/// `manent purge`: takes chats out of all that there is.
enum PurgeCommand {
  static let chats = Arguments<String>(
    "CHAT", completion: .chat,
    help: "ids, parts of them that mean one chat, titles, or 'last'; forgotten ones, too")
  static let forgotten = Flag("forgotten", help: "all chats that are forgotten")
  static let yes = Flag("yes", short: "y", help: "do not ask")
  static let force = Flag("force", help: "also where branches, tags or signatures of your own change")

  static var command: Command {
    Command(
      "purge", group: "Chats", summary: "take chats out of history, for good",
      discussion: """
        Rewrites git's history so that no commit, log, pack or cache holds a chat's text, and says what may still hold it: remotes, \
        forks, other clones. Other machines drop the chat with their next sync. Nothing brings it back; 'manent forget' can be undone.
        """,
      examples: [
        Example("manent purge last", "the latest chat; asks before"),
        Example("manent purge --forgotten --yes", "all forgotten ones, without asking"),
      ],
      parameters: [chats, forgotten, yes, force, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let references = invocation[chats]
    guard references.isEmpty == invocation[forgotten] else {
      throw invocation.misuse("name chats, or say '--forgotten'; not both")
    }
    let workspace = try session.workspace()
    let meant =
      invocation[forgotten]
      ? try workspace.forgottenChats() : try references.map { try workspace.purgeableChat(matching: $0) }
    if meant.isEmpty {
      return session.wantsJSON ? try session.print(json(nil)) : try session.say("no chat is forgotten")
    }
    if !invocation[yes] { try ask(about: meant, in: session) }
    let report = try workspace.purge(meant.map(\.id), force: invocation[force])
    session.finishProgress()
    if session.wantsJSON { return try session.print(json(report)) }
    let count = report.chats.count.counted("chat")
    let freed = report.bytes > 0 ? ", \(ByteCount(report.bytes)) freed" : ""
    try session.say(
      "purged \(count): \(report.commits.counted("commit")) rewritten, \(report.objects.counted("object")) removed\(freed)"
    )
    try session.say("What may still hold the text:")
    for holder in report.holders { try session.say("  \(holder)") }
  }

  /// Throws unless the user says yes.
  private static func ask(about chats: [Workspace.PurgeableChat], in session: Session) throws {
    let names = chats.prefix(5).map { chat in chat.title.map { "'\($0)' (\(chat.id))" } ?? chat.id }
    let list = names.joined(separator: ", ") + (chats.count > 5 ? " and \(chats.count - 5) more" : "")
    guard session.terminal.readsFromTerminal, session.terminal.reportsToTerminal else {
      throw WorkspaceError(.farReaching, list, "a purge cannot be undone", advice: "say --yes if that is meant")
    }
    session.terminal.reportPiece(Terminal.inert("Purge \(list)? It cannot be undone. [y/N] "))
    let answer = try session.readAnswer() ?? ""
    guard ["y", "yes"].contains(answer.lowercased()) else {
      throw WorkspaceError(.farReaching, list, "not purged")
    }
  }

  private static func json(_ report: PurgeReport?) -> JSON {
    [
      "purged": .array((report?.chats ?? []).map(JSON.string)), "commits": .number(JSONNumber(report?.commits ?? 0)),
      "objects": .number(JSONNumber(report?.objects ?? 0)), "bytes": .number(JSONNumber(report?.bytes ?? 0)),
      "holders": .array((report?.holders ?? []).map(JSON.string)),
    ]
  }
}
