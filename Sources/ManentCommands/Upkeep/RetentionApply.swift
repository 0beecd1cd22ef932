import ManentCommandLine
import ManentCore
import ManentFormats
import ManentRecords
import ManentRetention
import ManentWorkspace

/// `manent retention apply`: does what a plan says.
enum RetentionApply {
  static let plan = Option<Path>(
    "plan", value: "FILE", completion: .file, help: "a plan of 'retention plan --json', or - for standard input")
  static let yes = Flag("yes", short: "y", help: "do not ask")
  static let documents = Flag("remove-documents", help: "remove the documents that the plan proposes, too")

  static var command: Command {
    Command(
      "apply", summary: "forget and purge what a plan says",
      discussion: """
        Asks before it does so; where there is no terminal to ask on, --yes is needed. All chats of a workspace are forgotten in one \
        commit, and 'manent restore' brings them back until they are purged. Of many only the first are shown; 'manent retention plan' \
        shows all.

        A plan from a file is refused when a chat has changed since it was made.
        """,
      examples: [
        Example("manent retention apply --yes --all-workspaces", "for cron: every workspace by its own rules"),
        Example("manent retention apply --plan plan.json", "what was looked through before"),
      ],
      parameters: [plan, yes, documents] + RetentionFlags.all
        + [RetentionCommand.allWorkspaces, RetentionCommand.force, GlobalOptions.json],
      run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    var failures = RetentionCommand.Failures()
    let plans = try invocation[plan].map { try saved(in: $0, session) } ?? RetentionCommand.plans(session, &failures)
    let work = plans.filter { !$0.plan.isEmpty || invocation[documents] && !$0.plan.documents.isEmpty }
    if !work.isEmpty, !invocation[yes] {
      for (_, plan) in work where session.canAsk && !session.wantsJSON {
        try RetentionText(session).show(plan, withKept: false, limit: 20)
      }
      guard try session.confirms("Do this?") else {
        throw RetentionError(.unconfirmed, "", "nothing is changed without being asked for", advice: "use --yes")
      }
    }
    var reports: [RetentionReport] = []
    for (workspace, plan) in plans {
      try failures.passOver(in: session) {
        reports.append(
          try workspace.apply(
            plan, removingDocuments: invocation[documents], force: invocation[RetentionCommand.force]))
      }
    }
    session.finishProgress()
    for (_, plan) in plans { RetentionText(session).tellDoubt(of: plan) }
    if session.wantsJSON {
      let all: JSON = ["workspaces": .array(reports.map(json))]
      try session.print(invocation[RetentionCommand.allWorkspaces] ? all : reports.first.map(json) ?? .null)
    } else {
      for report in reports {
        try session.say(sentence(report))
        for holder in report.holders { try session.say("  may still hold the text: \(holder)") }
      }
    }
    try failures.end()
  }

  /// The plans in a file, each with its workspace.
  private static func saved(
    in file: Path, _ session: Session
  ) throws -> [(workspace: Workspace, plan: RetentionPlan)] {
    guard RetentionFlags.settings(session.invocation).isEmpty else {
      throw session.invocation.misuse("a plan holds its rules already; leave the others out")
    }
    let bytes =
      file.string == "-"
      ? try StandardInput.readToEnd() : try Files.readStream(file.absolute(from: Platform.currentFolder))
    guard let plans = (try? JSON(parsing: bytes)).flatMap({ RetentionPlan.all(in: $0) }) else {
      throw RetentionError(
        .noPlan, file.string, "not a plan", advice: "'manent retention plan --json > FILE' makes one")
    }
    return try plans.map { (try Workspace.open($0.root, surroundings: session.surroundings), $0) }
  }

  private static func json(_ report: RetentionReport) -> JSON {
    [
      "workspace": .string(report.workspace), "forgotten": .array(report.forgotten.map(JSON.string)),
      "bytes": JSON(report.bytes), "purged": .array(report.purged.map(JSON.string)),
      "holders": .array(report.holders.map(JSON.string)),
      "documents": .array(report.documents.map(JSON.string)),
    ]
  }

  private static func sentence(_ report: RetentionReport) -> String {
    var parts: [String] = []
    if !report.forgotten.isEmpty {
      parts.append("forgot \(report.forgotten.count.counted("chat")) (\(ByteCount(report.bytes)))")
    }
    if !report.purged.isEmpty { parts.append("purged \(report.purged.count)") }
    if !report.documents.isEmpty { parts.append("removed \(report.documents.count.counted("document"))") }
    return "\(report.workspace): " + (parts.isEmpty ? "nothing to do" : parts.joined(separator: ", "))
  }
}
