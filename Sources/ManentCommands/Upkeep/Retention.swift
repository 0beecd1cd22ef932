import ManentCore
import ManentFormats
import ManentRetention
import ManentWorkspace

/// `manent retention`: which chats stay, and for how long.
enum RetentionCommand {
  static let allWorkspaces = Flag("all-workspaces", short: "A", help: "every workspace in MANENT_HOME")
  static let force = Flag(
    "force", help: "allow rules that match nothing, and forgetting every chat; believe the clock in a purge")

  static var command: Command {
    Command(
      "retention", group: "Upkeep", summary: "forget old chats by rules, and purge what was forgotten long ago",
      discussion: """
        The rules say what to keep: a chat that any of them keeps is kept. They stand under 'retention' in workspace.yaml, and for all \
        workspaces of the machine in config.yaml; a chat with the tag 'pinned' or 'retention: keep' in its chat.yaml is always kept.
        """,
      examples: [
        Example("manent retention plan --keep-within 180d --keep-tag work", "what would go, and why"),
        Example("manent retention apply", "do what workspace.yaml says"),
      ],
      subcommands: [RetentionPlanCommand.command, RetentionApply.command], defaultSubcommand: "plan")
  }

  /// The workspaces that the command is about, each with its policy.
  static func workspaces(_ session: Session) throws -> [(workspace: Workspace, policy: RetentionPolicy)] {
    let machine = try MachineSettings.load(from: session.locator.configuration).retention
    let flags = RetentionFlags.settings(session.invocation)
    let found = try session.invocation[allWorkspaces] ? session.allWorkspaces() : [session.workspace()]
    return found.map { ($0, RetentionPolicy(workspace: $0.settings.retention, machine: machine, flags: flags)) }
  }

  /// The plans for them, made at one time.
  static func plans(
    for workspaces: [(workspace: Workspace, policy: RetentionPolicy)], _ session: Session
  ) throws -> [(workspace: Workspace, plan: RetentionPlan)] {
    let now = Timestamp.now
    let states = try workspaces.map { try $0.workspace.retentionState(withDocuments: $0.policy.unusedDocuments != nil) }
    let tags = Set(states.flatMap { $0.chats.flatMap(\.tags) })
    return try zip(workspaces, states).map { entry, state in
      let planner = RetentionPlanner(entry.policy, calendar: .machine, now: now)
      return (
        entry.workspace,
        try planner.plan(for: state, tagsElsewhere: tags, force: session.invocation[force])
      )
    }
  }
}
