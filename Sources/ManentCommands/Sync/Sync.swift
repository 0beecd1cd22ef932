import ManentCommandLine
import ManentCore
import ManentFormats
import ManentSync
import ManentTerminal
import ManentWorkspace

/// `manent sync`: keeps a workspace in step with its remote.
enum SyncCommand {
  static let remote = OptionalArgument<String>(
    "URL", help: "the remote, to be set the first time: a URL, host:path or a folder; or the name of one")
  static let watch = Flag("watch", help: "go on until stopped: pull now and then, push soon after a turn")
  static let interval = Option<TimeSpan>(
    "interval", value: "TIME", default: TimeSpan(milliseconds: 60_000), help: "with --watch: how often to pull")
  static let timeout = Option<TimeSpan>(
    "timeout", value: "TIME", default: TimeSpan(milliseconds: 300_000),
    help: "how long the remote may say nothing")
  static let allowsUnrelated = Flag(
    "allow-unrelated", help: "join a remote workspace that has nothing in common with this one")

  static var command: Command {
    Command(
      "sync", group: "Upkeep", summary: "keep machines in step through git",
      discussion: """
        Commits what is not committed, fetches, merges and pushes; again when another machine was quicker. Nothing conflicts: \
        messages are joined by their ids, and a document that was changed on both sides is kept twice.

        Fetching and pushing is done by your own git, with your ssh keys, credentials and proxies. It asks for a password only on a \
        terminal. No hook is run; the contents of Git LFS are sent along.

        A chat that another machine has purged is forgotten here, and named; it is purged here, too, once you agree. The machine \
        setting 'purges' says ask, forget or accept.

        With --watch a remote that cannot be reached is tried again after ever longer times, 10 minutes at most. Ctrl-C or SIGTERM \
        ends it, with status 0.
        """,
      examples: [
        Example("manent sync git@example.org:me/chats.git", "the first time: set the remote"),
        Example("manent sync", "from then on"),
        Example("manent sync --watch --interval 5min", "keep in step"),
      ],
      parameters: [remote, watch, interval, timeout, allowsUnrelated, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    var request = self.request(of: invocation, in: session)
    request.remote = invocation[remote]
    let workspace = try session.workspace()
    if invocation[watch] {
      return try SyncWatch(workspace, request, interval: span(invocation, interval), session).run()
    }
    let report = try agreed(try workspace.sync(request), workspace, request, session)
    session.finishProgress()
    if session.wantsJSON { return try session.print(SyncOutput.json(report)) }
    for line in SyncOutput.lines(report) { try session.say(line) }
  }

  /// Asks whether chats that another machine has purged are to be purged here, too, where the settings say so and there
  /// is somebody to ask; the report of another sync when they were.
  private static func agreed(
    _ report: SyncReport, _ workspace: Workspace, _ request: SyncRequest, _ session: Session
  ) throws -> SyncReport {
    let chats = report.foreignPurges
    guard !chats.isEmpty, !session.wantsJSON, try workspace.purgePolicy == .ask, session.canAsk else { return report }
    let names = chats.prefix(5).map { $0.title.map { "'\($0)'" } ?? $0.chat }.joined(separator: ", ")
    let rest = chats.count > 5 ? " and \(chats.count - 5) more" : ""
    let question =
      "\(chats[0].device ?? "Another machine") has purged \(names)\(rest). Purge here, too? It cannot be undone."
    guard try session.confirms(question) else { return report }
    _ = try workspace.purge(chats.map(\.chat))
    var again = request
    again.remote = nil
    var second = try workspace.sync(again)
    second.pulled += report.pulled
    second.pushed += report.pushed
    second.merges = report.merges + second.merges
    return second
  }

  /// What every command that talks to a remote asks for.
  static func request(of invocation: Invocation, in session: Session) -> SyncRequest {
    SyncRequest(
      allowsUnrelated: invocation[allowsUnrelated],
      isInteractive: session.terminal.isInteractive,
      silence: span(invocation, timeout))
  }

  private static func span(_ invocation: Invocation, _ option: Option<TimeSpan>) -> Duration {
    .milliseconds(invocation[option]?.milliseconds ?? 0)
  }
}

extension TimeSpan: ArgumentValue {
  init?(argument: String) {
    guard let span = TimeSpan(argument), span.milliseconds > 0 else { return nil }
    self = span
  }
  static var kind: String { "a length of time such as 90s, 5min or 2h" }
  var argumentText: String { milliseconds % 60_000 == 0 ? "\(milliseconds / 60_000)min" : "\(milliseconds / 1000)s" }
}
