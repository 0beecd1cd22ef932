import ManentCommandLine
import ManentCore
import ManentFormats
import ManentGit
import ManentTerminal
import ManentUpkeep
import ManentWorkspace

/// `manent log`: what happened when, and on which machine.
enum LogCommand {
  static let chat = OptionalArgument<String>(
    "CHAT", completion: .chat, help: "only what happened to this chat, which may be a forgotten one")
  static let count = Option<Int>("count", short: "n", value: "N", help: "only the latest N; 20 on a terminal, else all")
  static let since = Option<TimePoint>("since", value: "TIME", help: "only from then on: \(TimePoint.grammar)")
  static let documents = Flag("documents", help: "only what happened to documents")

  static var command: Command {
    Command(
      "log", group: "Chats", summary: "tell what happened when, and on which machine",
      discussion: "One line for each commit, the newest first. 'git show' with a commit's id tells it to the letter.",
      examples: [
        Example("manent log", "the latest of the workspace"),
        Example("manent log last", "of a chat"),
        Example("manent log --since 7d --json | jq -r '.[] | .device' | sort | uniq -c", "which machines were at work"),
      ],
      parameters: [chat, count, since, documents, GlobalOptions.utc, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    if let count = invocation[count], count < 1 { throw invocation.misuse("'--count' must be at least 1") }
    var request = Workspace.LogRequest()
    request.chat = invocation[chat]
    request.limit = invocation[count] ?? (session.terminal.writesToTerminal && !session.wantsJSON ? 20 : nil)
    request.onlyDocuments = invocation[documents]
    let times = TimeDisplay(invocation)
    request.since = invocation[since].map(times.moment)
    let workspace = try session.workspace()
    try workspace.recoverInterruptedWork()
    if session.wantsJSON { return try printJSON(request, of: workspace, session) }
    try workspace.log(request) { entry in
      let moment = times.text(entry.time)
      let device =
        entry.device.count < 10 ? entry.device + String(repeating: " ", count: 10 - entry.device.count) : entry.device
      let start = "\(entry.commit.description.prefix(8))  \(moment)  \(oneLine(device))  "
      try session.sayLaid(laid(start, oneLine(entry.summary), session.looks.width))
    }
  }

  /// A line of the log. On a terminal what happened goes on below itself, or below all of it where there is little room.
  private static func laid(_ start: String, _ summary: String, _ width: Int?) -> String {
    let (start, summary) = (Terminal.inert(start), Terminal.inert(summary))
    guard let width else { return "\(start)\(summary)\n" }
    let place = DisplayWidth.of(start)
    if place * 2 <= width {
      return TextRows.laid([(summary, [])], first: start, margin: String(repeating: " ", count: place), width: width)
    }
    guard place + DisplayWidth.of(summary) > width else { return "\(start)\(summary)\n" }
    return TextCut.to(width, start) + "\n" + TextRows.laid([(summary, [])], first: "  ", margin: "  ", width: width)
  }

  /// An array that is printed as it grows, an entry a line.
  private static func printJSON(_ request: Workspace.LogRequest, of workspace: Workspace, _ session: Session) throws {
    var isFirst = true
    try workspace.log(request) { entry in
      session.finishProgress()
      try session.terminal.writeInert(
        Array(((isFirst ? "[" : ",\n") + LogJSON.value(entry).serialized()).utf8), isJSON: true)
      isFirst = false
    }
    try session.terminal.line(isFirst ? "[]" : "]")
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}
