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
    #expect(try answer.take(whole: Array(text.utf8)) == "Hello")
    #expect(answer.isWhole)
  }

  @Test(arguments: ["[]", "7", #"{"hello":"world"}"#, #"{"choices":7}"#])
  func `What is no answer is refused`(text: String) {
    var answer = ChatAnswer()
    #expect(throws: ChatAnswer.Garbage.self) { try answer.take(event: Array(text.utf8)) }
  }

  @Test func `Passages are cited by their numbers in square brackets`() {
    #expect(ChatBody.cited(in: "So [2], and [1, 3]. Not [9], [x], [0] or [2", of: 3) == [0, 1, 2])
    #expect(ChatBody.cited(in: "[1]", of: 1) == [0])
    #expect(ChatBody.cited(in: "[1] []", of: 0) == [])
    #expect(ChatBody.cited(in: "99999999999999999999999 [99999999999999999999999]", of: 2) == [])
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
