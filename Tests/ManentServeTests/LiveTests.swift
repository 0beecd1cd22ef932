import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .serialized) struct `The server on a socket` {
  @Test func `lengths and codings that two readers could read differently are refused`() throws {
    let server = try LiveServer()
    let head =
      "POST /ask HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(server.token)\r\nContent-Type: application/json\r\n"
    let cases = [
      ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"),
      ("Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "501"),
      ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "501"),
      ("Content-Length: 5\r\nContent-Length: 6\r\n\r\nxxxxx", "400"), ("Content-Length: +5\r\n\r\nxxxxx", "400"),
      ("Content-Length: 1, 5\r\n\r\nxxxxx", "400"), ("Host: evil\r\n\r\n", "400"),
      ("Content-Length : 5\r\n\r\nxxxxx", "400"),
      ("Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\nxxxxx", "400"),
      ("Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n\r\nxxxxx", "400"),
      ("X: a\r\n b\r\n\r\n", "400"), ("X-\u{1}: a\r\n\r\n", "400"),
    ]
    for (rest, status) in cases {
      let client = try RawSocket(server.port)
      client.send(head + rest)
      // The connection is closed: what follows is no request.
      client.send(server.request("GET", "/api/health"))
      let answer = client.read()
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(rest): \(answer.prefix(200))")
      #expect(!answer.contains("\"status\":\"ok\""))
    }
  }

  @Test func `a head is judged before its body is there`() throws {
    let server = try LiveServer()
    let cases = [
      ("PUT /api/v1/documents/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n", "401"),
      ("POST /ask HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 10\r\n\r\n", "403"),
      (
        "POST /ask HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(server.token)\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n",
        "413"
      ),
      (
        "PUT /api/v1/documents/x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(server.token)\r\nContent-Length: 104857601\r\n\r\n",
        "413"
      ),
      (
        "POST /ask HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(server.token)\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n",
        "415"
      ),
      ("POST /ask HTTP/1.1\r\nHost: localhost\r\nExpect: 200-ok\r\nContent-Length: 10\r\n\r\n", "417"),
      (
        "POST /ask HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(server.token)\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\n",
        "415"
      ),
    ]
    for (head, status) in cases {
      let client = try RawSocket(server.port)
      client.send(head)
      #expect(client.read().hasPrefix("HTTP/1.1 \(status) "), "\(head)")
    }
  }

  @Test func `a body in pieces, deep JSON and two requests on one connection are taken as they are`() throws {
    let server = try LiveServer()
    let client = try RawSocket(server.port)
    client.send(
      server.request(
        "POST", "/ask", nil,
        more: "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n"))
    #expect(client.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100 "))
    client.send("10\r\n{\"question\":\"one\r\n2\r\n\"}\r\n0\r\n\r\n")
    #expect(client.read(until: "session_id").contains("\"answer\":\"one\""))
    client.send(server.request("GET", "/api/health"))
    #expect(client.read(until: "ok").contains("{\"status\":\"ok\"}"))
    let deep = try RawSocket(server.port)
    let body = String(repeating: "[", count: 1_000_000)
    deep.send(
      "POST /ask HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(server.token)\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    )
    for _ in 0..<10 { deep.send(String(repeating: "[", count: 100_000)) }
    #expect(deep.read().hasPrefix("HTTP/1.1 400 "))
  }

  @Test func `generation stops when the client of OpenAI's interface leaves, and what came is kept`() throws {
    let server = try LiveServer()
    var client: RawSocket? = try RawSocket(server.port)
    client?.send(
      server.request(
        "POST", "/v1/chat/completions",
        ["model": "echo", "stream": true, "messages": [["role": "user", "content": "hang"]]]))
    let head = client?.read(until: "beginning") ?? ""
    #expect(head.contains("HTTP/1.1 200"))
    client = nil
    #expect(try server.eventually { try server.messages().last?["status"] == "interrupted" })
    #expect(try server.messages().last?["content"] == "This is the beginning of ")
    // The same question again is answered beside the first, and not asked twice.
    let again = try RawSocket(server.port)
    again.send(
      server.request(
        "POST", "/v1/chat/completions",
        ["model": "echo", "stream": true, "messages": [["role": "user", "content": "stream 3"]]],
        more: "Connection: close\r\n"))
    #expect(again.read().hasSuffix("data: [DONE]\n\n\r\n0\r\n\r\n"))
  }

  @Test func `a request that is sent again after its client gave up is answered where it was said first`() throws {
    let server = try LiveServer()
    let body: JSON = ["model": "echo", "messages": [["role": "user", "content": "wait"]]]
    for _ in 0..<2 {
      var client: RawSocket? = try RawSocket(server.port)
      client?.send(server.request("POST", "/v1/chat/completions", body))
      #expect(server.eventually { server.answering == 1 })
      usleep(200_000)
      client = nil
      // The official client does not wait for the first to be stopped before it tries again.
    }
    #expect(try server.eventually { try server.messages().last?["status"] == "interrupted" })
    #expect(server.eventually { server.answering == 0 })
    try server.plugin.write("go", "")
    #expect(try server.ask("POST", "/v1/chat/completions", body).contains("It was worth the wait."))
    #expect(try server.ask("GET", "/sessions").contains("\"total\":1"))
    #expect(try server.messages().map { $0["content"]?.string } == ["wait", "It was worth the wait."])
  }

  @Test func `a question of a session that is sent again since its answer reached nobody is one question`() throws {
    let server = try LiveServer()
    let body: JSON = ["question": "wait", "session_id": "kiosk"]
    for _ in 0..<3 {
      var client: RawSocket? = try RawSocket(server.port)
      client?.send(server.request("POST", "/ask", body))
      #expect(server.eventually { server.answering == 1 })
      usleep(200_000)
      client = nil
      usleep(200_000)
    }
    let client = try RawSocket(server.port)
    client.send(server.request("POST", "/ask", body))
    usleep(200_000)
    try server.plugin.write("go", "")
    #expect(client.read(until: "}").contains("It was worth the wait."))
    #expect(try server.messages().count == 2)
    // Its answer was told: the same question is another turn now.
    try server.plugin.write("go", "")
    #expect(try server.ask("POST", "/ask", body).contains("It was worth the wait."))
    #expect(try server.messages().count == 4)
    // One that could not be answered is answered anew, and stays one question.
    for _ in 0..<2 {
      #expect(try server.ask("POST", "/ask", ["question": "fail", "session_id": "other"]).contains("502"))
    }
    #expect(try server.messages().map { $0["role"]?.string } == ["user", "assistant"])
  }

  @Test func `what fails before its first word has a status, also as a stream`() throws {
    let server = try LiveServer()
    let messages: JSON = [["role": "user", "content": "read nothing-there"]]
    let answer = try server.ask(
      "POST", "/v1/chat/completions", ["model": "echo", "stream": true, "messages": messages])
    #expect(answer.hasPrefix("HTTP/1.1 502 ") && answer.lowercased().contains("x-should-retry: false"), "\(answer)")
    let input = try server.ask("POST", "/v1/responses", ["model": "echo", "stream": true, "input": "read not-there"])
    #expect(input.hasPrefix("HTTP/1.1 502 "), "\(input)")
    // A provider that is silent for long is no reason to be silent, too.
    let client = try RawSocket(server.port)
    client.send(
      server.request(
        "POST", "/v1/chat/completions",
        ["model": "echo", "stream": true, "messages": [["role": "user", "content": "wait"]]]))
    #expect(client.read(until: "\"role\":\"assistant\"").hasPrefix("HTTP/1.1 200 "))
    try server.plugin.write("go", "")
    #expect(client.read(until: "[DONE]").contains("worth the wait"))
  }

  @Test func `an answer that only calls a tool has no message in its stream`() throws {
    let server = try LiveServer()
    let tools: JSON = [["type": "function", "name": "get_weather", "parameters": ["type": "object"]]]
    let text = try server.ask(
      "POST", "/v1/responses", ["model": "echo", "stream": true, "input": "call get_weather Rome", "tools": tools])
    let events = text.split(separator: "\n").filter { $0.hasPrefix("data: ") }
      .compactMap { try? JSON(parsing: String($0.dropFirst(6).filter { $0 != "\r" })) }
    let items = events.filter { $0["type"] == "response.output_item.done" }
    #expect(items.map { $0["output_index"]?.int } == [0] && items.first?["item"]?["type"] == "function_call", "\(text)")
    let output = events.last?["response"]?["output"]?.array
    #expect(output?.count == 1 && output?.first == items.first?["item"])
  }

  @Test(arguments: [true, false]) func `what a tool gave goes to the provider as such`(isKept: Bool) throws {
    let server = try LiveServer()
    try server.plugin.write("asked", "")
    let call: JSON = ["id": "call_1", "type": "function", "function": ["name": "get_weather", "arguments": "{}"]]
    let messages: JSON = [
      ["role": "user", "content": "How is it in Rome?"], ["role": "assistant", "content": .null, "tool_calls": [call]],
      ["role": "tool", "tool_call_id": "call_1", "content": "sunny"],
    ]
    let tools: JSON = [["type": "function", "function": ["name": "get_weather", "parameters": ["type": "object"]]]]
    let answer = try server.ask(
      "POST", "/v1/chat/completions",
      ["model": "echo", "store": JSON(isKept), "messages": messages, "tools": tools])
    #expect(answer.contains("sunny"))
    let lines = String(decoding: try Files.read(server.plugin.folder / "asked"), as: UTF8.self).split(separator: "\n")
    let asked = try #require(lines.compactMap { try? JSON(parsing: String($0)) }.last { $0["method"] == "answer" })
    let sent = asked["params"]?["messages"]?.array ?? []
    #expect(sent.map { $0["role"]?.string } == ["user", "assistant", "tool"])
    #expect(sent.last?["tool_call_id"] == "call_1" && sent[1]["tool_calls"]?.array?.first?["id"] == "call_1")
  }

  @Test func `a turn of a session goes on when its reader leaves`() throws {
    let server = try LiveServer()
    var client: RawSocket? = try RawSocket(server.port)
    client?.send(server.request("POST", "/ask", ["question": "wait", "stream": true]))
    let head = client?.read(until: "session_id") ?? ""
    #expect(head.contains("\"type\":\"session\""))
    client = nil
    usleep(300_000)
    try server.plugin.write("go", "")
    #expect(try server.eventually { try server.messages().last?["content"] == "It was worth the wait." })
  }

  @Test func `a file that cannot be imported is not told of by its name on this machine`() throws {
    let server = try LiveServer()
    let client = try RawSocket(server.port)
    client.send(
      server.request("POST", "/api/v1/import", nil, more: "Connection: close\r\nContent-Length: 8\r\n") + "nonsense")
    let answer = client.read()
    #expect(answer.hasPrefix("HTTP/1.1 422 ") && answer.contains("the file: nothing in it"), "\(answer)")
    #expect(!answer.contains("/body-") && !answer.contains(server.tool.base.string))
  }

  @Test func `what packs the repository leaves no dead processes behind`() throws {
    let server = try LiveServer()
    for number in 0..<45 { _ = try server.ask("POST", "/ask", ["question": "\(number)", "session_id": "a"]) }
    let packs = server.root / ".git/objects/pack"
    func count() throws -> Int { try Files.list(packs).count { $0.hasSuffix(".pack") } }
    // Packed they were, at least once.
    #expect(try server.eventually { try count() < 40 })
    #expect(server.eventually { server.deadChildren == 0 })
  }

  @Test func `a tool tells how far it is where the client asks for that`() throws {
    let server = try LiveServer()
    let call: JSON = [
      "jsonrpc": "2.0", "id": 1, "method": "tools/call",
      "params": ["name": "ask", "arguments": ["question": "stream 3"], "_meta": ["progressToken": "t"]],
    ]
    let client = try RawSocket(server.port)
    client.send(server.request("POST", "/mcp", call, more: "Accept: application/json, text/event-stream\r\n"))
    let answer = client.read(until: "structuredContent")
    let pieces = answer.components(separatedBy: "notifications/progress")
    #expect(pieces.count == 4 && pieces[1].contains("\"progressToken\":\"t\",\"progress\":1"), "\(answer)")
    // Who does not ask for it has the answer alone, as JSON.
    #expect(try server.ask("POST", "/mcp", call).contains("application/json"))
    // Who closes the stream stops the work.
    var leaving: RawSocket? = try RawSocket(server.port)
    leaving?.send(
      server.request(
        "POST", "/mcp",
        [
          "jsonrpc": "2.0", "id": 2, "method": "tools/call",
          "params": ["name": "ask", "arguments": ["question": "hang"], "_meta": ["progressToken": 7]],
        ], more: "Accept: text/event-stream\r\n"))
    #expect(leaving?.read(until: "beginning").contains("beginning") == true)
    #expect(server.answering == 1)
    leaving = nil
    #expect(server.eventually { server.answering == 0 })
  }

  @Test func `a stream ends when its token is revoked`() throws {
    let server = try LiveServer()
    let client = try RawSocket(server.port)
    client.send(server.request("POST", "/ask", ["question": "hang", "stream": true]))
    _ = client.read(until: "beginning")
    let id = try #require(
      (try JSON(parsing: server.tool.succeed("token", "list", "--json"))).array?.first?["id"]?.string)
    try server.tool.succeed("token", "revoke", id)
    #expect(!client.read().contains("done"))
    #expect(client.hasEnded)
    #expect(try server.ask("GET", "/sessions").hasPrefix("HTTP/1.1 401"))
  }

  @Test func `asked to end, the server keeps what came`() throws {
    let server = try LiveServer()
    let client = try RawSocket(server.port)
    client.send(server.request("POST", "/ask", ["question": "hang", "stream": true]))
    _ = client.read(until: "beginning")
    #expect(server.stop(SIGTERM) == .exited(0))
    let messages = try server.messages()
    #expect(messages.map { $0["role"]?.string } == ["user", "assistant"])
    #expect(messages.last?["status"] == "interrupted" && messages.last?["content"] == "This is the beginning of ")
    #expect(try Git(folder: server.root)("status", "--porcelain") == "")
  }

  @Test func `killed, the server has what it acknowledged`() throws {
    let server = try LiveServer()
    let client = try RawSocket(server.port)
    client.send(server.request("POST", "/ask", ["question": "hang", "stream": true]))
    _ = client.read(until: "\"type\":\"session\"")
    _ = server.stop(SIGKILL)
    #expect(try server.messages().first?["content"] == "hang")
  }

  @Test func `killed while many ask, it has lost nothing that it acknowledged`() throws {
    let server = try LiveServer()
    let (port, said) = (server.port, Monitor<[String]>([]))
    let ends = Monitor(0)
    for client in 0..<8 {
      // Half of them go on with a chat of their own.
      let texts = (0..<200).map { "question \(client)-\($0)." }
      let requests = texts.map { text in
        server.request(
          "POST", "/ask",
          client.isMultiple(of: 2)
            ? ["question": .string(text), "session_id": "s\(client)"] : ["question": .string(text)],
          more: "Connection: close\r\n")
      }
      Worker.start {
        for (text, request) in zip(texts, requests) {
          guard let socket = try? RawSocket(port) else { break }
          socket.send(request)
          let answer = socket.read()
          guard answer.hasPrefix("HTTP/1.1 200 "), answer.contains("message_id") else { break }
          said.update { $0.append(text) }
        }
        ends.update { $0 += 1 }
      }
    }
    _ = said.wait { $0.count >= 40 ? true : nil }
    _ = server.stop(SIGKILL)
    _ = ends.wait { $0 == 8 ? true : nil }
    // What the next command finds is committed by it.
    try server.tool.succeed("-w", "ada", "chats")
    let git = Git(folder: server.root)
    #expect(try git.status() == "")
    // What packs the repository in the background may be taking packs away just now.
    #expect(try server.eventually { try git.faults() == "" })
    let kept = try git("grep", "-h", "-o", "content\":\"question [0-9]*-[0-9]*[.]", "HEAD", "--", "chats")
    #expect(said.withLock { $0 }.filter { !kept.contains("content\":\"\($0)") } == [])
  }

  @Test func `the command line, and other requests, go on with the same workspace meanwhile`() throws {
    let server = try LiveServer()
    let client = try RawSocket(server.port)
    client.send(server.request("POST", "/ask", ["question": "wait", "stream": true, "session_id": "a"]))
    _ = client.read(until: "session_id")
    try server.tool.succeed("-w", "ada", "chat", "--cid", "b", "from the shell")
    #expect(try server.ask("POST", "/ask", ["question": "from the net", "session_id": "c"]).contains("from the net"))
    try server.plugin.write("go", "")
    #expect(client.read(until: "done").contains("worth the wait"))
    #expect(try server.ask("GET", "/sessions").contains("\"total\":3"))
  }

  @Test func `what is no HTTP neither ends nor holds the server`() throws {
    let server = try LiveServer()
    var generator = SeededGenerator(seed: 7)
    let seed = Array(server.request("POST", "/ask", ["question": "x"]).utf8)
    for round in 0..<(Machine.isThorough ? 20_000 : 1000) {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: "\r\n: \u{0}%".utf8, at: place)
        }
      }
      try RawSocket(server.port).send(bytes)
      if round.isMultiple(of: 200) { #expect(try server.ask("GET", "/api/health").contains("ok")) }
    }
    #expect(try server.ask("GET", "/api/health").contains("{\"status\":\"ok\"}"))
    #expect(server.stop(SIGTERM) == .exited(0))
  }
}
