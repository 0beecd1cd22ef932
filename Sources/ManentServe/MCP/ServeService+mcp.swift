import ManentAccess
import ManentCore
import ManentFormats
import ManentHTTP
import ManentMCP

extension ServeService {
  static var mcpEndpoints: [Endpoint] {
    let refuse: @Sendable (Call) throws -> HTTPResponse = { _ in
      throw ServeError(405, "MCP is spoken by POST here", code: "method_not_allowed", headers: ["Allow": "POST"])
    }
    return [
      .later("POST", "/mcp", .read, body: .json, "Model Context Protocol, every revision") { call, reply in
        try call.server.speak(call, reply)
      },
      .plain("GET", "/mcp", .read, "There is no stream of its own", refuse),
      .plain("DELETE", "/mcp", .read, "There is no session to end", refuse),
    ]
  }

  private func speak(_ call: Call, _ reply: HTTPReply) throws {
    let message: JSON
    do {
      message = try JSON(parsing: call.request.bytes)
    } catch {
      return send(MCPServer.unreadable("\(error)"), reply)
    }
    let version = call.request.headers["MCP-Protocol-Version"]
    if let problem = mismatch(message, call.request) { return send(problem, reply) }
    var options = MCPServer.Options()
    options.canWrite = call.caller.scope >= .write
    options.author = call.caller.user
    options.tell = Told.sentence
    // Who closes the stream does not want the answer any more.
    let stop = StopSign()
    reply.whenLeft { stop.raise() }
    let (root, workspaces, asked) = (call.caller.root, workspaces, options)
    func answer(_ progress: (JSON) throws -> Void) throws -> MCPAnswer {
      try stop.during {
        try workspaces.use(root) { handle in
          try MCPServer(of: handle.workspace, providers: handle.providers, options: asked)
            .answer(message, version: version, progress: progress)
        }
      }
    }
    let wantsProgress = message["params"]?["_meta"]?["progressToken"].map { !$0.isNull } ?? false
    guard wantsProgress, call.request.acceptsEvents else { return send(try answer { _ in }, reply) }
    let stream = MessageStream(isAllowed: isAllowed(call.caller)) { isWhole in if !isWhole { stop.raise() } }
    reply(.events(stream))
    do {
      if let last = try answer({ stream.add(Events.message($0)) }).message { stream.add(Events.message(last)) }
    } catch {
      stream.add(
        Events.message([
          "jsonrpc": "2.0", "id": message["id"] ?? .null,
          "error": ["code": -32603, "message": .string(Told.sentence(error))],
        ]))
    }
    stream.end()
  }

  /// The head of a request of the current revision repeats what its body says, so that proxies need not read that.
  private func mismatch(_ message: JSON, _ request: HTTPRequest) -> MCPAnswer? {
    let pairs: [(String, String?)] = [
      ("Mcp-Method", message["method"]?.string),
      ("Mcp-Name", message["params"]?["name"]?.string ?? message["params"]?["uri"]?.string),
    ]
    for (field, said) in pairs {
      guard let value = request.headers[field], let said else { continue }
      guard Self.plain(value) != said else { continue }
      return MCPAnswer(
        message: [
          "jsonrpc": "2.0", "id": message["id"] ?? .null,
          "error": ["code": -32020, "message": .string("the field \(field) says something else than the request")],
        ], status: 400)
    }
    return nil
  }

  /// A name that a field cannot hold as it is comes as `=?base64?…?=`.
  private static func plain(_ value: String) -> String {
    guard value.hasPrefix("=?base64?"), value.hasSuffix("?="),
      let bytes = Base64.decode(String(value.dropFirst(9).dropLast(2)))
    else { return value }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func send(_ answer: MCPAnswer, _ reply: HTTPReply) {
    guard let message = answer.message else { return _ = reply(HTTPResponse(202)) }
    var response = HTTPResponse.json(message, status: answer.status)
    response.headers.add("X-Accel-Buffering", "no")
    reply(response)
  }
}

extension Events {
  /// A message of the protocol as an event.
  fileprivate static func message(_ value: JSON) -> [UInt8] { event("message", value) }
}
