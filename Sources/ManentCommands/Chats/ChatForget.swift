import ManentChats
import ManentCommandLine
import ManentCore
import ManentFormats
import ManentRecords

/// `manent forget`: takes chats out of the workspace; `restore` brings them back.
enum ForgetCommand {
  static let chats = Arguments<String>(
    "CHAT", minimum: 1, completion: .chat, help: "\(ChatReference.help); '-' reads ids from standard input, one a line")
  static let yes = Flag("yes", short: "y", help: "forget several without asking")
  static let force = Flag("force", help: "forget chats with the tag 'pinned' as well")

  static var command: Command {
    Command(
      "forget", group: "Chats", summary: "take chats out of the workspace",
      discussion: """
        Their files go, in one commit, and no sync brings them back; git's history still has them, and 'manent restore' too.
        """,
      examples: [
        Example("manent forget last", "the latest one"),
        Example("manent chats --tag old --json | jq -r '.[].id' | manent forget --yes -", "all that have a tag"),
      ],
      parameters: [chats, yes, force, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspace = try session.workspace()
    let references = try invocation[chats].flatMap { $0 == "-" ? try lines() : [$0] }
    let ids = try workspace.chatIDs(matching: references)
    if ids.count > 1, !invocation[yes], try !session.confirms("forget \(ids.count) chats?") {
      throw WorkspaceError(
        .protected, "\(ids.count) chats", "not forgotten without being asked for", advice: "use --yes")
    }
    let report = try workspace.forget(ids, force: invocation[force])
    if session.wantsJSON {
      let chats = report.chats.map { chat -> JSON in
        [
          "id": .string(chat.id), "title": .string(chat.title), "message_count": JSON(chat.messages),
          "bytes": JSON(chat.bytes),
        ]
      }
      return try session.print(["forgotten": .array(chats), "bytes": JSON(report.bytes)])
    }
    if let chat = report.chats.first, report.chats.count == 1 {
      return try session.say(
        "forgot '\(chat.title)' (\(ByteCount(chat.bytes))); 'manent restore \(chat.id.suffix(8))' brings it back")
    }
    try session.say("forgot \(report.chats.count.counted("chat")) (\(ByteCount(report.bytes)))")
  }

  private static func lines() throws -> [String] {
    let bytes = try StandardInput.readToEnd(limit: 100_000_000)
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
