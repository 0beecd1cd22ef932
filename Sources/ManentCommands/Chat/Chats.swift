import ManentCatalog
import ManentCore
import ManentFormats
import ManentWorkspace

/// `manent chats`: lists the chats.
enum ChatsCommand {
  static let tags = RepeatedOption<String>(
    "tag", value: "TAG", completion: .tag, help: "only chats that have this tag")
  static let count = Option<Int>("count", short: "n", value: "N", help: "only the latest N")

  static var command: Command {
    Command(
      "chats", group: "Chats", summary: "list the chats, latest activity first",
      examples: [
        Example("manent chats", "list them"),
        Example("manent chats --tag work --json | jq -r '.[].title'", "the titles of some"),
      ],
      parameters: [tags, count, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    var chats = try session.workspace().chats()
    session.finishProgress()
    let all = chats.count
    let wanted = Set(invocation[tags])
    if !wanted.isEmpty { chats = chats.filter { wanted.isSubset(of: $0.tags) } }
    if let count = invocation[count] {
      guard count >= 0 else { throw invocation.misuse("'--count' must be 0 or more") }
      chats = Array(chats.prefix(count))
    }
    if session.wantsJSON { return try session.print(.array(chats.map(json))) }
    if all == 0 { return try session.say("no chats yet; 'manent chat \"Hello\"' begins one") }
    if chats.isEmpty {
      guard !wanted.isEmpty, invocation[count] != 0 else { return }
      return try session.say("no chat has the tag " + wanted.sorted().map { "'\($0)'" }.joined(separator: " and "))
    }
    var table = Table(["id", "last activity", "messages", "title"], rightAligned: [2])
    for chat in chats {
      let time = chat.activity.description
      let tags = chat.tags.isEmpty ? "" : "  #" + chat.tags.joined(separator: " #")
      table.add([
        String(chat.id.suffix(8)), time.prefix(10) + " " + time.dropFirst(11).prefix(5), String(chat.messages),
        chat.title + tags,
      ])
    }
    try session.terminal.write(table.text)
  }

  private static func json(_ chat: ChatRow) -> JSON {
    [
      "id": .string(chat.id), "title": .string(chat.title), "created_at": .string(chat.created.description),
      "last_activity": .string(chat.activity.description), "message_count": .number(JSONNumber(chat.messages)),
      "tags": .array(chat.tags.map(JSON.string)), "path": .string(chat.path), "bytes": .number(JSONNumber(chat.bytes)),
    ]
  }
}
