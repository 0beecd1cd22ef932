import ManentCommandLine
import ManentCore
import ManentFormats
import ManentPlugins
import ManentWorkspace

/// `manent keys path`.
enum KeysPath {
  static var command: Command {
    Command(
      "path", summary: "say where the keys are", examples: [Example("manent keys path", "the file")],
      parameters: [GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let path = session.locator.configuration / MachineKeys.fileName
    if session.wantsJSON { return try session.print(["path": .string(path.string)]) }
    try session.say(path.string)
  }
}
