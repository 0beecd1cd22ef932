import ManentChats
import ManentCommandLine
import ManentExchange
import ManentFormats
import ManentTerminal

/// `manent show`: prints a chat.
enum ShowCommand {
  static let chat = OptionalArgument<String>(
    "CHAT", completion: .chat, help: ChatReference.defaultHelp)
  static let last = Option<Int>("last", short: "n", value: "N", help: "only the last N messages")
  static let pager = Flag("pager", help: "read it in $PAGER, else less")
  static let all = Flag("all", help: "show what was cleared as well")

  static var command: Command {
    Command(
      "show", group: "Chats", summary: "print a chat",
      discussion: "The messages are numbered, as 'manent fork --at' wants them.",
      examples: [
        Example("manent show last", "the latest one"),
        Example("manent show 9f2c41aa --json | jq '.messages[-1].content'", "the last message of one"),
      ],
      parameters: [chat, last, all, pager, GlobalOptions.noMarkdown, GlobalOptions.utc, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    if let count = invocation[last], count < 1 { throw invocation.misuse("'--last' must be 1 or more") }
    let workspace = try session.workspace()
    let chat = try workspace.chat(matching: invocation[chat] ?? "last")
    let transcript = try workspace.transcript(of: chat, includingCleared: invocation[all])
    if session.wantsJSON { return try session.print(ChatJSON.value(chat, transcript, last: invocation[last])) }
    let text = ChatMarkdown.text(
      chat, transcript, isNumbered: true, last: invocation[last], time: TimeDisplay(invocation).text)
    guard session.terminal.writesToTerminal else { return try session.terminal.write(Terminal.inert(text)) }
    var display = session.looks.markdown(isWanted: !invocation[GlobalOptions.noMarkdown])
    let shown = display.map { _ in (display?.take(Terminal.inert(text)) ?? "") + (display?.finish() ?? "") }
    try session.show(shown ?? Terminal.inert(text), inPager: invocation[pager])
  }
}
