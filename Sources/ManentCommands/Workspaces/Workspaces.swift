import ManentCommandLine
import ManentCore
import ManentFormats
import ManentWorkspace

/// `manent workspaces`: lists the workspaces of this machine.
enum WorkspacesCommand {
  static var command: Command {
    Command(
      "workspaces", group: "Start", summary: "list the workspaces in MANENT_HOME",
      discussion: "The one that a command would use here is marked with a star.",
      examples: [
        Example("manent workspaces", "list them"),
        Example("manent workspaces --json | jq -r '.[].path'", "their folders"),
      ],
      parameters: [GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let home = session.locator.home
    let names = try session.locator.names()
    var current: Path?
    if case .existing(let root) = try session.locator.locate(invocation[GlobalOptions.workspace]) { current = root }
    if session.wantsJSON {
      return try session.print(
        .array(
          names.map { name in
            [
              "name": .string(name), "path": .string((home / name).string), "current": .bool(home / name == current),
            ]
          }))
    }
    if let current, !names.contains(where: { home / $0 == current }) { try session.say("* \(current)") }
    for name in names { try session.say("\(home / name == current ? "*" : " ") \(name)  \(home / name)") }
    if names.isEmpty, current == nil {
      try session.say("none yet; 'manent init NAME' makes one, and so does the first 'manent chat'")
    }
  }
}
