import ManentAccess
import ManentCore
import ManentFormats
import ManentHTTP
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentServe

@Suite(.temporaryFolder) struct `The Model Context Protocol` {
  private func ask(
    _ server: TestServer, _ method: String, _ parameters: JSONObject = [:], version: String? = nil,
    headers: HTTPHeaders = [:], token: String?? = nil
  ) throws -> TestServer.Reply {
    var (parameters, headers) = (parameters, headers)
    if let version {
      parameters["_meta"] = [
        "io.modelcontextprotocol/protocolVersion": .string(version),
        "io.modelcontextprotocol/clientCapabilities": ["elicitation": ["form": [:]]],
      ]
      headers.add("MCP-Protocol-Version", version)
    }
    return try server(
      "POST", "/mcp", ["jsonrpc": "2.0", "id": 1, "method": .string(method), "params": .object(parameters)],
      token: token, headers: headers)
  }

  @Test func `earlier revisions shake hands, an unknown one is answered with one that is spoken`() throws {
    let server = try TestServer()
    for (asked, agreed) in [("2025-06-18", "2025-06-18"), ("2025-03-26", "2025-03-26"), ("1999-01-01", "2025-11-25")] {
      let reply = try ask(server, "initialize", ["protocolVersion": .string(asked), "capabilities": [:]])
      #expect(reply.json["result"]?["protocolVersion"] == .string(agreed))
    }
    let body: JSON = ["jsonrpc": "2.0", "method": "notifications/initialized"]
    #expect(try server("POST", "/mcp", body).status == 202)
    #expect(try ask(server, "ping").json["result"] == [:])
  }

  @Test func `the current revision needs no handshake`() throws {
    let server = try TestServer()
    let current = "2026-07-28"
    let found = try ask(server, "server/discover", version: current)
    #expect(found.json["result"]?["supportedVersions"]?.array?.first == "2026-07-28")
    #expect(found.json["result"]?["resultType"] == "complete")
    let unknown = try ask(server, "tools/list", version: "2099-01-01")
    #expect(unknown.status == 400 && unknown.json["error"]?["code"] == -32022)
    #expect(unknown.json["error"]?["data"]?["supported"]?.array?.contains("2025-11-25") == true)
    let missing = try ask(server, "sampling/createMessage", version: current)
    #expect(missing.status == 404 && missing.json["error"]?["code"] == -32601)
    #expect(try ask(server, "ping", version: current).status == 404)
    let other = try ask(server, "tools/list", version: current, headers: ["Mcp-Method": "tools/call"])
    #expect(other.status == 400 && other.json["error"]?["code"] == -32020)
    for method in ["GET", "DELETE"] {
      let reply = try server(method, "/mcp")
      #expect(reply.status == 405 && reply.headers["Allow"] == "POST")
    }
  }

  @Test func `what a tool gives fits what it promises, twice`() throws {
    let server = try TestServer()
    let listed = try ask(server, "tools/list").json["result"]?["tools"]?.array ?? []
    #expect(listed.count == 12)
    let inputs: [(String, JSONObject)] = [
      ("search", ["query": "lighthouse"]), ("fetch", ["id": "document:guide.md"]),
      ("ask", ["question": "How high is the lighthouse?"]), ("list_documents", [:]),
      ("read_document", ["name": "guide.md", "start": 2, "length": 5]), ("append_note", ["text": "Buy oil"]),
      ("list_chats", [:]), ("read_chat", ["id": "last"]), ("recent_activity", [:]),
      ("add_document", ["name": "new.md", "text": "New."]), ("tag_chat", ["id": "last", "add": ["x"]]),
    ]
    for (name, input) in inputs {
      let result = try ask(server, "tools/call", ["name": .string(name), "arguments": .object(input)]).json["result"]
      let value = try #require(result?["structuredContent"], "\(name): \(String(describing: result))")
      #expect(result?["isError"] == false)
      #expect(result?["content"]?.array?.first?["text"]?.string == value.serialized())
      let promised = listed.first { $0["name"]?.string == name }?["outputSchema"]?["required"]?.array ?? []
      #expect(promised.allSatisfy { value[$0.string ?? ""] != nil }, "\(name)")
    }
    let ask = try self.ask(
      server, "tools/call", ["name": "ask", "arguments": ["question": "How high is the lighthouse?"]])
    let source = ask.json["result"]?["structuredContent"]?["sources"]?.array?.first
    #expect(source?["blob"]?.string?.count == 40 && source?["start"]?.int != nil)
    // The question is the client's: nothing of it is kept.
    #expect(try server("GET", "/sessions").json["total"] == 1)
  }

