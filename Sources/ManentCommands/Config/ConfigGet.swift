import ManentCommandLine
import ManentCore
import ManentFormats
import ManentRecords
import ManentWorkspace

/// `manent config get`.
enum ConfigGet {
  static var command: Command {
    Command(
      "get", summary: "print a setting, or its default where the file says nothing",
      discussion: "Ends with status 3 when the setting has no value.",
      examples: [Example("manent config get chat.window", "one of the workspace")],
      parameters: [ConfigCommand.key, ConfigCommand.machine, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let file = try ConfigCommand.file(session)
    let key = try ConfigCommand.key(session)
    guard let found = try value(of: key, in: file, session) else { throw SilentExit(code: .notFound) }
    // Who asks for one setting is given it.
    let value = found.object == nil ? found : ShownSetting.value(found, at: key.parts)
    if session.wantsJSON { return try session.print(value) }
    try session.say(ConfigCommand.text(value))
  }

  private static func value(of key: SettingKey, in file: SettingsFile, _ session: Session) throws -> JSON? {
    if let value = file.value(key) { return value }
    let known = ConfigCommand.known(file.owner)
    if let preset = known.first(where: { $0.name == key.description })?.preset {
      return preset.isNull ? JSON?.none : preset
    }
    // What stands above a setting, and what a user names below it (templates), can be asked for as well.
    let name = key.description + "."
    if known.contains(where: { $0.name.hasPrefix(name) || name.hasPrefix($0.name + ".") && $0.preset == [:] }) {
      return nil
    }
    let meant = Nearest.match(for: key.description, in: known.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
    throw session.invocation.misuse("there is no setting '\(key)'\(meant)")
  }
}
