import ManentCommandLine
import ManentCore
import ManentPlugins
import ManentWorkspace

/// `manent keys remove`.
enum KeysRemove {
  static var command: Command {
    Command(
      "remove", summary: "take a key out of the file", examples: [Example("manent keys remove openai", "one of them")],
      parameters: [KeysCommand.name], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let name = invocation[KeysCommand.name]
    let wasStored = try MachineKeys.store(
      nil, as: name, in: session.locator.configuration, environment: invocation.environment)
    guard wasStored else {
      throw KeyError(.unknown, "no key is stored as '\(name)'; 'manent keys' lists those that are")
    }
    try session.say("removed the key '\(name)'")
  }
}