  @Test func `wrong input is told to the model, a wrong name to the program`() throws {
    let server = try TestServer()
    for input in [[:], ["query": 1], ["query": "x", "limit": 0], ["query": "x", "nonsense": 1]] as [JSONObject] {
      let result = try ask(server, "tools/call", ["name": "search", "arguments": .object(input)]).json["result"]
      #expect(result?["isError"] == true, "\(input)")
    }
    #expect(try ask(server, "tools/call", ["name": "nothing"]).json["error"]?["code"] == -32602)
  }

  @Test func `forgetting asks first`() throws {
    let server = try TestServer()
    _ = try server("POST", "/ask", ["question": "How high is the lighthouse?", "session_id": "a"])
    let call: JSONObject = ["name": "forget_chat", "arguments": ["id": "a"]]
    #expect(try ask(server, "tools/call", call).json["result"]?["isError"] == true)
    let question = try ask(server, "tools/call", call, version: "2026-07-28").json["result"]
    #expect(question?["resultType"] == "input_required" && question?["inputRequests"]?["confirm"] != nil)
    #expect(try server("GET", "/api/v1/chats/a").status == 200)
    var answered = call
    answered["inputResponses"] = ["confirm": ["action": "accept", "content": ["confirm": true]]]
    #expect(try ask(server, "tools/call", answered, version: "2026-07-28").json["result"]?["isError"] == false)
    #expect(try server("GET", "/api/v1/chats/a").status == 404)
  }

  @Test func `a token that only reads has no tools that write`() throws {
    let server = try TestServer()
    let reader = try server.tokens.make(user: "bob", workspace: "ada", scope: .read, expires: nil, at: .now).secret
    #expect(try ask(server, "tools/list", token: reader).json["result"]?["tools"]?.array?.count == 8)
    let input: JSONObject = ["name": "add_document", "arguments": ["name": "x.md", "text": "x"]]
    #expect(try ask(server, "tools/call", input, token: reader).json["error"]?["code"] == -32602)
  }

  @Test func `a document that cannot be taken is told of once, and not by where it lies`() throws {
    let server = try TestServer()
    let input: JSONObject = ["name": "add_document", "arguments": ["name": "x.md", "text": "   "]]
    let result = try ask(server, "tools/call", input).json["result"]
    #expect(result?["isError"] == true)
    #expect(result?["content"]?.array?.first?["text"]?.string == "x.md: it holds no text")
  }

  @Test func `documents and chats are resources`() throws {
    let server = try TestServer()
    _ = try server("POST", "/ask", ["question": "How high is the lighthouse?", "session_id": "a"])
    let all = try ask(server, "resources/list").json["result"]?["resources"]?.array ?? []
    #expect(all.map { $0["uri"]?.string } == ["manent://documents/guide.md", "manent://chats/a"])
    for resource in all {
      let read = try ask(server, "resources/read", ["uri": resource["uri"] ?? .null]).json["result"]
      #expect(read?["contents"]?.array?.first?["text"]?.string?.contains("42 metres") == true)
    }
    for uri in ["manent://documents/../workspace.yaml", "file:///etc/passwd", "manent://chats/none"] {
      #expect(try ask(server, "resources/read", ["uri": .string(uri)]).json["error"]?["code"] == -32602, "\(uri)")
    }
  }

  @Test func `a prompt without what it needs is refused`() throws {
    let server = try TestServer()
    try server.workspace.write("templates/explain.yaml", "opening: \"Explain: {{message}}\"\n")
    let said = try ask(server, "prompts/get", ["name": "explain", "arguments": ["message": "tides"]]).json
    #expect(
      said["result"]?["messages"]?.array?.first?["content"]?["text"]?.string?.contains("tides") == true, "\(said)")
    for arguments in [[:], ["message": " "]] as [JSON] {
      let reply = try ask(server, "prompts/get", ["name": "explain", "arguments": arguments]).json
      #expect(reply["error"]?["code"] == -32602, "\(reply)")
    }
  }

  @Test func `what is no message is refused`() throws {
    let server = try TestServer()
    for (body, code) in [
      (JSON.array([]), -32600), (["id": 1], -32600), ([1], -32600),
      (["jsonrpc": "2.0", "id": .null, "method": "ping"], -32600),
    ] as [(JSON, Int)] {
      let reply = try server("POST", "/mcp", body)
      let error = reply.json["error"] ?? reply.json.array?.first?["error"]
      #expect(error?["code"] == JSON(code), "\(reply.text)")
    }
  }
}
