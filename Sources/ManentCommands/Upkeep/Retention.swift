import ManentCommandLine
import ManentCore
import ManentFormats
import ManentRecords
import ManentRetention
import ManentTerminal
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

  /// The plans of the workspaces that the command is about, all made at one time.
  ///
  /// Of several workspaces one whose plan is refused, or that cannot be read, does not keep the others from theirs.
  static func plans(_ session: Session, _ failures: inout Failures) throws -> [(
    workspace: Workspace, plan: RetentionPlan
  )] {
    let now = Timestamp.now
    let machine = try MachineSettings.load(from: session.locator.configuration).retention
    let flags = RetentionFlags.settings(session.invocation)
    var entries: [(workspace: Workspace, policy: RetentionPolicy, state: RetentionState)] = []
    func look(_ workspace: Workspace) throws {
      let policy = RetentionPolicy(workspace: workspace.settings.retention, machine: machine, flags: flags)
      let state = try workspace.retentionState(withDocuments: policy.unusedDocuments != nil)
      entries.append((workspace, policy, state))
    }
    if session.invocation[allWorkspaces] {
      for name in try session.locator.names() {
        try failures.passOver(in: session) {
          try look(Workspace.open(session.locator.home / name, surroundings: session.surroundings))
        }
      }
    } else {
      try look(session.workspace())
    }
    let tags = Set(entries.flatMap { $0.state.chats.flatMap(\.tags) })
    var plans: [(workspace: Workspace, plan: RetentionPlan)] = []
    for (workspace, policy, state) in entries {
      let planner = RetentionPlanner(policy, calendar: .machine, now: now)
      try failures.passOver(in: session) {
        plans.append((workspace, try planner.plan(for: state, tagsElsewhere: tags, force: session.invocation[force])))
      }
    }
    return plans
  }

  /// What went wrong in some of several workspaces.
  struct Failures {
    private var first: ExitCode?

    /// Does something about one workspace; of several, what goes wrong is told and the next one has its turn.
    mutating func passOver(in session: Session, _ body: () throws -> Void) throws {
      do {
        try body()
      } catch let error as any ManentError {
        guard session.invocation[allWorkspaces], !(error is Interruption) else { throw error }
        session.finishProgress()
        session.terminal.report("manent: " + Terminal.inert("\(error)"))
        first = first ?? ExitCode(error)
      }
    }

    /// Ends the command with the status of what went wrong first, if anything did.
    func end() throws { if let first { throw SilentExit(code: first) } }
  }
}
