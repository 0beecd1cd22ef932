import ManentAccess
import ManentCore
import ManentFormats
import ManentHTTP
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentServe

@Suite(.temporaryFolder) struct `What the server withstands` {
  /// A path that an endpoint's pattern fits.
  private func path(_ endpoint: Endpoint) -> String {
    endpoint.pattern.replacing("...", with: "").replacing("{", with: "").replacing("}", with: "")
  }

  @Test func `a name that another site lets lead here is refused on every path, in every method`() throws {
    let server = try TestServer()
    for endpoint in server.service.endpoints {
      let reply = try server(
        endpoint.method, path(endpoint), endpoint.method == "GET" ? nil : [:], headers: ["Host": "evil.example:4117"])
      #expect(reply.status == 403 && reply.json["error"]?["code"] == "host_not_allowed", "\(path(endpoint))")
    }
    for host in [
      "", "localhost.evil.example", "evil.example#localhost", "localhost@evil.example", "2130706433", "0.0.0.0",
    ] {
      #expect([400, 403].contains(try server("GET", "/api/health", headers: ["Host": host]).status), "\(host)")
    }
    for target in [
      "http://evil.example/sessions", "http://localhost:4118/sessions", "http://a@localhost:4117/sessions",
    ] {
      #expect(try server("GET", target).json["error"]?["code"] == "bad_host", "\(target)")
    }
    #expect(try server("GET", "http://localhost:4117/sessions").status == 200)
    #expect(try server("GET", "http://LOCALHOST:4117?a=b").status == 200)
    let asked: HTTPHeaders = [
      "Host": "evil.example", "Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST",
    ]
    #expect(try server("OPTIONS", "/ask", token: .some(nil), headers: asked).status == 403)
  }

  @Test func `a server on several addresses knows the names of all`() throws {
    let server = try TestServer()
    server.service.listens(on: .network("192.0.2.7", 80))
    server.service.listens(on: .network("127.0.0.1", 80))
    for host in ["192.0.2.7", "192.0.2.8", "127.0.0.1", "localhost"] {
      #expect(try server("GET", "/api/health", headers: ["Host": host]).status == 200, "\(host)")
    }
    #expect(try server("GET", "/api/health", headers: ["Host": "evil.example"]).status == 403)
  }

  @Test func `a page of another site changes nothing at any path`() throws {
    let server = try TestServer { $0.hasNoAuth = true }
    for endpoint in server.service.endpoints where !["GET", "HEAD"].contains(endpoint.method) {
      for field in [("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site")] {
        let reply = try server(
          endpoint.method, path(endpoint), [:], token: .some(nil), headers: HTTPHeaders(dictionaryLiteral: field))
        #expect(reply.status == 403, "\(endpoint.method) \(path(endpoint)) \(field)")
        #expect(reply.headers["Access-Control-Allow-Origin"] == nil)
      }
      // Without a token a page of this machine is as strange as any.
      let reply = try server(
        endpoint.method, path(endpoint), [:], token: .some(nil), headers: ["Origin": "http://localhost:3000"])
      #expect(reply.status == 403, "\(endpoint.method) \(path(endpoint))")
    }
  }

