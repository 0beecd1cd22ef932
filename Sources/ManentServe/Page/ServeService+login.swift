import ManentAccess
import ManentCore
import ManentFormats
import ManentHTTP

extension ServeService {
  static var loginEndpoints: [Endpoint] {
    [
      Endpoint(
        method: "GET", pattern: "/api/v1/login", scope: nil, summary: "Whether this browser is logged in"
      ) { call, reply in
        var answer: JSONObject = ["logged_in": JSON(try call.server.doorman.isLoggedIn(call.request))]
        if answer["logged_in"]?.bool == true {
          let caller = try call.server.doorman.caller(of: call.request, from: call.server.address(of: call.request))
          answer["session"] = call.server.session(caller)
        }
        reply(.json(.object(answer)))
      },
      Endpoint(
        method: "POST", pattern: "/api/v1/login", scope: nil, body: .json, summary: "Log in with a token",
        schema: Schema.object([("token", Schema.text)], required: ["token"])
      ) { call, reply in
        let secret = try call.object().requiredText("token")
        var head = call.request
        head.headers["Cookie"] = nil
        head.headers["Authorization"] = "Bearer \(secret)"
        let caller = try call.server.doorman.caller(of: head, from: call.server.address(of: head))
        guard let id = caller.token, let token = try call.server.doorman.tokens.token(id, at: .now) else {
          throw ServeError(400, "this server has no logins", code: "no_auth")
        }
        let login = try call.server.doorman.logIn(user: token.user, workspace: token.workspace, scope: token.scope)
        let logged = try call.server.doorman.caller(with: login.token)
        var response = HTTPResponse.json(call.server.session(logged))
        response.headers.add("Set-Cookie", call.server.cookie(login.secret, for: call.request))
        reply(response)
      },
      Endpoint(method: "GET", pattern: "/login/{code}", scope: nil, summary: "Log in with a link, once") {
        call, reply in
        // Whoever only asks for the head (a preview, a checker of links) does not log in.
        guard call.request.method == "GET" else { return _ = reply(HTTPResponse(204)) }
        guard call.server.doorman.use(code: call.parameter("code")) else {
          guard call.request.headers["Accept"]?.contains("text/html") == true else {
            throw ServeError(
              404, "this link was used or is too old; log in with a token at /", code: "link_ended")
          }
          return _ = reply(Self.endedLink)
        }
        let root = try call.server.doorman.ownWorkspace()
        let login = try call.server.doorman.logIn(user: Platform.loginName, workspace: root.string, scope: .admin)
        reply(
          HTTPResponse(
            303,
            headers: [
              "Location": "/", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
              "Set-Cookie": call.server.cookie(login.secret, for: call.request),
            ]))
      },
      .plain("POST", "/api/v1/logout", .read, body: .json, "End this login") { call in
        if call.caller.hasCookie, let token = call.caller.token { try call.server.doorman.tokens.revoke(token) }
        return HTTPResponse(
          204, headers: ["Set-Cookie": "\(Doorman.cookie)=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"])
      },
      .plain("GET", "/api/v1/session", .read, "Who one is") { call in .json(call.server.session(call.caller)) },
    ]
  }

  /// The page for a login link that was used or is too old.
  private static var endedLink: HTTPResponse {
    var headers = PageAssets.headers
    headers.add("Content-Type", "text/html; charset=utf-8")
    let page = """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Manent</title>
      <link rel="stylesheet" href="/assets/style.css">
      <p>This link was used or is too old; <a href="/">log in with a token</a>.</p>
      </html>

      """
    return HTTPResponse(404, headers: headers, Array(page.utf8))
  }

  /// What a caller is told of themselves.
  func session(_ caller: Caller) -> JSON {
    // Without its token a caller would not have come this far; what cannot be read now is told as no end.
    let token = caller.token.flatMap { try? doorman.tokens.token($0, at: .now) }
    return [
      "user": caller.user.map(JSON.string) ?? .null, "workspace": .string(caller.root.name),
      "scope": .string(caller.scope.rawValue), "expires": token?.expires.map { .string($0.description) } ?? .null,
      "version": .string(ProductVersion.current), "has_tls": JSON(options.certificate != nil),
      "no_auth": JSON(options.hasNoAuth),
    ]
  }

  private func cookie(_ secret: String, for request: HTTPRequest) -> String {
    let isSecure = request.isSecure || options.isBehindProxy && request.headers["X-Forwarded-Proto"] == "https"
    return "\(Doorman.cookie)=\(secret); Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict"
      + (isSecure ? "; Secure" : "")
  }
}
