import ManentCommandLine
import ManentCore
import ManentFormats
import ManentRecords
import ManentTerminal
import ManentWorkspace

/// `manent config list`.
enum ConfigList {
  static var command: Command {
    Command(
      "list", summary: "list the settings that hold, and which of them the file sets",
      discussion: "Keys and the headers of endpoints are left out; they can be asked for one by one.",
      examples: [Example("manent config list --json", "as JSON")],
      parameters: [ConfigCommand.machine, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let file = try ConfigCommand.file(session)
    let rows: [(name: String, value: JSON, isSet: Bool)] = ConfigCommand.known(file.owner).map { name, preset in
      let value = SettingKey(name).flatMap { file.value($0) }
      return (name, ShownSetting.value(value ?? preset, at: [name]), value != nil)
    }
    if session.wantsJSON {
      return try session.print(
        .object(
          JSONObject(rows.map { ($0.name, ["value": $0.value, "set": .bool($0.isSet)]) })))
    }
    var table = Table(["setting", "value", "from"])
    for row in rows where row.isSet || row.value != .null {
      table.add([row.name, ConfigCommand.text(row.value), row.isSet ? file.path.name : "default"])
    }
    try session.say("\(file.path)\n")
    try session.terminal.write(table.text)
  }
}
