import ManentCommandLine
import ManentCore
import ManentFormats
import ManentTerminal
import ManentWorkspace

/// `manent paths`: says where things are.
enum PathsCommand {
  static var command: Command {
    Command(
      "paths", group: "Machine", summary: "say where things are",
      examples: [
        Example("manent paths", "list the places"),
        Example("cd \"$(manent paths --json | jq -r .workspace)\"", "go to the workspace"),
      ],
      parameters: [GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let locator = session.locator
    let workspace: (path: Path, note: String) =
      switch try locator.locate(invocation[GlobalOptions.workspace]) {
      case .existing(let root): (root, "")
      case .firstUse(let root): (root, " (made on first use)")
      }
    let machine = try Workspace.machineFolders(of: workspace.path)
    let template = try? WorkspaceTemplate.shipped().folder
    if session.wantsJSON {
      return try session.print([
        "workspace": .string(workspace.path.string), "home": .string(locator.home.string),
        "configuration": .string(locator.configuration.string),
        "cache": machine.map { .string($0.cache.string) } ?? .null,
        "state": machine.map { .string($0.state.string) } ?? .null,
        "template": template.map { .string($0.string) } ?? .null,
      ])
    }
    var table = Table(["what", "where"])
    table.add(["workspace", workspace.path.string + workspace.note])
    if let machine {
      table.add(["this machine's cache of it", machine.cache.string])
      table.add(["this machine's journals and locks", machine.state.string])
    }
    table.add(["workspaces by name", locator.home.string])
    table.add(["machine settings", locator.configuration.string])
    table.add(["workspace template", template?.string ?? "not found"])
    try session.terminal.write(table.text)
  }
}
