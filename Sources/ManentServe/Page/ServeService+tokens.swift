import ManentAccess
import ManentCore
import ManentFormats
import ManentHTTP
import ManentWorkspace

extension ServeService {
  static var tokenEndpoints: [Endpoint] {
    [
      .plain("GET", "/api/v1/tokens", .read, "Tokens: one's own; an admin's are all") { call in
        let server = call.server
        let tokens = try server.doorman.tokens.all().filter { try server.isOwn($0, of: call.caller) }
        return .json([
          "tokens": .array(
            tokens.map { token in
              token.json
                .setting(
                  "last_used", server.doorman.lastUse(of: token.id).map { .string($0.description) } ?? .null
                )
                .setting("is_current", JSON(token.id == call.caller.token))
            })
        ])
      },
      .plain("POST", "/api/v1/tokens", .write, body: .json, "Make a token, which is shown once") { call in
        let body = try call.object()
        guard let user = call.caller.user, let own = call.caller.token,
          let token = try call.server.doorman.tokens.token(own, at: .now)
        else { throw ServeError(409, "this server asks nobody for a token, and makes none", code: "no_auth") }
        var scope = min(call.caller.scope, .write)
        if let name = try body.text("scope") {
          guard let asked = Scope(rawValue: name) else {
            throw ServeError(400, "'scope' must be read, write or admin", parameter: "scope")
          }
          scope = asked
        }
        guard scope <= call.caller.scope else {
          throw ServeError(403, "no token goes further than the one that makes it", parameter: "scope", code: "scope")
        }
        let made = try call.server.doorman.tokens.make(
          user: user, workspace: token.workspace, scope: scope, name: body.text("name") ?? "",
          expires: end(of: body.text("expires"), from: .now), at: .now)
        return .json(made.token.json.setting("token", .string(made.secret)), status: 201)
      },
      .plain("DELETE", "/api/v1/tokens/{id}", .read, "Take a token back") { call in
        let id = call.parameter("id")
        let tokens = call.server.doorman.tokens
        guard let token = try tokens.all().first(where: { $0.id == id }), try call.server.isOwn(token, of: call.caller)
        else { throw ServeError(404, "there is no such token", code: "token_not_found") }
        guard call.caller.scope >= .write || token.id == call.caller.token else {
          throw ServeError(403, "this needs a token of scope 'write'", code: "scope")
        }
        try tokens.revoke(id)
        return HTTPResponse(204)
      },
    ]
  }

  /// Whether a token is one of the caller's: of their name and workspace; an admin has all of the workspace's, and the
  /// machine's own user all.
  private func isOwn(_ token: Token, of caller: Caller) throws -> Bool {
    guard try locator.place(for: token.workspace) == caller.root else {
      return caller.scope == .admin && caller.user == Platform.loginName
    }
    return caller.scope == .admin || token.user == caller.user
  }
}
