import ManentCatalog
import ManentChats
import ManentCommandLine
import ManentCore
import ManentFormats
import ManentTerminal

/// `manent chats`: lists the chats.
enum ChatsCommand {
  static let text = Arguments<String>(
    "TEXT", help: "only chats with this in their title or messages; written as for 'manent search'")
  static let tags = RepeatedOption<String>(
    "tag", value: "TAG", completion: .tag, help: "only chats that have this tag")
  static let count = Option<Int>("count", short: "n", value: "N", help: "only the latest N")
  static let since = Option<TimePoint>(
    "since", value: "TIME", help: "only chats in which something was said since then: \(TimePoint.grammar)")
  static let provider = Option<String>(
    "provider", short: "p", value: "NAME", help: "only chats in which this provider has answered")

  static var command: Command {
    Command(
      "chats", group: "Chats", summary: "list the chats, latest activity first",
      examples: [
        Example("manent chats", "list them"),
        Example("manent chats invoice --since 30d", "those of the last month with that word in them"),
        Example("manent chats --tag work --json | jq -r '.[].title'", "the titles of some"),
      ],
      parameters: [text, tags, count, since, provider, GlobalOptions.utc, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let times = TimeDisplay(invocation)
    let workspace = try session.workspace()
    let query = invocation[text].joined(separator: " ")
    let wanted = Set(invocation[tags])
    // Without a choice only as many are read as are shown, and one more to know whether there are any.
    let isChoice = !query.isEmpty || !wanted.isEmpty || invocation[since] != nil || invocation[provider] != nil
    var chats = try workspace.listedChats(atMost: isChoice ? .max : max(1, invocation[count] ?? .max))
    let unreadable = query.isEmpty ? try workspace.listedUnreadableChats() : []
    let all = chats.count + unreadable.count
    if !unreadable.isEmpty {
      chats = (chats + unreadable.map(\.row)).sorted { ($0.activity, $0.path) > ($1.activity, $1.path) }
    }
    let reasons = Dictionary(unreadable.map { ($0.row.path, $0.reason) }) { first, _ in first }
    if !query.isEmpty {
      let found = try workspace.chats(matching: MessageQuery(query, calendar: times.calendar))
      chats = chats.filter { found.contains($0.path) }
    }
    if let since = invocation[since].map(times.moment) { chats = chats.filter { $0.activity >= since } }
    if let provider = invocation[provider] { chats = chats.filter { $0.providers.contains(provider) } }
    session.finishProgress()
    if !wanted.isEmpty { chats = chats.filter { wanted.isSubset(of: $0.tags) } }
    if let count = invocation[count] {
      guard count >= 0 else { throw invocation.misuse("'--count' must be 0 or more") }
      chats = Array(chats.prefix(count))
    }
    if session.wantsJSON { return try session.print(.array(chats.map { json($0, reasons[$0.path]) })) }
    if all == 0 { return try session.say("no chats yet; 'manent chat \"Hello\"' begins one") }
    if chats.isEmpty {
      guard invocation[count] != 0 else { return }
      guard !wanted.isEmpty, query.isEmpty, invocation[since] == nil, invocation[provider] == nil else {
        return try session.say("no chat fits")
      }
      return try session.say("no chat has the tag " + wanted.sorted().map { "'\($0)'" }.joined(separator: " and "))
    }
    var table = Table(["id", "last activity", "messages", "title"], rightAligned: [2])
    for chat in chats {
      let tags = chat.tags.isEmpty ? "" : "  #" + chat.tags.joined(separator: " #")
      table.add([
        String(chat.id.suffix(8)), times.text(chat.activity), String(chat.messages),
        chat.title + tags + (reasons[chat.path] == nil ? "" : "  (cannot be read)"),
      ])
    }
    try session.terminal.write(table.text)
  }

  private static func json(_ chat: ChatRow, _ unreadable: String?) -> JSON {
    var json: JSONObject = [
      "id": .string(chat.id), "title": .string(chat.title), "created_at": .string(chat.created.description),
      "last_activity": .string(chat.activity.description), "message_count": .number(JSONNumber(chat.messages)),
      "tags": .array(chat.tags.map(JSON.string)), "path": .string(chat.path), "bytes": .number(JSONNumber(chat.bytes)),
    ]
    if let unreadable { json["unreadable"] = .string(unreadable) }
    return .object(json)
  }
}
