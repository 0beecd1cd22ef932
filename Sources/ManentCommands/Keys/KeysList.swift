import ManentCommandLine
import ManentFormats
import ManentPlugins
import ManentWorkspace

/// `manent keys list`.
enum KeysList {
  static var command: Command {
    Command(
      "list", summary: "list the names of the stored keys",
      examples: [Example("manent keys list --json", "as JSON")], parameters: [GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let keys = try MachineKeys(in: session.locator.configuration, environment: invocation.environment)
    if session.wantsJSON { return try session.print(.array(keys.names.map { ["name": .string($0)] })) }
    for name in keys.names { try session.say(name) }
  }
}
