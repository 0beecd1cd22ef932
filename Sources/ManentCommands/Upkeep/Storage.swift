import ManentCommandLine
import ManentCore
import ManentFormats
import ManentTerminal
import ManentUpkeep

/// `manent storage`: says what takes how much room.
enum StorageCommand {
  static let allWorkspaces = Flag(
    "all-workspaces", short: "A", help: "every workspace in MANENT_HOME, and all together")
  static let check = Flag("check", help: "end with status 5 when a threshold is passed, for monitoring")
  static let count = Option<Int>("count", short: "n", value: "N", default: 10, help: "name the N largest items")

  static var command: Command {
    Command(
      "storage", group: "Upkeep", summary: "say what takes how much room, and what is there twice",
      discussion: """
        Documents are copied and embedded once for a user, not once for each chat. What that saves is computed from what is there: a chat \
        of its own would need at least the documents that its answers were made from, at most all documents.

        The threshold is 'limits.warn_bytes' in workspace.yaml.
        """,
      examples: [
        Example("manent storage", "the workspace"),
        Example("manent storage --all-workspaces --check > /dev/null || echo full", "for monitoring"),
      ],
      parameters: [allWorkspaces, check, count, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspaces = try invocation[allWorkspaces] ? session.allWorkspaces() : [session.workspace()]
    let reports = try workspaces.map { try $0.storage(largest: invocation.value(count, 10)) }
    session.finishProgress()
    let summary = StorageSummary(reports, largest: invocation.value(count, 10))
    if session.wantsJSON {
      try session.print(StorageJSON.value(summary))
    } else {
      let text = StorageText(summary, width: session.terminal.width, hasBars: session.terminal.writesToTerminal)
      for line in text.lines { try session.sayProse(line) }
      for alert in summary.alerts { session.terminal.report("manent: " + Terminal.inert(alert)) }
    }
    if invocation[check], !summary.alerts.isEmpty { throw SilentExit(code: .alert) }
  }
}