  @Test func `what a form can send is taken nowhere`() throws {
    let server = try TestServer()
    for endpoint in server.service.endpoints {
      guard case .json = endpoint.body else { continue }
      for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""] {
        let reply = try server(endpoint.method, path(endpoint), [:], headers: ["Content-Type": type])
        #expect(reply.status == 415, "\(path(endpoint)) \(type)")
      }
    }
  }

  @Test func `two ways of saying who one is are one way or none`() throws {
    let server = try TestServer()
    _ = try SampleWorkspace(at: TemporaryFolder.current / "workspaces/eve")
    let eve = try server.tokens.make(user: "eve", workspace: "eve", scope: .admin, expires: nil, at: .now).secret
    let cookie = "\(Doorman.cookie)=\(server.secret)"
    // The token of the head counts, and a login beside it lends it nothing.
    let both = try server("GET", "/api/v1/session", token: eve, headers: ["Cookie": cookie])
    #expect(both.json["user"] == "eve" && both.json["workspace"] == "eve")
    let wrong = TokenStore.prefix + String(repeating: "0", count: 64)
    for field in ["Bearer \(wrong)", "Bearer", "Basic \(server.secret)", "Bearer \(eve) \(server.secret)", ""] {
      let reply = try server(
        "GET", "/sessions", token: .some(nil), headers: ["Authorization": field, "Cookie": cookie])
      #expect([401, 429].contains(reply.status), "\(field)")
    }
    let twice: HTTPHeaders = ["Authorization": "Bearer \(eve)"]
    #expect(try server("GET", "/sessions", headers: twice).status == 400)
    for name in ["X-Api-Key", "Api-Key", "X-Forwarded-User", "Remote-User", "X-Manent-User"] {
      #expect(
        try server(
          "GET", "/sessions", token: .some(nil), headers: HTTPHeaders(dictionaryLiteral: (name, server.secret))
        )
        .status == 401, "\(name)")
    }
    #expect(try server("GET", "/sessions?token=\(server.secret)", token: .some(nil)).status == 401)
  }

  @Test func `what is another user's cannot be changed, ended or found`() throws {
    let server = try TestServer()
    _ = try SampleWorkspace(at: TemporaryFolder.current / "workspaces/eve")
    let eve = try server.tokens.make(user: "eve", workspace: "eve", scope: .admin, expires: nil, at: .now).secret
    let id = try #require(
      server("POST", "/ask", ["question": "How high is the lighthouse?"]).json["session_id"]?.string)
    let share = try #require(server("POST", "/api/v1/shares", ["chat": .string(id)]).json["id"]?.string)
    let token = try #require(server("GET", "/api/v1/tokens").json["tokens"]?.array?.first?["id"]?.string)
    let answer = try server(
      "POST", "/v1/responses", ["model": "extractive", "input": "How high is the lighthouse?"]
    ).json["id"]
    let tries: [(String, String, JSON?)] = [
      ("PATCH", "/api/v1/chats/\(id)", ["title": "mine"]), ("POST", "/api/v1/chats/\(id)/fork", [:]),
      ("POST", "/api/v1/chats/\(id)/clear", [:]), ("POST", "/api/v1/chats/\(id)/restore", [:]),
      ("POST", "/api/v1/chats/forget", ["ids": [.string(id)]]), ("DELETE", "/api/sessions/\(id)?purge=true", nil),
      ("DELETE", "/conversation/history/\(id)", nil), ("POST", "/conversation/config/\(id)", [:]),
      ("POST", "/api/clear_history", ["session_id": .string(id)]), ("DELETE", "/api/v1/shares/\(share)", nil),
      ("DELETE", "/api/v1/tokens/\(token)", nil), ("POST", "/api/v1/turns", ["message": "x", "chat": .string(id)]),
      ("GET", "/api/v1/export?chat=\(id)", nil), ("DELETE", "/api/v1/documents/guide.md", nil),
      ("GET", "/api/v1/documents/history?name=guide.md", nil),
      (
        "POST", "/v1/responses",
        ["model": "extractive", "input": "x", "previous_response_id": answer ?? .null]
      ),
    ]
    for (method, path, body) in tries {
      #expect(try server(method, path, body, token: eve).status == 404, "\(method) \(path)")
    }
    // A chat of that name is Eve's own, and Ada's is as it was.
    #expect(
      try server("POST", "/api/get_history", ["session_id": .string(id)], token: eve).json["history"] == [])
    #expect(try server("GET", "/conversation/history/\(id)").json["exchanges"] == 1)
    #expect(try server("GET", "/api/v1/shares").json["shares"]?.array?.count == 1)
    #expect(try server("GET", "/api/v1/shares", token: eve).json["shares"] == [])
    #expect(try server("GET", "/sessions").status == 200)
    let search: JSON = [
      "jsonrpc": "2.0", "id": 1, "method": "tools/call",
      "params": ["name": "search", "arguments": ["query": "lighthouse"]],
    ]
    #expect(
      try server("POST", "/mcp", search, token: eve).json["result"]?["structuredContent"]?["results"] == [])
  }

  @Test(arguments: ["..%2F..%2Fworkspace.yaml", "%2Fetc%2Fpasswd", "..", "a%2F..%2Fb", ".git%2Fconfig", "%2e%2e"])
  func `ids and names are never paths`(name: String) throws {
    let server = try TestServer()
    let before = try server.workspace.git("rev-parse", "HEAD")
    let tries: [(String, String)] = [
      ("GET", "/api/v1/chats/\(name)"), ("DELETE", "/api/v1/chats/\(name)"), ("GET", "/conversation/export/\(name)"),
      ("GET", "/api/v1/documents/text?name=\(name)"), ("GET", "/api/v1/documents/file?name=\(name)"),
      ("DELETE", "/api/v1/documents/\(name)"), ("GET", "/share/\(name)"), ("GET", "/assets/\(name)"),
      ("GET", "/api/v1/turns/\(name)"), ("DELETE", "/api/v1/shares/\(name)"), ("DELETE", "/api/v1/tokens/\(name)"),
    ]
    for (method, path) in tries {
      // A part that is `..` is no path of HTTP's, and is refused with the head.
      guard HTTPTarget(path) != nil else { continue }
      #expect([400, 404].contains(try server(method, path).status), "\(method) \(path)")
    }
    for body in [["name": .string(name)], ["name": "../../x"], ["name": "/etc/passwd"]] as [JSON] {
      #expect([400, 404].contains(try server("POST", "/api/v1/documents/restore", body).status))
    }
    #expect(try server("POST", "/ask", ["question": "x", "session_id": "../../x"]).status == 400)
    #expect(try server("POST", "/api/v1/turns", ["message": "x", "template": "../../x"]).status == 400)
    #expect(try server.workspace.git("rev-parse", "HEAD") == before)
  }

  @Test(arguments: ["http://127.0.0.1:1/v1", "/bin/sh", "./x", "../x", "none:/bin/sh", "file:///etc/passwd", "a b;c"])
  func `no request names a program or an address that is called`(name: String) throws {
    let server = try TestServer()
    let asked: JSON = ["role": "user", "content": "x"]
    for model in [name, "\(name)@documents"] {
      let reply = try server("POST", "/v1/chat/completions", ["model": .string(model), "messages": [asked]])
      #expect(reply.status == 404, "\(reply.text)")
    }
    let picture: JSON = ["type": "image_url", "image_url": ["url": .string(name)]]
    let seen: JSON = ["model": "extractive", "messages": [["role": "user", "content": [picture]]]]
    #expect(try server("POST", "/v1/chat/completions", seen).status == 400)
    for key in ["base_url", "api_base", "command", "url"] {
      var body: JSONObject = ["model": "extractive", "messages": [asked], "store": false]
      body[key] = .string(name)
      #expect(try server("POST", "/v1/chat/completions", .object(body)).status == 200)
    }
    #expect(try server("GET", "/sessions").json["total"] == 0)
  }

  @Test func `scripts in messages, titles and names stay text in what is shown and downloaded`() throws {
    let server = try TestServer()
    let evil =
      "<script>alert(1)</script> [a](javascript:alert(1)) ![b](https://example.org/b.png) <img src=x onerror=alert(1)>"
    _ = try server("POST", "/ask", ["question": .string(evil), "session_id": "a"])
    _ = try server("PATCH", "/api/v1/chats/a", ["title": "<img src=x onerror=alert(2)>"])
    let url = try #require(server("POST", "/api/v1/shares", ["chat": "a"]).json["url"]?.string)
    let page = try server("GET", String(url.dropFirst("http://localhost:4117".count)), token: .some(nil))
    let download = try server("GET", "/api/v1/export?format=html&chat=a")
    for text in [page.text, download.text] {
      for word in ["<script>alert", "<img", "href=\"javascript:", "onerror=alert(1)>\n"] {
        #expect(!text.contains(word), "\(word)")
      }
    }
    let policy = try #require(page.headers["Content-Security-Policy"])
    #expect(policy.hasPrefix("sandbox;") && policy.contains("default-src 'none'") && !policy.contains("script-src"))
    #expect(download.headers["Content-Disposition"]?.hasPrefix("attachment") == true)
    #expect(download.headers["Content-Security-Policy"]?.hasPrefix("sandbox") == true)
    // An answer in JSON that a browser would guess to be a page is not guessed at.
    let list = try server("GET", "/api/v1/chats")
    #expect(list.headers["X-Content-Type-Options"] == "nosniff")
    #expect(list.headers["Content-Type"]?.hasPrefix("application/json") == true)
  }

  @Test func `nobody fills the queue alone`() throws {
    let server = try TestServer {
      $0.turns = 1
      $0.queue = 4
    }
    func caller(_ user: String) -> Caller {
      Caller(user: user, scope: .write, root: server.workspace.root, token: nil)
    }
    let gate = Monitor(false)
    func start(_ user: String) throws -> Turn {
      try server.service.turns.start(for: caller(user), in: nil) { _, _ in
        _ = gate.wait { $0 ? true : nil }
        throw Interruption()
      }
    }
    var turns = try (0..<3).map { _ in try start("ada") }
    #expect(throws: ServeError.self) { try start("ada") }
    turns.append(try start("bob"))
    gate.update { $0 = true }
    for turn in turns { #expect(turn.waitForEnd(atMost: 20) != nil) }
    #expect(try start("ada").waitForEnd(atMost: 20) != nil)
  }

  @Test func `the figures' own address knows its names, too`() throws {
    let figures = MetricsService(try TestServer().service)
    let target = try #require(HTTPTarget("/metrics"))
    #expect(figures.respond(to: HTTPRequest("GET", target, headers: ["Host": "evil.example"])).status == 403)
    let answer = figures.respond(to: HTTPRequest("GET", target, headers: ["Host": "localhost:1"]))
    guard case .bytes(let bytes) = answer.body else { throw Program.Failure(description: "no body") }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(answer.status == 200 && text.contains("manent_streams_open 0\n") && !text.contains("status=\"0\""))
  }

  @Test func `a look at a link that logs in does not use it up`() throws {
    let server = try TestServer()
    let code = server.service.doorman.makeCode()
    #expect(try server("HEAD", "/login/\(code)", token: .some(nil)).headers["Set-Cookie"] == nil)
    #expect(try server("GET", "/login/\(code)", token: .some(nil)).status == 303)
    #expect(try server("GET", "/login/\(code)", token: .some(nil)).status == 404)
  }

  @Test func `every answer says that its kind is not to be guessed`() throws {
    let server = try TestServer()
    for endpoint in server.service.endpoints {
      let reply = try server(endpoint.method, path(endpoint), endpoint.method == "GET" ? nil : [:])
      #expect(reply.headers["X-Content-Type-Options"] == "nosniff", "\(path(endpoint))")
    }
  }

  @Test func `behind a proxy wrong tokens are counted by the address that the proxy tells`() throws {
    let server = try TestServer { $0.isBehindProxy = true }
    func log(_ address: String) throws -> Int {
      try server(
        "POST", "/api/v1/login", ["token": "wrong"], token: .some(nil), headers: ["X-Forwarded-For": address]
      ).status
    }
    let statuses = try (0..<8).map { _ in try log("10.9.9.9, 192.0.2.1") }
    #expect(statuses.last == 429)
    #expect(try log("192.0.2.1, 192.0.2.2") == 401)
  }

  @Test func `without a proxy nobody tells another address`() throws {
    let server = try TestServer()
    let statuses = try (0..<8).map { number in
      try server(
        "POST", "/api/v1/login", ["token": "wrong"], token: .some(nil),
        headers: ["X-Forwarded-For": "192.0.2.\(number)"]
      ).status
    }
    #expect(statuses.last == 429)
  }
}
