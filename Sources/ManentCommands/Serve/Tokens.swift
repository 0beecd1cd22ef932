import ManentAccess
import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentFormats
import ManentTerminal
import ManentWorkspace

/// `manent token`: who may use the server.
enum TokenCommand {
  static var command: Command {
    Command(
      "token", group: "Serving", summary: "say who may use the server",
      discussion: """
        A token opens one workspace to one user. It is shown once; this machine keeps no more of it than what it takes to know it again. \
        A server sees at once what is created and revoked.
        """,
      examples: [
        Example("manent token create ada", "for ada's own workspace"),
        Example("manent token", "list them"),
      ],
      subcommands: [TokenList.command, TokenCreate.command, TokenRevoke.command], defaultSubcommand: "list")
  }
}

extension Session {
  /// The tokens of this machine.
  var tokens: TokenStore { TokenStore(in: locator.configuration) }
}

/// `manent token create`.
enum TokenCreate {
  static let user = Argument<String>("USER", help: "who: recorded as the author of messages")
  static let scope = Option<String>(
    "scope", value: "SCOPE", default: "write", choices: Scope.allCases.map(\.rawValue),
    help: "how far it goes: read looks, write chats, admin also does what cannot be undone")
  static let expires = Option<String>("expires", value: "TIME", help: "for how long: 90d, 12h; for ever when not said")
  static let name = Option<String>("name", value: "NAME", help: "what it is for")

  static var command: Command {
    Command(
      "create", summary: "make a token and print it, once",
      discussion: """
        Without --workspace it opens the workspace called after the user, which is made if it is not there. Several users with a token \
        for one workspace share it.
        """,
      examples: [
        Example("manent token create ada --expires 90d", "for ada's own workspace"),
        Example("manent token create bob --workspace team --scope read", "to look into another"),
      ],
      parameters: [user, scope, expires, name, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let user = invocation[user]
    try TokenStore.check(user: user)
    var end: Timestamp?
    if let text = invocation[expires], text != "never" {
      guard let span = TimeSpan(text), span.milliseconds > 0 else {
        throw invocation.misuse("'--expires' must be a time with its unit, such as 90d, 12h or 30min")
      }
      end = Timestamp(milliseconds: Timestamp.now.milliseconds + span.milliseconds)
    }
    let workspace = try place(for: user, session)
    let made = try session.tokens.make(
      user: user, workspace: workspace, scope: Scope(rawValue: invocation.value(scope, "write")) ?? .write,
      name: invocation[name] ?? "", expires: end, at: .now)
    if session.wantsJSON { return try session.print(made.token.json.adding("token", .string(made.secret))) }
    try session.terminal.line(made.secret)
  }

  /// The workspace: a name in the folder of workspaces, or a path.
  private static func place(for user: String, _ session: Session) throws -> String {
    let locator = session.locator
    if let given = session.invocation[GlobalOptions.workspace] {
      guard case .existing(let root) = try locator.locate(given) else { return given }
      return root.parent == locator.home ? root.name : root.string
    }
    let root = try locator.place(for: user)
    guard !WorkspaceLocator.isWorkspace(root) else { return root.name }
    let made = try Workspace.create(at: root, from: .shipped(), surroundings: session.surroundings)
    session.terminal.report("manent: made the workspace '\(made.name)' in \(root)")
    return root.name
  }
}

/// `manent token list`.
enum TokenList {
  static var command: Command {
    Command(
      "list", summary: "list the tokens; they themselves are kept nowhere",
      examples: [Example("manent token list --json", "as JSON")], parameters: [GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let tokens = try session.tokens.all()
    if session.wantsJSON { return try session.print(.array(tokens.map(\.json))) }
    if tokens.isEmpty { return try session.say("no tokens yet; 'manent token create USER' makes one") }
    var table = Table(["id", "user", "scope", "workspace", "expires", "name"])
    for token in tokens {
      let end = token.expires.map { String($0.description.prefix(10)) } ?? "never"
      table.add([
        token.id, token.user, token.scope.rawValue, token.workspace, token.hasEnded(at: .now) ? "\(end) (ended)" : end,
        token.name,
      ])
    }
    try session.terminal.write(table.text)
  }
}

/// `manent token revoke`.
enum TokenRevoke {
  static let tokens = Arguments<String>("TOKEN", minimum: 1, help: "ids or names, as 'manent token list' shows them")

  static var command: Command {
    Command(
      "revoke", aliases: ["rm"], summary: "take tokens back; open streams end as well",
      examples: [Example("manent token revoke 9f2c41aa", "one of them")], parameters: [tokens, GlobalOptions.json],
      run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    var revoked: [Token] = []
    for reference in invocation[tokens] { revoked.append(try session.tokens.revoke(reference)) }
    if session.wantsJSON { return try session.print(["revoked": .array(revoked.map { .string($0.id) })]) }
    for token in revoked { try session.say("revoked \(token.id) of \(token.user)") }
  }
}

extension JSON {
  /// The object with another member.
  func adding(_ key: String, _ value: JSON) -> JSON {
    guard var object else { return self }
    object[key] = value
    return .object(object)
  }
}
