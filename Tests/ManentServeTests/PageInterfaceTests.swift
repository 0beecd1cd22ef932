import ManentAccess
import ManentCore
import ManentDocuments
import ManentFormats
import ManentHTTP
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentServe

@Suite(.temporaryFolder) struct `The interface of the page` {
  @Test func `a turn can be joined again from any of its events on`() throws {
    let server = try TestServer()
    let begun = try server("POST", "/api/v1/turns", ["message": "How high is the lighthouse?"])
    #expect(begun.status == 202)
    let turn = try #require(begun.json["turn"]?.string)
    let whole = try server("GET", "/api/v1/turns/\(turn)/events").text
    let names = whole.split(separator: "\n").filter { $0.hasPrefix("event: ") }.map { $0.dropFirst(7) }
    #expect(names.first == "began" && names.last == "done")
    let rest = try server("GET", "/api/v1/turns/\(turn)/events?after=1").text
    #expect(whole.hasSuffix(rest) && rest.hasPrefix("id: 2\n"))
    let again = try server("GET", "/api/v1/turns/\(turn)/events", headers: ["Last-Event-ID": "1"]).text
    #expect(again == rest)
    let status = try server("GET", "/api/v1/turns/\(turn)").json
    #expect(status["status"] == "done" && status["events"] == JSON(names.count))
    #expect(try server("GET", "/api/v1/turns/none").status == 404)
  }

