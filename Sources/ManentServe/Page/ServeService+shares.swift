import ManentAccess
import ManentChats
import ManentCore
import ManentExchange
import ManentFormats
import ManentGit
import ManentHTTP
import ManentHistory
import ManentRecords
import ManentWorkspace

extension ServeService {
  static var shareEndpoints: [Endpoint] {
    [
      .plain("GET", "/api/v1/shares", .read, "What is shared of this workspace") { call in
        let shares = try call.server.shares.all().filter { $0.workspace == call.caller.root.string }
        return .json(["shares": .array(shares.map { $0.json(at: .now) })])
      },
      .plain("POST", "/api/v1/shares", .write, body: .json, "Share a copy of a chat: by a link, or with a user") {
        call in
        let body = try call.object()
        let chat = try body.requiredText("chat")
        let expires = try Self.end(of: body.text("expires"), from: .now)
        if let user = try body.text("user") { return try call.server.hand(chat, to: user, call) }
        let (share, code) = try call.workspace { workspace in
          try call.server.shares.make(
            copyOf: workspace.existing(chat), in: workspace, by: call.caller.user ?? Platform.loginName,
            expires: expires, at: .now)
        }
        let host = call.request.headers["Host"] ?? "localhost"
        let isSecure = call.request.isSecure || call.server.options.isBehindProxy
        return .json(
          share.json(at: .now).setting("url", .string("\(isSecure ? "https" : "http")://\(host)/share/\(code)")),
          status: 201)
      },
      .plain("DELETE", "/api/v1/shares/{id}", .write, "End a link") { call in
        try call.server.shares.revoke(call.parameter("id"), of: call.caller.root)
        return HTTPResponse(204)
      },
      Endpoint(method: "GET", pattern: "/share/{code}", scope: nil, summary: "A shared copy") { call, reply in
        guard let share = try call.server.shares.find(call.parameter("code"), at: .now),
          try call.server.workspaces.use(Path(share.workspace), { try $0.workspace.chat(withID: share.chat) }) != nil
        else { throw ServeError(404, "there is nothing behind this link any more", code: "not_found") }
        reply(
          HTTPResponse(
            200,
            headers: [
              "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
              "Content-Security-Policy":
                "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
                + "form-action 'none'; frame-ancestors 'none'",
              "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
              "X-Robots-Tag": "noindex, nofollow", "Cross-Origin-Resource-Policy": "same-origin",
            ], try call.server.shares.page(of: share)))
      },
    ]
  }

  /// A moment from now, as `30d` says it.
  static func end(of text: String?, from now: Timestamp) throws -> Timestamp? {
    guard let text, text != "never" else { return nil }
    guard let span = TimeSpan(text), span.milliseconds > 0 else {
      throw ServeError(400, "'expires' must be a time with its unit, such as 30d or 12h", parameter: "expires")
    }
    return Timestamp(milliseconds: now.milliseconds + span.milliseconds)
  }

  /// Puts a copy of a chat into the workspace of another user, once.
  private func hand(_ id: String, to user: String, _ call: Call) throws -> HTTPResponse {
    try TokenStore.check(user: user)
    let targets = Set(try doorman.tokens.all().filter { $0.user == user && !$0.hasEnded(at: .now) }.map(\.workspace))
    guard let name = targets.sorted().first else {
      throw ServeError(404, "nobody here is called '\(user)'", parameter: "user", code: "user_not_found")
    }
    let root = try locator.place(for: name)
    guard root != call.caller.root else {
      throw ServeError(409, "'\(user)' has this workspace too", parameter: "user", code: "same_workspace")
    }
    let bytes = try call.workspace { workspace -> [UInt8] in
      var bytes: [UInt8] = []
      _ = try Exporter(of: workspace, tell: Told.text).export(
        [ExportChoice(workspace.existing(id), of: workspace)], as: .json
      ) { bytes += $0 }
      return bytes
    }
    let folder = try Files.makeTemporaryFolder(prefix: "manent-share-", environment: environment)
    // A folder that stays behind is one of the system's temporary ones.
    defer { try? Files.removeTree(folder) }
    try Files.writeNew(bytes, to: folder / "chat.json", mode: 0o600, sync: false)
    let summary = try workspaces.use(root) { handle in
      try Importer(into: handle.workspace).run(folder / "chat.json", Importer.Options(format: .manent))
    }
    if let failure = summary.chats.failed.first { throw ServeError(422, failure.error, code: "not_shared") }
    return .json(["user": .string(user), "chat": .string(id), "is_new": JSON(summary.chats.added > 0)], status: 201)
  }
}

extension ShareStore {
  /// Shares a copy of a chat as it is now.
  func make(
    copyOf chat: Chat, in workspace: Workspace, by user: String, expires: Timestamp?, at now: Timestamp
  ) throws -> (share: Share, code: String) {
    var page: [UInt8] = []
    _ = try Exporter(of: workspace, tell: Told.text)
      .export([ExportChoice(chat, of: workspace)], as: .html) { page += $0 }
    return try make(
      workspace: workspace.root, user: user, chat: chat.id, title: chat.settings.title,
      commit: workspace.history().head()?.description ?? "", page: page, expires: expires, at: now)
  }
}
