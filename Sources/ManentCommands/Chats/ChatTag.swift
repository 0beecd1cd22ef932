import ManentChats
import ManentCommandLine
import ManentFormats
import ManentRecords

/// `manent tag`: adds and removes tags of a chat.
enum TagCommand {
  static let chat = Argument<String>(
    "CHAT", completion: .chat, help: ChatReference.help)
  static let tags = Arguments<String>("TAG", completion: .tag, help: "tags to add; none lists the chat's tags")
  static let removed = RepeatedOption<String>(
    "remove", short: "r", value: "TAG", completion: .tag, help: "a tag to remove")

  static var command: Command {
    Command(
      "tag", group: "Chats", summary: "add, remove and list the tags of a chat",
      examples: [
        Example("manent tag last work pinned", "add two"),
        Example("manent tag last --remove work", "remove one"),
        Example("manent tag last", "list them"),
      ],
      parameters: [chat, tags, removed, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspace = try session.workspace()
    var chat = try workspace.chat(matching: invocation[chat])
    if !invocation[tags].isEmpty || !invocation[removed].isEmpty {
      chat = try workspace.tag(chat, adding: invocation[tags], removing: invocation[removed])
    }
    if session.wantsJSON {
      return try session.print(["id": .string(chat.id), "tags": .array(chat.settings.tags.map(JSON.string))])
    }
    try session.say(chat.settings.tags.isEmpty ? "no tags" : chat.settings.tags.joined(separator: " "))
  }
}
