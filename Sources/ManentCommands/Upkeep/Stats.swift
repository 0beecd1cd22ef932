import ManentCommandLine
import ManentCore
import ManentFormats
import ManentTerminal
import ManentUpkeep
import ManentWorkspace

/// `manent stats`: says how much is asked, when and of whom.
enum StatsCommand {
  static let since = Option<TimePoint>("since", value: "TIME", help: "count from then on: \(TimePoint.grammar)")
  static let csv = Flag("csv", help: "print a table of comma-separated values: figure, name, value")
  static let allWorkspaces = Flag("all-workspaces", short: "A", help: "all workspaces in MANENT_HOME together")

  static var command: Command {
    Command(
      "stats", group: "Upkeep", summary: "say how much is asked and answered, when and by whom",
      discussion: """
        Days and hours are those of the machine's time zone. Latency is the time from a question to its answer as the messages record it. \
        A document counts once for each answer that was made from it. Messages count as long as 'manent show' shows them: not those \
        that were cleared, or that another answer replaces; 'manent status' counts the same.
        """,
      examples: [
        Example("manent stats", "for people"),
        Example("manent stats --since 30d --json | jq .per_day", "for scripts"),
        Example("manent stats --all-workspaces --csv > stats.csv", "for a spreadsheet"),
      ],
      parameters: [since, csv, allWorkspaces, GlobalOptions.utc, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    guard !(session.wantsJSON && invocation[csv]) else { throw invocation.misuse("choose one of --json and --csv") }
    let (now, calendar) = (Timestamp.now, TimeDisplay(invocation).calendar)
    let since = invocation[since].map { $0.moment(now: now, calendar: calendar) }
    let workspaces = try invocation[allWorkspaces] ? session.allWorkspaces() : [session.workspace()]
    var counter = StatisticsCounter(since: since, now: now, calendar: calendar)
    for workspace in workspaces { try counter.add(workspace) }
    let statistics = counter.result()
    session.finishProgress()
    if session.wantsJSON { return try session.print(StatsJSON.value(statistics)) }
    if invocation[csv] { return try session.terminal.write(StatsTable.csv(statistics)) }
    let name = invocation[allWorkspaces] ? "all workspaces" : workspaces.first?.name ?? ""
    let text = StatsText(
      statistics, name: name, today: calendar.day(of: now), width: session.terminal.width,
      hasCharts: session.terminal.writesToTerminal)
    for line in text.lines { try session.sayProse(line) }
  }
}
