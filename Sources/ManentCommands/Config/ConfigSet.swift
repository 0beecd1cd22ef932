import ManentCommandLine
import ManentCore
import ManentRecords
import ManentWorkspace

/// `manent config set`.
enum ConfigSet {
  static let value = Argument<String>("VALUE", help: "the value, as it would stand in the file: 20, true, 90d, [a, b]")

  static var command: Command {
    Command(
      "set", summary: "change a setting",
      examples: [
        Example("manent config set chat.timeout 2h", "one of the workspace"),
        Example("manent config set retention.keep_tags '[pinned, work]'", "a list"),
        Example("manent config set --machine retention.bounds.keep_within 30d", "one of the machine"),
      ],
      parameters: [ConfigCommand.key, value, ConfigCommand.machine], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    var file = try ConfigCommand.file(session)
    let key = try ConfigCommand.key(session)
    let before = file.text
    guard invocation[value].contains(where: { !$0.isWhitespace }) else {
      throw WorkspaceError(
        .badSetting, "\(key)", "the value is empty", advice: "'manent config unset \(key)' takes the setting away")
    }
    if file.owner == .workspace { try ConfigCommand.checkNamed(key, invocation[value], in: file, session) }
    do {
      try file.set(key, to: invocation[value])
    } catch var error as WorkspaceError where error.code == .badSetting {
      if let advice = ConfigCommand.endpointAdvice(key, invocation[value], in: file.owner) { error.advice = advice }
      throw error
    }
    if file.owner == .workspace { try ConfigCommand.checkList(key, in: file, session) }
    if file.text != before || file.value(key) == nil {
      try ConfigCommand.replace(file, summary: "set \(key)", session)
    }
    let shown = file.value(key).map { ConfigCommand.text(ShownSetting.value($0, at: key.parts)) }
    try session.say("\(key): \(shown ?? "")")
    // What the user names here, they have agreed to, also when it stood there before.
    if file.owner == .workspace, ConfigNames.keys.contains(key.description) {
      try ConfigNames(file).agree(session, at: file.path.parent)
    }
  }
}
