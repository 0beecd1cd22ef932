import ManentChats
import ManentCommandLine
import ManentFormats
import ManentRecords

/// `manent clear`: begins a chat anew.
enum ClearCommand {
  static let chat = OptionalArgument<String>("CHAT", completion: .chat, help: ChatReference.defaultHelp)

  static var command: Command {
    Command(
      "clear", group: "Chats", summary: "put the messages of a chat out of sight and begin it anew",
      discussion: """
        They are neither shown nor sent any more. They stay in the chat's files: 'manent show --all' shows them, and \
        'manent restore' undoes it.
        """,
      examples: [
        Example("manent clear", "the latest one"),
        Example("manent clear 9f2c41aa", "another one"),
      ],
      parameters: [chat, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspace = try session.workspace()
    let result = try workspace.clear(workspace.chat(matching: invocation[chat] ?? "last"))
    if session.wantsJSON {
      return try session.print([
        "id": .string(result.chat.id), "cleared": JSON(result.cleared),
        "cleared_before": result.chat.settings.clearedBefore.map(JSON.string) ?? .null,
      ])
    }
    let count = result.cleared == 1 ? "1 message" : "\(result.cleared) messages"
    try session.say("cleared \(count) of \(result.chat.id); 'manent restore \(result.chat.id.suffix(8))' undoes it")
  }
}
