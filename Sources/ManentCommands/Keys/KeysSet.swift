import ManentCommandLine
import ManentCore
import ManentPlugins
import ManentTerminal
import ManentWorkspace

/// `manent keys set`.
enum KeysSet {
  static var command: Command {
    Command(
      "set", summary: "store a key, or another in its place",
      discussion:
        "It is asked for without being shown, or read from standard input. It is no argument: those can be seen by all.",
      examples: [
        Example("manent keys set openai", "asks for it"),
        Example("pass show openai | manent keys set openai", "from another program"),
      ],
      parameters: [KeysCommand.name], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let name = invocation[KeysCommand.name]
    let isPlain = PluginManifest.isPlainName(name)
    guard isPlain else { throw invocation.misuse("a key's name is of a-z, 0-9, '-', '_' and '.'") }
    let wasStored = try MachineKeys.store(
      try key(name, session), as: name, in: session.locator.configuration, environment: invocation.environment)
    try session.say("\(wasStored ? "replaced" : "stored") the key '\(name)'")
  }

  private static func key(_ name: String, _ session: Session) throws -> String {
    let text: String
    if session.terminal.readsFromTerminal {
      session.terminal.reportPiece("Key for '\(name)': ")
      defer { session.terminal.report("") }
      text = try StandardInput.readSecretLine() ?? ""
    } else {
      text = String(decoding: try StandardInput.readToEnd(limit: 1 << 16), as: UTF8.self)
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