  @Test func `an edited message is a branch beside the one before`() throws {
    let server = try TestServer()
    let turn = try #require(
      server("POST", "/api/v1/turns", ["message": "How high is the lighthouse?"]).json["turn"]?.string)
    let began = try #require(server("GET", "/api/v1/turns/\(turn)/events").events.first)
    let chat = try #require(began["chat"]?.string)
    let messages = try server("GET", "/api/v1/chats/\(chat)").json["messages"]?.array ?? []
    let answer = try #require(messages.last?["id"])
    for text in ["Where is it?", "What is the rock called?"] {
      let next = try server(
        "POST", "/api/v1/turns", ["message": .string(text), "chat": .string(chat), "parent": answer])
      _ = try server("GET", "/api/v1/turns/\(try #require(next.json["turn"]?.string))/events")
    }
    let all = try server("GET", "/api/v1/chats/\(chat)").json["messages"]?.array ?? []
    #expect(all.filter { $0["role"] == "user" && $0["parent"] == answer }.count == 2)
    let retry = try server("POST", "/api/v1/turns", ["chat": .string(chat), "retry": true])
    let text = try server("GET", "/api/v1/turns/\(try #require(retry.json["turn"]?.string))/events").text
    #expect(text.contains("event: done"))
  }

  @Test func `chats are listed in parts, changed, forgotten together and brought back`() throws {
    let server = try TestServer()
    for name in ["a", "b", "c"] {
      _ = try server("POST", "/ask", ["question": .string("How high is \(name)?"), "session_id": .string(name)])
    }
    let first = try server("GET", "/api/v1/chats?limit=2").json
    #expect(first["total"] == 3 && first["chats"]?.array?.map { $0["id"]?.string } == ["c", "b"])
    let cursor = HTTPTarget.escaped(try #require(first["next"]?.string))
    let second = try server("GET", "/api/v1/chats?limit=2&after=\(cursor)").json
    #expect(second["chats"]?.array?.map { $0["id"]?.string } == ["a"] && second["next"] == .null)
    let changed = try server("PATCH", "/api/v1/chats/a", ["title": "Alpha", "tags": ["add": ["work"]]]).json
    #expect(changed["title"] == "Alpha" && changed["tags"] == ["work"])
    #expect(try server("GET", "/api/v1/chats?q=alp").json["total"] == 1)
    #expect(try server("GET", "/api/v1/tags").json["tags"] == [["tag": "work", "chats": 1]])
    #expect(try server("POST", "/api/v1/chats/forget", ["ids": ["a", "b"]]).json["forgotten"]?.array?.count == 2)
    #expect(try server("GET", "/api/v1/forgotten").json["chats"]?.array?.count == 2)
    #expect(try server("POST", "/api/v1/chats/a/restore", [:]).json["title"] == "Alpha")
    let found = try server("GET", "/api/v1/search?q=high&in=chats").json["results"]?.array ?? []
    #expect(Set(found.compactMap { $0["chat"]?.string }) == ["a", "c"])
  }

  @Test(
    arguments: [
      ("bytes=0-4", 206, "# Gui", "bytes 0-4/58"), ("bytes=-5", 206, "igh.\n", "bytes 53-57/58"),
      ("Bytes=54-", 206, "gh.\n", "bytes 54-57/58"), ("bytes=54-999999999999999999", 206, "gh.\n", "bytes 54-57/58"),
      ("bytes=-999", 206, nil, "bytes 0-57/58"), ("bytes=58-", 416, nil, "bytes */58"),
      ("bytes=-0", 416, nil, "bytes */58"),
      ("bytes=5-4", 200, nil, nil), ("bytes=0-1,3-4", 200, nil, nil), ("lines=0-1", 200, nil, nil),
      ("bytes=-", 200, nil, nil), ("bytes=+1-2", 200, nil, nil), ("bytes=9999999999999999999-", 200, nil, nil),
    ] as [(String, Int, String?, String?)])
  func `a download can be gone on with`(_ range: String, _ status: Int, _ text: String?, _ told: String?) throws {
    let server = try TestServer()
    let reply = try server("GET", "/api/v1/documents/file?name=guide.md", headers: ["Range": range])
    #expect(reply.status == status && reply.headers["Content-Range"] == told)
    if let text { #expect(reply.text == text) }
    #expect(reply.headers["Accept-Ranges"] == "bytes" && reply.headers["X-Content-Type-Options"] == "nosniff")
    let version = try #require(reply.headers["ETag"])
    for (known, expected) in [(version, status), ("\"another\"", 200)] {
      let reply = try server(
        "GET", "/api/v1/documents/file?name=guide.md", headers: ["Range": range, "If-Range": known])
      #expect(reply.status == expected, "\(known)")
    }
  }

  @Test func `a document has versions, which can be read and told apart`() throws {
    let server = try TestServer()
    let folder = TemporaryFolder.current / "upload"
    func put(_ text: String) throws -> JSON {
      try Files.writeAtomically(Array(text.utf8), to: folder)
      return try server.service.workspaces.use(server.workspace.root) { handle in
        let report = try handle.workspace.add([.init(.file(folder), name: "plan.md", isExplicit: true)])
        return .array((report.added + report.updated).map(JSON.string))
      }
    }
    #expect(try put("One.\nTwo.\n") == ["plan.md"])
    #expect(try put("One.\nThree.\n") == ["plan.md"])
    let versions = try server("GET", "/api/v1/documents/history?name=plan.md").json["versions"]?.array ?? []
    #expect(versions.count == 2)
    let old = try #require(versions.last?["blob"]?.string)
    let text = try server("GET", "/api/v1/documents/text?name=plan.md&blob=\(old)").json
    #expect(text["text"] == "One.\nTwo.\n" && text["is_current"] == false)
    let hunks = try server("GET", "/api/v1/documents/diff?name=plan.md&from=\(old)").json["hunks"]?.array ?? []
    #expect(
      hunks.first?["lines"]?.array?.map { ($0["kind"]?.string ?? "") + ($0["text"]?.string ?? "") }
        == [" One.", "-Two.", "+Three.", " "])
    // A content that was never this document's is not given out, though the repository has it.
    let other = try server("GET", "/api/v1/documents/history?name=guide.md").json["versions"]?.array?.first?["blob"]
    #expect(
      try server("GET", "/api/v1/documents/text?name=plan.md&blob=\(other?.string ?? "")").status == 404)
    #expect(try server("DELETE", "/api/v1/documents/plan.md").json["removed"] == ["plan.md"])
    #expect(try server("POST", "/api/v1/documents/restore", ["name": "plan.md"]).json["kind"] == "document")
  }

  @Test func `what is not there, or is no such thing, is told at once`() throws {
    let server = try TestServer()
    let empty = try server("POST", "/api/v1/turns", ["message": " "])
    #expect(empty.status == 400 && empty.json["error"]?["code"] == "empty_message")
    #expect(try server("PUT", "/api/v1/documents/..%2Fx").json["error"]?["code"]?.string?.contains(" ") != true)
    _ = try server("POST", "/ask", ["question": "How high is the lighthouse?", "session_id": "a"])
    #expect(try server("POST", "/api/v1/turns", ["message": "x", "chat": "none"]).status == 404)
    #expect(try server("POST", "/api/v1/turns", ["message": "x", "template": "none"]).status == 404)
    #expect(try server("GET", "/api/v1/documents/history?name=none").status == 404)
    #expect(try server("PATCH", "/api/v1/chats/a", ["tags": "x"]).json["error"]?["param"] == "tags")
    #expect(try server("GET", "/api/v1/search?q=role:nobody").status == 400)
  }

  @Test func `messages are searched as the command line does`() throws {
    let server = try TestServer()
    _ = try server("POST", "/ask", ["question": "Café: how high is the lighthouse?", "session_id": "a"])
    _ = try server("POST", "/ask", ["question": "Who keeps the boat?", "session_id": "b"])
    func found(_ query: String, in place: String = "all") throws -> [JSON] {
      try server("GET", "/api/v1/search?q=\(HTTPTarget.escaped(query))&in=\(place)").json["results"]?.array ?? []
    }
    let hits = try found("role:user lighthouse")
    #expect(hits.map { $0["chat"] } == ["a"] && hits.first?["kind"] == "message")
    // Marks count as JavaScript does: the é is one unit and two bytes.
    let text = Array((hits.first?["text"]?.string ?? "").utf16)
    let places = hits.first?["marks"]?.array?.first?.array?.compactMap(\.int)
    let mark = try #require(places)
    #expect(String(decoding: text[mark[0]..<mark[1]], as: UTF16.self) == "lighthouse")
    #expect(try found("\"keeps the boat\"", in: "chats").map { $0["chat"] } == ["b"])
    #expect(try found("boat -keeps", in: "chats").isEmpty)
    #expect(try found("lighthouse").first?["kind"] == "document")
    let asked: JSON = [
      "jsonrpc": "2.0", "id": 1, "method": "tools/call",
      "params": ["name": "search", "arguments": ["query": "role:user boat"]],
    ]
    let results = try server("POST", "/mcp", asked).json["result"]?["structuredContent"]?["results"]?.array
    #expect(results?.map { $0["id"] } == ["chat:b"])
  }

  @Test func `a long chat is read in parts, and a message that there is not is named`() throws {
    let server = try TestServer()
    for text in ["one", "two", "three"] {
      _ = try server("POST", "/ask", ["question": .string("How high is \(text)?"), "session_id": "a"])
    }
    let all = try server("GET", "/api/v1/chats/a").json["messages"]?.array ?? []
    #expect(all.count == 6)
    let last = try server("GET", "/api/v1/chats/a?last=2").json
    #expect(last["messages"]?.array == Array(all.suffix(2)) && last["message_count"] == 6)
    let id = try #require(last["messages"]?.array?.first?["id"]?.string)
    let before = try server("GET", "/api/v1/chats/a?last=3&before=\(id)").json["messages"]?.array
    #expect(before == Array(all[1..<4]))
    #expect(try server("GET", "/api/v1/chats/a?before=\(try #require(all[0]["id"]?.string))").json["messages"] == [])
    let unknown = try server("GET", "/api/v1/chats/a?before=nothing")
    #expect(unknown.status == 404 && unknown.json["error"]?["code"] == "message_not_found")
  }

  @Test func `a request for a turn that is sent again is joined to it until its events were read`() throws {
    let server = try TestServer()
    let asked: JSON = ["message": "How high is the lighthouse?"]
    let first = try #require(server("POST", "/api/v1/turns", asked).json["turn"]?.string)
    #expect(try server("POST", "/api/v1/turns", asked).json["turn"]?.string == first)
    #expect(try server("GET", "/api/v1/turns/\(first)/events").text.contains("event: done"))
    #expect(try server("GET", "/api/v1/chats").json["total"] == 1)
    // Who has read the answer and asks the same means another one.
    let second = try #require(server("POST", "/api/v1/turns", asked).json["turn"]?.string)
    #expect(second != first)
    #expect(try server("GET", "/api/v1/turns/\(second)/events").text.contains("event: done"))
    #expect(try server("GET", "/api/v1/chats").json["total"] == 2)
  }

  @Test(arguments: [
    ("'x': no such chat; 'manent chats' lists them", "'x': no such chat"),
    (
      "the workspace 'a' (/home/ada/ws/a): would hand out; 'manent -w /home/ada/ws/a config trust b' does",
      "the workspace 'a' (a): would hand out"
    ),
    ("endpoint 'b' wants a key: 'manent keys set b' stores one (no key)", "endpoint 'b' wants a key (no key)"),
    ("it ended; its log is /var/log/echo.log; saved", "it ended; its log is echo.log; saved"),
    ("it is too long (9 tokens); lower chat.window, or take fewer passages (-k)", "it is too long (9 tokens)"),
    ("no model is named; name one with -m, or as its 'model' in config.yaml", "no model is named"),
    ("the message is empty; say something, as in: manent chat \"What?\"; it waits", "the message is empty; it waits"),
    ("git is missing; 'git config --global user.name' names you", "git is missing"),
    ("a state-of-the-art -; x-y", "a state-of-the-art -; x-y"),
    ("cannot read '/srv/a/chats/2026/0001.jsonl': no", "cannot read '0001.jsonl': no"),
    (
      "nothing at https://example.org/v1/chat; see chats/2026/a",
      "nothing at https://example.org/v1/chat; see chats/2026/a"
    ),
  ])
  func `errors tell neither places of the machine nor commands`(said: String, told: String) {
    #expect(Told.text(said) == told)
  }

  @Test func `an error says what can be done over HTTP`() throws {
    let server = try TestServer()
    let missing = WorkspaceError(.noDocument, "'x'", "no such document", advice: "'manent documents' lists them")
    #expect(Told.text(missing) == "'x': no such document; GET /api/v1/documents lists them")
    #expect(try server("GET", "/sessions", token: .some(nil)).text.contains("Authorization: Bearer"))
    for path in ["/api/v1/documents/text?name=none.md", "/sessions/none", "/api/v1/chats/none"] {
      let text = try server("GET", path).text
      #expect(!text.contains("'manent ") && !text.contains(server.workspace.root.string), "\(text)")
    }
  }

  @Test func `a link shows a copy, until it is taken back or the chat is gone`() throws {
    let server = try TestServer()
    _ = try server("POST", "/ask", ["question": "How high is <b>the lighthouse</b>?", "session_id": "a"])
    let made = try server("POST", "/api/v1/shares", ["chat": "a", "expires": "30d"])
    #expect(made.status == 201)
    let url = try #require(made.json["url"]?.string)
    let path = String(url.dropFirst("http://localhost:4117".count))
    let page = try server("GET", path, token: .some(nil))
    #expect(page.status == 200 && page.text.contains("42 metres") && !page.text.contains("<b>the lighthouse"))
    #expect(page.headers["Content-Security-Policy"]?.contains("default-src 'none'") == true)
    #expect(try server("GET", "/share/0000", token: .some(nil)).status == 404)
    let id = try #require(made.json["id"]?.string)
    let shares = try server("GET", "/api/v1/shares").json["shares"]?.array ?? []
    #expect(shares.count == 1 && shares.first?["ended"] == false)
    #expect(
      try server.service.shares.all().first?.json(at: Timestamp(milliseconds: 9_000_000_000_000))["ended"] == true)
    #expect(try server("DELETE", "/api/v1/shares/\(id)").status == 204)
    #expect(try server("GET", path, token: .some(nil)).status == 404)
  }

  @Test func `tokens are made, listed and taken back`() throws {
    let server = try TestServer()
    let made = try server("POST", "/api/v1/tokens", ["name": "laptop", "scope": "read", "expires": "90d"]).json
    let secret = try #require(made["token"]?.string)
    #expect(try server("GET", "/sessions", token: secret).status == 200)
    let listed = try server("GET", "/api/v1/tokens")
    #expect(listed.json["tokens"]?.array?.count == 2 && !listed.text.contains(secret))
    #expect(try server("DELETE", "/api/v1/tokens/\(try #require(made["id"]?.string))").status == 204)
    #expect(try server("GET", "/sessions", token: secret).status == 401)
  }

  @Test func `all that can be asked for is described`() throws {
    let server = try TestServer()
    let description = try server("GET", "/api/openapi.json", token: .some(nil)).json
    #expect(description["openapi"] == "3.1.0")
    for endpoint in server.service.endpoints {
      let path = endpoint.pattern.replacing("...}", with: "}")
      #expect(description["paths"]?[path]?[endpoint.method.lowercased()]?["responses"] != nil, "\(path)")
    }
  }

  @Test(arguments: [
    "stats", "storage", "status", "settings", "templates", "models", "retention", "users", "tokens", "shares",
    "forgotten", "documents", "turns", "session", "export?format=markdown", "export?format=html",
  ])
  func `what the page shows is there`(path: String) throws {
    #expect(try TestServer()("GET", "/api/v1/\(path)").status == 200)
  }
}
