import ManentCommandLine
import ManentFormats
import ManentRetention

/// `manent retention plan`: shows what a policy would do.
enum RetentionPlanCommand {
  static var command: Command {
    Command(
      "plan", summary: "show what stays and what goes, and why; nothing is changed",
      discussion: """
        With --json the plan can be kept in a file, looked through, shortened and applied later: 'manent retention apply --plan FILE'.

        Times are y (years), mo (months), w, d and h, as in 2y6mo or 90d.
        """,
      examples: [
        Example("manent retention plan", "by the rules in workspace.yaml"),
        Example(
          "manent retention plan --keep-last 50 --keep-monthly 12 --json > plan.json", "a plan to be applied later"),
      ],
      parameters: RetentionFlags.all + [RetentionCommand.allWorkspaces, RetentionCommand.force, GlobalOptions.json],
      run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    var failures = RetentionCommand.Failures()
    let plans = try RetentionCommand.plans(session, &failures).map(\.plan)
    session.finishProgress()
    if session.wantsJSON {
      let all: JSON = ["workspaces": .array(plans.map(\.json))]
      try session.print(invocation[RetentionCommand.allWorkspaces] ? all : plans.first?.json ?? .null)
    } else {
      for (index, plan) in plans.enumerated() {
        if index > 0 { try session.say("") }
        try RetentionText(session).show(plan, withKept: true)
        RetentionText(session).tellDoubt(of: plan)
      }
    }
    try failures.end()
  }
}
