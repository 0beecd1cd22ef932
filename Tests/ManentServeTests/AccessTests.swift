import ManentAccess
import ManentCore
import ManentFormats
import ManentHTTP
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentServe

@Suite(.temporaryFolder) struct `The way into the server` {
  @Test func `without a token there is nothing but whether the server is there`() throws {
    let server = try TestServer()
    #expect(try server("GET", "/api/health", token: .some(nil)).text == #"{"status":"ok"}"#)
    for endpoint in server.service.endpoints where endpoint.scope != nil {
      let path = endpoint.pattern.replacing("...", with: "").replacing("{", with: "").replacing("}", with: "")
      let reply = try server(endpoint.method, path, endpoint.method == "GET" ? nil : [:], token: .some(nil))
      #expect(reply.status == 401, "\(endpoint.method) \(path)")
      #expect(reply.json["error"]?["type"] == "authentication_error")
    }
  }

  @Test func `a wrong token opens nothing, and after some of them one has to wait`() throws {
    let server = try TestServer()
    let wrong = TokenStore.prefix + String(repeating: "0", count: 64)
    let statuses = try (0..<8).map { _ in try server("GET", "/sessions", token: wrong).status }
    #expect(statuses.prefix(5) == [401, 401, 401, 401, 401])
    #expect(statuses.last == 429)
    #expect(try server("GET", "/sessions", token: wrong).headers["Retry-After"] != nil)
    #expect(try server("GET", "/sessions").status == 200)
  }

  @Test func `a token does no more than its scope`() throws {
    let server = try TestServer()
    let reader = try server.tokens.make(user: "bob", workspace: "ada", scope: .read, expires: nil, at: .now).secret
    let writer = try server.tokens.make(user: "bob", workspace: "ada", scope: .write, expires: nil, at: .now).secret
    #expect(try server("GET", "/sessions", token: reader).status == 200)
    #expect(try server("POST", "/ask", ["question": "?"], token: reader).status == 403)
    let asked = try server("POST", "/ask", ["question": "How high is the lighthouse?"], token: writer)
    let id = try #require(asked.json["session_id"]?.string)
    #expect(try server("DELETE", "/api/sessions/\(id)?purge=true", token: writer).status == 403)
    #expect(try server("GET", "/metrics", token: writer).status == 403)
    #expect(try server("POST", "/api/v1/tokens", ["scope": "admin"], token: writer).status == 403)
  }

  @Test func `messages carry who said them`() throws {
    let server = try TestServer()
    let bob = try server.tokens.make(user: "bob", workspace: "ada", scope: .write, expires: nil, at: .now).secret
    let asked = try server("POST", "/ask", ["question": "How high is the lighthouse?"], token: bob)
    let id = try #require(asked.json["session_id"]?.string)
    let chat = try server("GET", "/api/v1/chats/\(id)").json
    #expect(chat["messages"]?.array?.first?["author"] == "bob")
  }

  @Test func `another user's things cannot be reached by their ids`() throws {
    let server = try TestServer()
    _ = try SampleWorkspace(at: TemporaryFolder.current / "workspaces/eve")
    let eve = try server.tokens.make(user: "eve", workspace: "eve", scope: .admin, expires: nil, at: .now).secret
    let asked = try server("POST", "/ask", ["question": "How high is the lighthouse?"])
    let id = try #require(asked.json["session_id"]?.string)
    let turn = try #require(
      server("POST", "/api/v1/turns", ["message": "And the keeper?", "chat": .string(id)]).json["turn"]?.string)
    for path in [
      "/api/v1/chats/\(id)", "/conversation/history/\(id)", "/conversation/export/\(id)", "/api/v1/chats/\(id)/log",
      "/api/v1/turns/\(turn)", "/api/v1/turns/\(turn)/events", "/api/v1/documents/text?name=guide.md",
      "/api/v1/documents/file?name=guide.md",
    ] { #expect(try server("GET", path, token: eve).status == 404, "\(path)") }
    #expect(try server("GET", "/api/v1/search?q=lighthouse", token: eve).json["results"] == [])
    #expect(try server("DELETE", "/api/v1/chats/\(id)", token: eve).status == 404)
    #expect(try server("POST", "/api/v1/shares", ["chat": .string(id)], token: eve).status == 404)
    #expect(try server("GET", "/api/v1/tokens", token: eve).json["tokens"]?.array?.count == 1)
  }

  @Test func `a name that another site lets lead here is refused on every path`() throws {
    let server = try TestServer()
    for path in ["/", "/api/health", "/sessions", "/v1/models", "/mcp", "/nothing"] {
      #expect(try server("GET", path, headers: ["Host": "evil.example:4117"]).status == 403, "\(path)")
    }
    #expect(try server("GET", "/api/health", headers: ["Host": "LOCALHOST:4117"]).status == 200)
    #expect(try server("GET", "/api/health", headers: ["Host": "[::1]:4117"]).status == 200)
  }

