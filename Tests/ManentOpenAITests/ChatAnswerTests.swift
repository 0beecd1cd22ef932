import ManentFormats
import Testing

@testable import ManentOpenAI

@Suite struct ChatAnswerTests {
  private func answer(_ events: [String]) throws -> ChatAnswer {
    var answer = ChatAnswer()
    for event in events { _ = try answer.take(event: Array(event.utf8)) }
    return answer
  }

  @Test func `Pieces make the content, and what it cost comes with the last of them`() throws {
    let answer = try answer([
      #"{"choices":[{"delta":{"role":"assistant","content":""}}],"model":"m-2024"}"#,
      #"{"choices":[{"delta":{"content":"One "}}]}"#, #"{"choices":[{"delta":{"content":"two"}}]}"#,
      #"{"choices":[{"delta":{},"finish_reason":"length"}]}"#,
      #"{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}}"#, "[DONE]",
    ])
    #expect(answer.content == "One two" && answer.isWhole && answer.isDone)
    #expect(answer.finishReason == "length" && answer.model == "m-2024")
    #expect(answer.usage == ["input_tokens": 12, "output_tokens": 3])
  }

  @Test func `An answer is whole when the model has stopped or the server says so, and not before`() throws {
    let piece = #"{"choices":[{"delta":{"content":"One"},"finish_reason":null}],"usage":null}"#
    #expect(try !answer([piece]).isWhole)
    #expect(try answer([piece, "[DONE]"]).isWhole)
    #expect(try answer([piece, #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#]).isWhole)
  }

  @Test func `A model that thinks aloud, or calls tools, adds nothing to the text`() throws {
    let answer = try answer([
      #"{"choices":[{"delta":{"reasoning_content":"Hm."}}]}"#,
      #"{"choices":[{"delta":{"content":null,"tool_calls":[]}}]}"#,
      #"{"choices":[{"delta":{"content":"Yes."}}]}"#,
    ])
    #expect(answer.content == "Yes.")
  }

  @Test func `An answer that comes whole is taken whole`() throws {
    var answer = ChatAnswer()
    let text = #"{"choices":[{"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"model":"m"}"#
    #expect(try answer.take(whole: Array(text.utf8)).text == "Hello")
    #expect(answer.isWhole)
  }

