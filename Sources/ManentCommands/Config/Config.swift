import ManentCommandLine
import ManentCore
import ManentFormats
import ManentRecords
import ManentWorkspace

/// `manent config`: the settings of the workspace and of the machine.
enum ConfigCommand {
  static let machine = Flag(
    "machine", short: "M", help: "the settings of this machine (config.yaml), not the workspace's (workspace.yaml)")
  static let key = Argument<String>("KEY", completion: .setting, help: "the setting, as in chat.window")

  static var command: Command {
    Command(
      "config", group: "Machine", summary: "read and change settings",
      discussion: """
        Settings of a workspace travel with it; those of the machine are never synced. A change keeps the comments and the order of the \
        file, and is refused when the file would not be valid any more.
        """,
      examples: [
        Example("manent config", "list the settings of the workspace"),
        Example("manent config set chat.window 40", "change one"),
        Example("manent config edit --machine", "edit the machine's"),
      ],
      subcommands: [
        ConfigList.command, ConfigGet.command, ConfigSet.command, ConfigUnset.command, ConfigEdit.command,
        ConfigTrust.command,
      ],
      defaultSubcommand: "list")
  }

  /// Whose settings the command is about, and where they are. The workspace is not opened: what is wrong with its
  /// settings can be mended here.
  static func place(_ session: Session) throws -> (owner: SettingsFile.Owner, path: Path) {
    if session.invocation[machine] { return (.machine, session.locator.configuration / MachineSettings.fileName) }
    let root: Path
    switch try session.locator.locate(session.invocation[GlobalOptions.workspace]) {
    case .existing(let found): root = found
    case .firstUse: root = try session.workspace().root
    }
    return (.workspace, root / WorkspaceLayout.settingsFile)
  }

  /// The file that the command is about.
  static func file(_ session: Session) throws -> SettingsFile {
    let place = try place(session)
    return try SettingsFile(place.owner, at: place.path)
  }

  /// The key that was named.
  static func key(_ session: Session) throws -> SettingKey {
    guard let key = SettingKey(session.invocation[key]) else {
      throw session.invocation.misuse("'\(session.invocation[key])' is no setting")
    }
    return key
  }

  /// The settings that the file can hold, with their defaults.
  static func known(_ owner: SettingsFile.Owner) -> [(name: String, preset: JSON)] {
    owner == .machine ? SettingKey.machine : SettingKey.workspace
  }

  /// Puts a changed file into its place.
  static func replace(_ file: SettingsFile, summary: String, _ session: Session) throws {
    if file.owner == .machine { return try file.write() }
    try Workspace.replaceSettings(by: file, summary: summary, surroundings: session.surroundings)
  }

  /// A value for people: text as it is, everything else as JSON.
  static func text(_ value: JSON) -> String { value.string ?? value.serialized() }
}