  @Test func `a page of another site may post nothing`() throws {
    let server = try TestServer()
    let body: JSON = ["question": "How high is the lighthouse?"]
    for origin in ["https://evil.example", "null", "http://localhost.evil.example"] {
      #expect(try server("POST", "/ask", body, headers: ["Origin": origin]).status == 403, "\(origin)")
    }
    #expect(try server("POST", "/ask", body, headers: ["Sec-Fetch-Site": "cross-site"]).status == 403)
    #expect(try server("POST", "/ask", body, headers: ["Content-Type": "text/plain"]).status == 415)
    #expect(
      try server("POST", "/ask", body, headers: ["Content-Type": "multipart/form-data; boundary=x"]).status == 415)
    // A page of the server's own may leave the type out, as fetch() does with a text.
    let own: HTTPHeaders = ["Origin": "http://localhost:4117", "Content-Type": "text/plain;charset=UTF-8"]
    #expect(try server("POST", "/api/chat/query", ["query": "How high is it?"], headers: own).status == 200)
  }

  @Test func `a browser that asks is told what an allowed page may send`() throws {
    let server = try TestServer { $0.origins = ["https://chat.example.org"] }
    let asked: HTTPHeaders = [
      "Origin": "https://chat.example.org", "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "authorization,x-stainless-lang,openai-beta",
    ]
    let reply = try server("OPTIONS", "/v1/chat/completions", token: .some(nil), headers: asked)
    #expect(reply.status == 204)
    #expect(reply.headers["Access-Control-Allow-Origin"] == "https://chat.example.org")
    #expect(reply.headers["Access-Control-Allow-Headers"] == "authorization,x-stainless-lang,openai-beta")
    var other = asked
    other["Origin"] = "https://evil.example"
    #expect(try server("OPTIONS", "/v1/chat/completions", token: .some(nil), headers: other).status == 403)
  }

  @Test func `a link logs in once, and its cookie is for the server's own page alone`() throws {
    let server = try TestServer { $0.workspaces = ["ada"] }
    let code = server.service.doorman.makeCode()
    let reply = try server("GET", "/login/\(code)", token: .some(nil))
    #expect(reply.status == 303)
    let field = try #require(reply.headers["Set-Cookie"])
    #expect(field.contains("HttpOnly") && field.contains("SameSite=Strict"))
    let cookie = String(field.prefix { $0 != ";" })
    #expect(try server("GET", "/login/\(code)", token: .some(nil)).status == 404)
    let shown = try server("GET", "/login/\(code)", token: .some(nil), headers: ["Accept": "text/html,*/*;q=0.8"])
    #expect(shown.status == 404 && shown.headers["Content-Type"] == "text/html; charset=utf-8")
    #expect(shown.text.contains("<p>This link was used or is too old; ") && shown.headers["Set-Cookie"] == nil)
    let body: JSON = ["question": "How high is the lighthouse?"]
    #expect(try server("GET", "/api/v1/session", token: .some(nil), headers: ["Cookie": cookie]).status == 200)
    #expect(try server("POST", "/ask", body, token: .some(nil), headers: ["Cookie": cookie]).status == 403)
    let own: HTTPHeaders = ["Cookie": cookie, "Origin": "http://localhost:4117"]
    #expect(try server("POST", "/ask", body, token: .some(nil), headers: own).status == 200)
    #expect(try server("POST", "/api/v1/logout", [:], token: .some(nil), headers: own).status == 204)
    #expect(try server("GET", "/api/v1/session", token: .some(nil), headers: ["Cookie": cookie]).status == 401)
  }

  @Test(arguments: [
    ["--listen", "0.0.0.0:80"], ["--no-auth", "--listen", "0.0.0.0:80", "--behind-proxy"], ["--tls-cert", "x"],
    ["--listen", "example.org"], ["--nonsense"], ["--turns", "0"], ["--listen"],
  ])
  func `what would open the server to others, or cannot be, is refused`(words: [String]) {
    #expect(throws: ServeOptions.Misuse.self) { try ServeOptions(words) }
  }

  @Test func `a part of the page that the browser has is not sent again`() throws {
    let server = try TestServer()
    let first = try server("GET", "/assets/app.js", token: .some(nil))
    let tag = try #require(first.headers["ETag"])
    for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
      let again = try server("GET", "/assets/app.js", token: .some(nil), headers: ["If-None-Match": known])
      #expect(again.status == 304 && again.text.isEmpty && again.headers["ETag"] == tag, "\(known)")
      #expect(again.headers["Content-Security-Policy"] != nil)
    }
    let other = try server("GET", "/assets/chat.js", token: .some(nil), headers: ["If-None-Match": tag])
    #expect(other.status == 200 && other.headers["ETag"] != tag)
  }

  @Test func `a path that is known with other methods says which, and all errors have one shape`() throws {
    let server = try TestServer()
    let reply = try server("PUT", "/ask", [:])
    #expect(reply.status == 405)
    #expect(reply.headers["Allow"] == "POST")
    let asked = try server("OPTIONS", "/v1/models", token: .some(nil))
    #expect(asked.status == 204 && asked.headers["Allow"] == "GET, HEAD, OPTIONS")
    #expect(try server("OPTIONS", "/nothing").status == 404)
    for reply in [reply, try server("GET", "/nothing"), try server("POST", "/ask", ["question": 1])] {
      #expect(reply.json["error"]?.object?.keys == ["message", "type", "param", "code"])
    }
    #expect(try server("POST", "/ask", ["question": 1]).json["error"]?["param"] == "question")
  }

  @Test func `the page comes with what keeps scripts of others out`() throws {
    let server = try TestServer()
    let page = try server("GET", "/", token: .some(nil))
    let policy = try #require(page.headers["Content-Security-Policy"])
    #expect(page.status == 200 && policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(try server("GET", "/assets/..%2F..%2Fetc%2Fpasswd", token: .some(nil)).status == 404)
    let file = try server("GET", "/api/v1/documents/file?name=guide.md")
    #expect(file.headers["Content-Security-Policy"]?.contains("sandbox") == true)
    #expect(file.headers["X-Content-Type-Options"] == "nosniff")
    #expect(try server("GET", "/api/v1/documents/file?name=..%2Fworkspace.yaml").status == 400)
  }
}