  @Test(arguments: [
    "[]", "7", #"{"hello":"world"}"#, #"{"choices":7}"#, ": keepalive", "", "  ", #"{"type":"ping"}"#,
    #"{"choices":null,"usage":{"prompt_tokens":5}}"#, "{\"cut",
  ])
  func `What is no part of an answer is passed over, and is no answer by itself`(text: String) throws {
    let piece = #"{"choices":[{"delta":{"content":"One"}}]}"#
    let whole = try answer([text, piece, text, #"{"choices":[{"finish_reason":"stop"}]}"#, text, "[DONE] "])
    #expect(whole.content == "One" && whole.isDone && whole.hasBegun)
    #expect(try !answer([text]).hasBegun)
    var alone = ChatAnswer()
    #expect(throws: (any Error).self) { try alone.take(whole: Array(text.utf8)) }
  }

  @Test func `Content may be a list of parts, of which the texts are said and the thoughts are not`() throws {
    let answer = try answer([
      #"{"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}]}}]}"#,
      #"{"choices":[{"delta":{"content":[{"type":"text","text":"Can"},{"type":"image_url"}]}}]}"#,
      #"{"choices":[{"delta":{"content":["ber",{"type":"output_text","text":{"value":"ra"}}]}}]}"#,
      #"{"choices":[{"text":".","finish_reason":"null"}]}"#,
    ])
    #expect(answer.content == "Canberra." && answer.reasoning == "hm" && !answer.isWhole)
  }

  @Test(arguments: 1...12)
  func `Thoughts at the beginning of the text are not said, however it is cut`(length: Int) throws {
    func cut(_ text: String) throws -> (ChatAnswer, String) {
      var (answer, shown, rest) = (ChatAnswer(), "", Substring(text))
      while !rest.isEmpty {
        let event = ["choices": [["delta": ["content": JSON(String(rest.prefix(length)))]]]] as JSON
        shown += try answer.take(event: Array(event.serialized().utf8)).text
        rest = rest.dropFirst(length)
      }
      shown += try answer.take(event: Array("[DONE]".utf8)).text
      #expect(shown == answer.content)
      return (answer, shown)
    }
    let (answer, shown) = try cut("\n<think>Hm, a < b.</thin></think>\n\nYes, <think>.")
    #expect(shown == "Yes, <think>." && answer.reasoning == "Hm, a < b.</thin>")
    #expect(try cut("<think>Only this</think>\n").1 == "" && cut("<thinking>Never ended").1 == "")
    #expect(try cut("<thirst").1 == "<thirst" && cut("<th").1 == "<th" && cut(" a </thin").1 == " a </thin")
  }

  @Test func `A character that is cut in two between events is one`() throws {
    func event(_ text: String) -> String { #"{"choices":[{"delta":{"content":"\#(text)"}}]}"# }
    #expect(
      try answer([event(#"Hi \ud83d"#), event(#"\ude00 you \uD83E"#), event(#"\uDE81"#)]).content == "Hi 😀 you 🪁")
    #expect(try answer([event(#"a\ud83d"#), #"{"choices":[]}"#, event(#"\ude00"#)]).content == "a😀")
    #expect(try answer([event(#"a\\ud83d"#), event("b")]).content == #"a\ud83db"#)
    #expect(try answer([event(#"a\ud83d"#), event("b")]).content == "ab")
    #expect(try answer([event(#"a\ud83d\ude00"#), event("b")]).content == "a😀b")
  }

  @Test func `An answer of lines of JSON is put together, and an event that is framed twice is read`() throws {
    let lines =
      #"{"choices":[{"delta":{"content":"One "}}]}"# + "\n" + #"{"choices":[{"delta":{"content":"two"}}]}"# + "\n"
    var whole = ChatAnswer()
    #expect(try whole.take(whole: Array(lines.utf8)).text == "One two")
    #expect(try answer([#"data: {"choices":[{"delta":{"content":"One"}}]}"#, "data: [DONE]"]).content == "One")
  }

  @Test(arguments: [
    #"{"choices":[{"delta":{"content":""},"finish_reason":"error","error":{"message":"It broke"}}]}"#,
    #"{"object":"error","message":"It broke","code":500}"#, #"{"error":{"error":{"message":"It broke"}}}"#,
    #"[{"error":{"message":"It broke"}}]"#, #"{"type":"error","error":"It broke"}"#,
  ])
  func `An error in the place of the rest is one, wherever it stands`(text: String) throws {
    let refusal = #expect(throws: ChatAnswer.Refusal.self) { try answer([text]) }
    #expect(refusal.map { ServerWords($0.said).sentence } == "It broke")
  }

  @Test func `Calls of tools are put together from pieces, each with one id`() throws {
    var answer = ChatAnswer()
    var pieces: [JSON] = []
    for delta in [
      #"{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"look","arguments":""}}]}"#,
      #"{"tool_calls":[{"index":0,"function":{"arguments":"{\"a\""}}]}"#,
      #"{"tool_calls":[{"index":0,"id":"c1","function":{"arguments":":1}"}},{"id":"c2","function":{"name":"go"}}]}"#,
    ] { pieces += try answer.take(event: Array("{\"choices\":[{\"delta\":\(delta)}]}".utf8)).calls }
    #expect(
      answer.calls.json == [
        ["id": "c1", "type": "function", "function": ["name": "look", "arguments": "{\"a\":1}"]],
        ["id": "c2", "type": "function", "function": ["name": "go", "arguments": ""]],
      ])
    #expect(pieces.map { $0["index"]?.int } == [0, 0, 0, 1])
    #expect(pieces.map { $0["id"]?.string } == ["c1", nil, nil, "c2"])
    #expect(pieces.compactMap { $0["function"]?["arguments"]?.string }.joined() == "{\"a\":1}")
  }

  @Test func `A server that gives calls no index, no id, or arguments that are no text is understood`() throws {
    let answer = try answer([
      #"{"choices":[{"message":{"tool_calls":[{"function":{"name":"a","arguments":{"x":1}}},{"function":{"name":"b"}}]}}]}"#
    ])
    #expect(answer.calls.names == ["a", "b"])
    #expect(answer.calls.json.first?["function"]?["arguments"] == "{\"x\":1}")
    let ids = answer.calls.json.compactMap { $0["id"]?.string }
    #expect(ids.count == 2 && ids[0] != ids[1] && ids.allSatisfy { $0.hasPrefix("call_") })
  }

  @Test func `An answer with nothing in it is an error that says why`() throws {
    let endpoint = try Endpoint("local", ["base_url": "http://localhost:1", "key": "sk-secret-0123"])
    func problem(_ delta: String, _ reason: String = "stop", tools: Bool = false) throws -> String? {
      let answer = try answer([#"{"choices":[{"delta":\#(delta),"finish_reason":"\#(reason)"}]}"#])
      return OpenAIError(emptiness: answer, offersTools: tools, from: endpoint)?.description
    }
    let call = #"{"tool_calls":[{"id":"c1","function":{"name":"look","arguments":"{}"}}]}"#
    #expect(try problem(#"{"content":"Yes"}"#) == nil && problem(call, tools: true) == nil)
    #expect(try problem(call)?.hasSuffix("tools to be called that it was not offered (look)") == true)
    #expect(try problem(#"{"reasoning":"Canberra sk-secret-0123"}"#)?.hasSuffix("only thought: Canberra …") == true)
    #expect(try problem(#"{"refusal":"I will not"}"#)?.hasSuffix("the model refuses: I will not") == true)
    #expect(try problem(#"{"content":" \n"}"#)?.hasSuffix("the answer has nothing in it") == true)
    #expect(try problem("{}", "content_filter")?.contains("content filter") == true)
  }

  @Test func `Passages are cited by their numbers in square brackets`() {
    #expect(ChatBody.cited(in: "So [2], and [1, 3]. Not [9], [x], [0] or [2", of: 3) == [0, 1, 2])
    #expect(ChatBody.cited(in: "[1]", of: 1) == [0])
    #expect(ChatBody.cited(in: "[1] []", of: 0) == [])
    #expect(ChatBody.cited(in: "99999999999999999999999 [99999999999999999999999]", of: 2) == [])
  }

  @Test func `What tools gave goes back with the calls that they answer, and with no others`() {
    let call: JSON = ["id": "c1", "type": "function", "function": ["name": "look", "arguments": "{}"]]
    let other: JSON = ["id": "c2", "type": "function", "function": ["name": "go", "arguments": "{}"]]
    let parameters: JSON = [
      "messages": [
        ["role": "tool", "content": "old", "tool_call_id": "c0"], ["role": "user", "content": "Hi"],
        ["role": "assistant", "content": "", "tool_calls": [call, other]],
        ["role": "tool", "content": "42", "tool_call_id": "c1"], ["role": "user", "content": "So?"],
        ["role": "assistant", "content": "", "tool_calls": [other]], ["role": "user", "content": "Well?"],
      ]
    ]
    #expect(
      ChatBody.messages(parameters) == [
        ["role": "user", "content": "Output of a tool:\nold"], ["role": "user", "content": "Hi"],
        ["role": "assistant", "content": nil, "tool_calls": [call]],
        ["role": "tool", "tool_call_id": "c1", "content": "42"], ["role": "user", "content": "So?"],
        ["role": "user", "content": "Well?"],
      ])
  }

  @Test func `A request has one system message at the most, and no message of a tool`() throws {
    let parameters: JSON = [
      "messages": [
        ["role": "system", "content": "Be brief."], ["role": "user", "content": "Hi"],
        ["role": "tool", "content": "42"], ["role": "assistant", "content": "Ho"],
        ["role": "user", "content": "What?"],
      ],
      "passages": [
        ["document": "a.md", "line": 3, "text": "Kites fly."], ["document": "b.pdf", "page": 2, "text": "Ö"],
      ],
    ]
    let messages = ChatBody.messages(parameters)
    #expect(messages.map { $0["role"]?.string } == ["system", "user", "user", "assistant", "user"])
    let system = try #require(messages.first?["content"]?.string)
    #expect(system.hasPrefix("Be brief.\n\n"))
    #expect(system.contains("[1] a.md, line 3:\nKites fly.") && system.contains("[2] b.pdf, page 2:\nÖ"))
    #expect(ChatBody.messages([:]) == [])
  }

  @Test func `What the settings add to a request takes nothing away from it`() throws {
    let endpoint = try Endpoint(
      "local",
      ["base_url": "http://localhost:1", "parameters": ["temperature": 0.5, "model": "evil", "stream": false]])
    let body = ChatBody.json(["messages": []], model: "m", endpoint: endpoint, wantsUsage: false)
    #expect(body["temperature"] == 0.5 && body["model"] == "m" && body["stream"] == true)
    #expect(body["stream_options"] == nil)
  }
}
