import ManentChats
import ManentCommandLine
import ManentCore
import ManentFormats
import ManentRecords

/// `manent fork`: makes a new chat of the beginning of one.
enum ForkCommand {
  static let chat = OptionalArgument<String>("CHAT", completion: .chat, help: ChatReference.defaultHelp)
  static let message = Option<String>(
    "at", value: "MESSAGE", help: "the last message to copy: its number in 'manent show', or its id; else the newest")
  static let title = Option<String>("title", value: "TEXT", help: "the new chat's title; else the same")

  static var command: Command {
    Command(
      "fork", group: "Chats", summary: "make a new chat of the beginning of one",
      discussion:
        "The messages up to one are copied as they are, and the chat that they are copied from stays as it is.",
      examples: [
        Example("manent fork last --at 4 --title \"Another way\"", "go on differently after the fourth message"),
        Example("manent chat --cid $(manent fork last --json | jq -r .id) \"What if not?\"", "and say what"),
      ],
      parameters: [chat, message, title, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    _ = try fork(invocation)
  }

  /// Makes the new chat, and says so.
  static func fork(_ invocation: Invocation) throws -> Chat {
    let session = Session(invocation)
    let workspace = try session.workspace()
    let source = try workspace.chat(matching: invocation[chat] ?? "last")
    let forked = try workspace.fork(source, at: invocation[message], title: invocation[title])
    let count = try workspace.transcript(of: forked).messages.count
    if session.wantsJSON {
      try session.print([
        "id": .string(forked.id), "title": .string(forked.settings.title), "forked_from": .string(source.id),
        "message_count": JSON(count), "path": .string(forked.path),
      ])
    } else {
      try session.say("forked '\(source.settings.title)' as \(forked.id) with \(count.counted("message"))")
    }
    return forked
  }
}
