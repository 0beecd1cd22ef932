import ManentAccess
import ManentChats
import ManentCommandLine
import ManentCore
import ManentExchange
import ManentFormats
import ManentGit
import ManentHistory
import ManentRecords
import ManentTerminal
import ManentWorkspace

/// `manent share`: gives others a copy of a chat to read.
enum ShareCommand {
  static let chat = OptionalArgument<String>("CHAT", completion: .chat, help: ChatReference.defaultHelp)
  static let expires = Option<String>("expires", value: "TIME", help: "for how long: 30d, 12h; for ever when not said")
  static let list = Flag("list", help: "list what is shared")
  static let revoke = Option<String>("revoke", value: "ID", help: "end a link")
  static let url = Option<String>(
    "url", value: "URL", default: "http://127.0.0.1:4117", help: "where the server is reached")

  static var command: Command {
    Command(
      "share", group: "Serving", summary: "give others a copy of a chat to read, by a link of its own",
      discussion: """
        The link leads to a page without scripts that the server shows to everybody who has it: the chat as it is now. What is said later \
        is not in it. Nothing but this copy can be read through it.
        """,
      examples: [
        Example("manent share last --expires 30d", "the latest chat, for a month"),
        Example("manent share --list", "what is shared"),
      ],
      parameters: [chat, expires, list, revoke, url, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let workspace = try session.workspace()
    let shares = ShareStore(in: session.locator.configuration)
    if let id = invocation[revoke] {
      let share = try shares.revoke(id, of: workspace.root)
      if session.wantsJSON { return try session.print(["revoked": .string(share.id)]) }
      return try session.say("the link to '\(share.title)' leads nowhere now")
    }
    if invocation[list] {
      let all = try shares.all().filter { $0.workspace == workspace.root.string }
      if session.wantsJSON { return try session.print(.array(all.map { $0.json(at: .now) })) }
      if all.isEmpty { return try session.say("nothing is shared") }
      var table = Table(["id", "shared", "expires", "title"])
      for share in all {
        let end = share.expires.map { String($0.description.prefix(10)) } ?? "never"
        table.add([
          share.id, String(share.createdAt.description.prefix(10)), share.hasEnded(at: .now) ? "\(end) (ended)" : end,
          share.title,
        ])
      }
      return try session.terminal.write(table.text)
    }
    var end: Timestamp?
    if let text = invocation[expires], text != "never" {
      guard let span = TimeSpan(text), span.milliseconds > 0 else {
        throw invocation.misuse("'--expires' must be a time with its unit, such as 30d or 12h")
      }
      end = Timestamp(milliseconds: Timestamp.now.milliseconds + span.milliseconds)
    }
    let chat = try workspace.chat(matching: invocation[chat] ?? "last")
    var page: [UInt8] = []
    // Strangers read it: where files of this machine lie is not told.
    _ = try Exporter(of: workspace, tell: OutsideText.of).export([ExportChoice(chat, of: workspace)], as: .html) {
      page += $0
    }
    let made = try shares.make(
      workspace: workspace.root, user: Platform.loginName, chat: chat.id, title: chat.settings.title,
      commit: workspace.history().head()?.description ?? "", page: page, expires: end, at: .now)
    let base = invocation.value(url, "http://127.0.0.1:4117")
    let link = (base.hasSuffix("/") ? String(base.dropLast()) : base) + "/share/\(made.code)"
    if session.wantsJSON { return try session.print(made.share.json(at: .now).adding("url", .string(link))) }
    try session.terminal.line(link)
  }
}
