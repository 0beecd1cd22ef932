import ManentCore
import ManentFormats
import Testing

@testable import ManentOpenAI

@Suite struct `What servers do in their own way` {
  private func event(_ text: String, _ reason: String? = nil) -> [UInt8] {
    let choice: JSON = ["delta": ["content": JSON(text)], "finish_reason": reason.map { JSON($0) } ?? .null]
    return Array((["choices": [choice]] as JSON).serialized().utf8)
  }

  /// The answer that comes in pieces of a length, and all that was handed over of it.
  private func answer(_ text: String, by length: Int, beginsInThoughts: Bool = false) throws -> (ChatAnswer, String) {
    var answer = ChatAnswer(beginsInThoughts: beginsInThoughts)
    var shown = ""
    var rest = Substring(text)
    while !rest.isEmpty {
      shown += try answer.take(event: event(String(rest.prefix(length)))).text
      rest = rest.dropFirst(length)
    }
    shown += try answer.take(event: event("", "stop")).text
    return (answer, shown)
  }

  @Test(arguments: 1...24)
  func `Thoughts of which only the end is told are no part of the answer, however they are cut`(length: Int) throws {
    for text in ["Okay, so a < b.\n</think>\n\nThe answer.", "hm</think>The answer.", "x</thinking> The answer."] {
      let (answer, shown) = try answer(text, by: length)
      #expect(answer.content == "The answer.")
      #expect(String(decoding: shown.utf8.dropFirst(answer.thoughtBytes), as: UTF8.self) == answer.content)
      #expect(!shown.contains("</think"))
      let known = try self.answer(text, by: length, beginsInThoughts: true)
      #expect(known.0.content == "The answer." && known.1 == "The answer." && known.0.thoughtBytes == 0)
    }
    // A tag that is only spoken of ends nothing.
    for text in ["The tag `</think>` ends it.", "```\n</think>\n```", "No tag at all </thin", "a < b"] {
      let (answer, shown) = try answer(text, by: length)
      #expect(answer.content == text && shown == text && answer.thoughtBytes == 0)
      if !text.contains("</think>") {
        #expect(try self.answer(text, by: length, beginsInThoughts: true).0.content == text)
      }
    }
  }

  @Test func `An event that cannot be read is counted, and a sign of life is not`() throws {
    var answer = ChatAnswer()
    for sign in ["", ": keepalive", "ping", "[PING]", "keep-alive", ": OPENROUTER PROCESSING"] {
      _ = try answer.take(event: Array(sign.utf8))
    }
    #expect(answer.unreadable.count == 0)
    for broken in [#"{"choices":[{"del"#, "[{\"a", "half a wor"] { _ = try answer.take(event: Array(broken.utf8)) }
    #expect(answer.unreadable.count == 3 && answer.unreadable.sample == #"{"choices":[{"del"#)
  }

  @Test(arguments: [
    "{\"error\": {\"message\": \"out of memory\"}}\n", "{\n  \"error\": {\n\"message\": \"out of memory\"}\n}\n",
  ])
  func `An error without the frame of an event is one`(bare: String) throws {
    let text = "data: \(String(decoding: event("Half"), as: UTF8.self))\n\n\(bare)"
    var reading = AnswerReading()
    var shown = ""
    let refusal = #expect(throws: ChatAnswer.Refusal.self) {
      _ = try reading.take(Array(text.utf8)) { shown += $0.text }
      try reading.finish { shown += $0.text }
    }
    #expect(refusal?.said["error"]?["message"] == "out of memory")
    #expect(shown == "Half")
  }

  @Test(arguments: [
    ("Fri, 31 Dec 2099 23:59:59 GMT", "73 years"), ("99999999999999999999999", "100 years"), ("1e400", "100 years"),
    ("172800", "2 days"), ("90", "90 s"), ("3600", "3600 s"),
  ])
  func `A wait is told in words, and one of years is not waited for`(field: String, words: String) throws {
    let wait = try #require(
      RetryAfter.wait(
        HTTPHead(status: 429, lines: Array("Retry-After: \(field)\r\n".utf8)),
        now: Timestamp(milliseconds: 1_795_168_800_000)))
    #expect(wait.inWords == words)
    #expect((Backoff.wait(after: 1, asked: wait) == nil) == (wait > .seconds(60)))
  }

  @Test(arguments: [
    (
      #"{"error":{"message":"Unsupported value","param":"stream","code":"unsupported_value"}}"#,
      ServerHabits.Refused.stream
    ),
    (#"{"detail":"Streaming is not supported for this model"}"#, .stream),
    (#"{"detail":[{"loc":["body","stream"],"msg":"must be false"}]}"#, .stream),
    (#"{"error":{"message":"Unknown parameter: 'stream_options'"}}"#, .usage),
    (#"{"error":{"message":"upstream is not available"}}"#, nil), (#"{"error":{"message":"bad temperature"}}"#, nil),
  ])
  func `A server that does not stream is asked for the whole`(said: String, refused: ServerHabits.Refused?) throws {
    let endpoint = try Endpoint("s", ["base_url": "http://localhost:1/v1"])
    let words = ServerWords(Array(said.utf8))
    var error = OpenAIError(status: 400, words, from: endpoint, model: "m")
    error.parameter = words.parameter
    #expect(ServerHabits.refused(by: error) == refused)
    let body = ChatBody.json([:], model: "m", endpoint: endpoint, wantsUsage: true, wantsStream: false)
    #expect(body["stream"] == false && body["stream_options"] == nil)
  }

  @Test func `A way of answering is asked for once`() {
    let habits = ServerHabits()
    #expect(habits.learn(.usage, of: "s/m") && !habits.learn(.usage, of: "s/m"))
    #expect(habits.learn(.stream, of: "s/m") && !habits.learn(.stream, of: "s/m"))
    #expect(!habits.learn(.usage, of: "s/m") && habits.learn(.stream, of: "s/n"))
  }

  @Test(
    arguments: [
      ([0, 0, 0], [0, 1, 2]), ([nil, nil], [0, 1]), ([0, nil, 1], [0, 1, 2]), ([2, 0, 1], [2, 0, 1]),
      ([3, 1, 2], [2, 0, 1]),
      ([7], [0]), ([0, 0, 1], nil), ([0, 5], nil),
    ] as [([Int?], [Int]?)])
  func `Vectors belong to texts by their numbers, or in their order`(numbers: [Int?], places: [Int]?) {
    #expect(Requester.places(numbers) == places)
  }
}
