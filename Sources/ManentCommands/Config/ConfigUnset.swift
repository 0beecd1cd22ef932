import ManentCommandLine
import ManentRecords
import ManentWorkspace

/// `manent config unset`.
enum ConfigUnset {
  static var command: Command {
    Command(
      "unset", summary: "take a setting out of the file, so that its default holds",
      examples: [Example("manent config unset chat.timeout", "one of the workspace")],
      parameters: [ConfigCommand.key, ConfigCommand.machine], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    var file = try ConfigCommand.file(session)
    let key = try ConfigCommand.key(session)
    guard file.value(key) != nil else {
      throw WorkspaceError(
        .noSetting, key.description, "not set in \(file.path)", advice: "'manent config' lists what is")
    }
    try file.unset(key)
    try ConfigCommand.replace(file, summary: "unset \(key)", session)
    if let notice = ConfigCommand.lostAddress(key, in: file) { session.surroundings.notify(notice) }
  }
}
