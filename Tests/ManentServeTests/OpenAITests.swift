import ManentAccess
import ManentCore
import ManentFormats
import ManentHTTP
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentServe

@Suite(.temporaryFolder) struct `OpenAI's interface` {
  private let asked: JSON = ["role": "user", "content": "How high is the lighthouse?"]

  private func complete(
    _ server: TestServer, _ messages: [JSON], _ more: [(String, JSON)] = [], headers: HTTPHeaders = [:]
  ) throws -> TestServer.Reply {
    let body = JSONObject([("model", "extractive"), ("messages", .array(messages))] + more)
    return try server("POST", "/v1/chat/completions", .object(body), headers: headers)
  }

  @Test func `a conversation is joined to its chat by its beginning, and an edit begins a branch`() throws {
    let server = try TestServer()
    let first = try complete(server, [asked])
    let chat = try #require(first.headers["X-Manent-Chat"])
    let answer = try #require(first.json["choices"]?.array?.first?["message"]?["content"])
    #expect(first.json["object"] == "chat.completion" && answer.string?.contains("42") == true)
    let said: [JSON] = [asked, ["role": "assistant", "content": answer]]
    let next = try complete(server, said + [["role": "user", "content": "Where is the lighthouse?"]])
    #expect(next.headers["X-Manent-Chat"] == chat)
    let edited = try complete(server, said + [["role": "user", "content": "What is on Skerry Rock?"]])
    #expect(edited.headers["X-Manent-Chat"] == chat)
    let messages = try server("GET", "/api/v1/chats/\(chat)").json["messages"]?.array ?? []
    #expect(messages.count == 6)
    let questions = messages.filter { $0["role"] == "user" }
    // Both follow the same answer.
    #expect(questions.count == 3 && questions[1]["parent"] == questions[2]["parent"])
    // Another conversation is another chat, also when it begins with the same words.
    #expect(
      try complete(server, [["role": "user", "content": "Who keeps the light?"]]).headers["X-Manent-Chat"] != chat)
    #expect(try server.workspace.git("status", "--porcelain") == "")
  }

  @Test func `a question that is sent again because its answer reached nobody is not doubled`() throws {
    let server = try TestServer()
    let request = try OpenAIRequest(
      chat: try #require(JSON.object(["model": "extractive", "messages": [asked]]).object),
      HTTPRequest("POST", try #require(HTTPTarget("/v1/chat/completions"))))
    let caller = Caller(user: "ada", scope: .admin, root: server.workspace.root, token: nil)
    let joints = server.service.joints
    let turn = try server.service.turns.start(for: caller, in: nil) { handle, turn in
      try OpenAITurn(request, caller: caller, joints: joints).take(handle, turn)
    }
    _ = turn.waitForEnd()
    joints.note(turn, for: Joints.key(request, of: caller))
    let reply = try complete(server, [asked])
    #expect(reply.json["id"] == .string("chatcmpl-\(turn.id)"))
    #expect(try server("GET", "/api/session_stats").json["total_messages"] == 2)
    // Its answer has arrived now: who asks the same again wants another one.
    #expect(try complete(server, [asked]).json["id"] != reply.json["id"])
  }

  @Test func `a stream is framed as clients depend on it`() throws {
    let server = try TestServer()
    let reply = try complete(server, [asked], [("stream", true), ("stream_options", ["include_usage": true])])
    let lines = reply.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(!reply.text.contains("\r") && !reply.text.contains("id: "))
    #expect(reply.text.hasSuffix("data: [DONE]\n\n"))
    #expect(lines.enumerated().allSatisfy { $0.offset % 2 == 1 ? $0.element.isEmpty : true })
    let chunks = reply.events
    let choices = chunks.dropLast().compactMap { $0["choices"]?.array?.first }
    #expect(choices.count == chunks.count - 1)
    #expect(choices.first?["delta"]?["role"] == "assistant")
    #expect(choices.dropFirst().allSatisfy { $0["delta"]?["role"] == nil })
    #expect(choices.dropLast().allSatisfy { $0["finish_reason"] == .null })
    #expect(choices.last?["finish_reason"] == "stop")
    #expect(chunks.last?["choices"] == [] && chunks.last?["usage"]?["total_tokens"]?.int != nil)
    #expect(Set(chunks.map { $0["id"]?.string }).count == 1 && Set(chunks.map { $0["created"]?.int }).count == 1)
    let plain = try complete(server, [["role": "user", "content": "What is on the rock?"]], [("stream", true)])
    #expect(plain.events.allSatisfy { $0["choices"]?.array?.isEmpty == false })
  }

  @Test func `nothing is kept when nothing is to be kept`() throws {
    let server = try TestServer()
    let reply = try complete(server, [asked], [("store", false)])
    #expect(reply.status == 200 && reply.headers["X-Manent-Chat"] == nil)
    #expect(try server("GET", "/sessions").json["total"] == 0)
  }

  @Test func `a client may name the chat`() throws {
    let server = try TestServer()
    let first = try complete(server, [asked], headers: ["X-Manent-Chat": "editor-1"])
    #expect(first.headers["X-Manent-Chat"] == "editor-1")
    let next = try complete(server, [["role": "user", "content": "Where?"]], [("metadata", ["chat": "editor-1"])])
    #expect(next.headers["X-Manent-Chat"] == "editor-1")
    #expect(try server("GET", "/api/v1/chats/editor-1").json["message_count"] == 4)
  }

  @Test(
    arguments: [
      (["n": 2], "n"), (["logprobs": true], "logprobs"), (["messages": []], "messages"), (["tools": "x"], "tools"),
      (["tools": [1]], "tools"), (["tool_choice": 1], "tool_choice"), (["response_format": "x"], "response_format"),
      (["metadata": 1], "metadata"), (["stream_options": 1], "stream_options"),
      (["messages": [["role": "robot", "content": "x"]]], "messages.0.role"),
      (["messages": [["role": "user", "content": [["type": "image_url"]]]]], "messages.0.content.0"),
      (["messages": [["role": "user", "content": " "]]], "messages"), (["model": "nobody"], "model"),
    ] as [(JSONObject, String)])
  func `what cannot be done names what is wrong`(change: JSONObject, parameter: String) throws {
    let server = try TestServer()
    var body: JSONObject = ["model": "extractive", "messages": [asked]]
    for (key, value) in change.entries { body[key] = value }
    for streams in [false, true] {
      body["stream"] = JSON(streams)
      let reply = try server("POST", "/v1/chat/completions", .object(body))
      #expect((400..<500).contains(reply.status))
      #expect(reply.json["error"]?["param"] == .string(parameter), "\(reply.text)")
    }
    #expect(try server("GET", "/sessions").json["total"] == 0)
  }

  @Test func `content in parts, the role developer and unknown fields are taken`() throws {
    let server = try TestServer()
    let reply = try complete(
      server,
      [
        ["role": "developer", "content": "Be short."],
        [
          "role": "user",
          "content": [["type": "text", "text": "How high is "], ["type": "text", "text": "the lighthouse?"]],
        ],
      ], [("max_completion_tokens", 50), ("frobnicate", true)])
    #expect(reply.status == 200)
    let chat = try server("GET", "/api/v1/chats/\(try #require(reply.headers["X-Manent-Chat"]))").json
    #expect(chat["instructions"] == "Be short.")
    #expect(chat["messages"]?.array?.first?["content"] == "How high is the lighthouse?")
  }

  @Test func `responses go on from an answer that was given, for ever`() throws {
    let server = try TestServer()
    let first = try server("POST", "/v1/responses", ["model": "extractive", "input": "How high is the lighthouse?"])
      .json
    #expect(first["object"] == "response" && first["status"] == "completed")
    let id = try #require(first["id"]?.string)
    let body: JSON = ["model": "extractive", "input": "Where is the lighthouse?", "previous_response_id": .string(id)]
    let next = try server("POST", "/v1/responses", body)
    #expect(next.json["chat"] == first["chat"])
    var streamed = try #require(body.object)
    streamed["stream"] = true
    streamed["input"] = "What is its height?"
    let events = try server("POST", "/v1/responses", .object(streamed)).events
    let kinds = events.compactMap { $0["type"]?.string }
    #expect(kinds.first == "response.created" && kinds.last == "response.completed")
    #expect(kinds.contains("response.output_item.added") && kinds.contains("response.output_text.delta"))
    #expect(events.compactMap { $0["sequence_number"]?.int } == Array(0..<events.count))
    #expect(
      try server("POST", "/v1/responses", ["model": "extractive", "input": "x", "previous_response_id": "resp_x"])
        .status
        == 404)
  }

  @Test func `a response can be read again by its id, with what led to it, and by its own user alone`() throws {
    let server = try TestServer()
    let first = try server("POST", "/v1/responses", ["model": "extractive", "input": "How high is the lighthouse?"])
      .json
    let id = try #require(first["id"]?.string)
    let next = try server(
      "POST", "/v1/responses", ["model": "extractive", "input": "Where is it?", "previous_response_id": .string(id)]
    ).json
    let second = try #require(next["id"]?.string)
    let kept = try server("GET", "/v1/responses/\(id)").json
    for key in ["id", "object", "status", "model", "chat"] { #expect(kept[key] == first[key], "\(key)") }
    #expect(
      kept["output"]?.array?.first?["content"]?.array?.first?["text"]
        == first["output"]?.array?.first?["content"]?.array?.first?["text"])
    #expect(kept["previous_response_id"] == .null)
    #expect(try server("GET", "/v1/responses/\(second)").json["previous_response_id"]?.string == id)
    let items = try server("GET", "/v1/responses/\(second)/input_items").json
    #expect(items["data"]?.array?.map { $0["role"]?.string } == ["user", "assistant", "user"])
    #expect(items["data"]?.array?.first?["content"]?.array?.first?["text"] == "Where is it?")
    for other in ["resp_x", String(id.dropFirst(5)), "..%2F\(id)"] {
      #expect(try [400, 404].contains(server("GET", "/v1/responses/\(other)").status), "\(other)")
    }
    // Nothing of a chat can be taken out alone.
    #expect(try server("DELETE", "/v1/responses/\(id)").status == 405)
    _ = try SampleWorkspace(at: TemporaryFolder.current / "workspaces/bob")
    let bob = try server.tokens.make(user: "bob", workspace: "bob", scope: .admin, expires: nil, at: .now).secret
    #expect(try server("GET", "/v1/responses/\(id)", token: bob).status == 404)
    #expect(try server("GET", "/v1/responses/\(id)/input_items", token: bob).status == 404)
  }

  @Test func `responses repeat what was asked for in the shape that it came in`() throws {
    let server = try TestServer()
    let tool: JSON = ["type": "function", "name": "weather", "parameters": ["type": "object"], "strict": true]
    let body: JSONObject = [
      "model": "extractive", "input": "How high is the lighthouse?", "tools": [tool], "metadata": ["a": "b"],
      "tool_choice": ["type": "function", "name": "weather"], "parallel_tool_calls": false, "max_output_tokens": 50,
      "text": ["format": ["type": "json_object"]],
    ]
    let reply = try server("POST", "/v1/responses", .object(body)).json
    for (key, value) in body.entries where !["model", "input"].contains(key) { #expect(reply[key] == value, "\(key)") }
    let plain = try server("POST", "/v1/responses", ["model": "extractive", "input": "How high is it?"]).json
    #expect(plain["parallel_tool_calls"] == true && plain["tools"] == [] && plain["tool_choice"] == "auto")
    var wrong = body
    wrong["tools"] = nil
    wrong["parallel_tool_calls"] = "no"
    #expect(
      try server("POST", "/v1/responses", .object(wrong)).json["error"]?["param"] == "parallel_tool_calls")
  }

  @Test func `embeddings come as numbers and as base64, and token ids are refused`() throws {
    let server = try TestServer()
    let body: JSONObject = ["model": "hashed-1024-v1", "input": ["one", "two"]]
    let plain = try server("POST", "/v1/embeddings", .object(body)).json
    let numbers = try #require(plain["data"]?.array?.first?["embedding"]?.array)
    #expect(numbers.count == 1024 && plain["data"]?.array?.count == 2)
    var packed = body
    packed["encoding_format"] = "base64"
    let text = try #require(
      server("POST", "/v1/embeddings", .object(packed)).json["data"]?.array?.first?["embedding"]?.string)
    let bytes = try #require(Base64.decode(text))
    #expect(bytes.count == 4096)
    let first = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[$1]) << UInt32(8 * $1) }
    #expect(abs(Double(Float(bitPattern: first)) - (numbers[0].double ?? 9)) < 1e-6)
    #expect(try server("POST", "/v1/embeddings", ["model": "hashed-1024-v1", "input": [[1, 2]]]).status == 400)
    #expect(try server("POST", "/v1/embeddings", ["model": "other", "input": "x"]).status == 404)
  }

  @Test func `models are listed, and found by their ids`() throws {
    let server = try TestServer()
    let list = try server("GET", "/v1/models").json
    #expect(list["object"] == "list")
    #expect(list["data"]?.array?.first?.object?.keys == ["id", "object", "created", "owned_by"])
    #expect(try server("GET", "/v1/models/extractive").json["id"] == "extractive")
    #expect(try server("GET", "/v1/models/a%2Fb").json["error"]?["code"] == "model_not_found")
  }
}
