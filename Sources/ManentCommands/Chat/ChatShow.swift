import ManentExchange
import ManentFormats
import ManentWorkspace

/// `manent show`: prints a chat.
enum ShowCommand {
  static let chat = OptionalArgument<String>(
    "CHAT", completion: .chat, help: ChatReference.defaultHelp)
  static let all = Flag("all", help: "show what was cleared as well")

  static var command: Command {
    Command(
      "show", group: "Chats", summary: "print a chat",
      discussion: "The messages are numbered, as 'manent fork --at' wants them.",
      examples: [
        Example("manent show last", "the latest one"),
        Example("manent show 9f2c41aa --json | jq '.messages[-1].content'", "the last message of one"),
      ],
      parameters: [chat, all, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspace = try session.workspace()
    let chat = try workspace.chat(matching: invocation[chat] ?? "last")
    let transcript = try workspace.transcript(of: chat, includingCleared: invocation[all])
    if session.wantsJSON { return try session.print(ChatJSON.value(chat, transcript)) }
    let text = ChatMarkdown.text(chat, transcript, isNumbered: true)
    try session.terminal.write(session.terminal.writesToTerminal ? Terminal.inert(text) : text)
  }
}
