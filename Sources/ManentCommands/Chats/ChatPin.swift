import ManentChats
import ManentCommandLine
import ManentExchange
import ManentFormats
import ManentRecords

/// `manent pin`: keeps messages in the context.
enum PinCommand {
  static let chat = Argument<String>("CHAT", completion: .chat, help: ChatReference.help)
  static let messages = Arguments<String>(
    "MESSAGE",
    help: "messages to pin, by their numbers in 'manent show', their ids or 'last'; none lists the pinned ones")
  static let removed = RepeatedOption<String>("remove", short: "r", value: "MESSAGE", help: "a message to unpin")

  static var command: Command {
    Command(
      "pin", group: "Chats", summary: "pin messages, so that they are always sent",
      discussion: """
        Of a long chat the newest messages are sent with a question (chat.window, chat.tokens). Pinned ones are sent as well, however \
        long ago they were said.
        """,
      examples: [
        Example("manent pin last 1", "the first message of the latest chat"),
        Example("manent pin last --remove 1", "not any more"),
        Example("manent pin last", "list them"),
      ],
      parameters: [chat, messages, removed, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspace = try session.workspace()
    var chat = try workspace.chat(matching: invocation[chat])
    if !invocation[messages].isEmpty || !invocation[removed].isEmpty {
      chat = try workspace.pin(chat, adding: invocation[messages], removing: invocation[removed])
    }
    if session.wantsJSON {
      return try session.print(["id": .string(chat.id), "pinned": .array(chat.settings.pinned.map(JSON.string))])
    }
    let transcript = try workspace.transcript(of: chat)
    let pinned = Set(chat.settings.pinned)
    let shown = transcript.messages.enumerated().filter { pinned.contains($0.element.id) }
    if shown.isEmpty { return try session.say("no messages are pinned") }
    for (index, message) in shown {
      let text = message.content.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let line = text.count > 60 ? text.prefix(59) + "…" : text[...]
      try session.say("\(index + 1). \(Speaker.name(of: message)): \(line)")
    }
  }
}
