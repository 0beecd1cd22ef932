import ManentChat
import ManentCore
import ManentFormats
import ManentRecords

/// How one of OpenAI's interfaces tells an answer.
protocol OpenAIDialect: Sendable {
  /// The whole answer.
  func whole(_ result: TurnResult, _ turn: Turn) -> JSON
  /// Tells it as it comes, to one reader.
  func writer(_ turn: Turn) -> any OpenAIWriter
}

/// Tells an answer as it comes.
protocol OpenAIWriter: Sendable {
  /// What comes first.
  var opening: [UInt8] { get }
  /// What an event comes to.
  func text(of event: TurnEvent) -> [UInt8]
}

extension TurnResult {
  /// Tokens read and written, as chat completions tell them; zeros where nobody counted.
  var usage: JSON {
    let read = message.usage?["input_tokens"]?.int ?? message.usage?["prompt_tokens"]?.int ?? 0
    let written = message.usage?["output_tokens"]?.int ?? message.usage?["completion_tokens"]?.int ?? 0
    return [
      "prompt_tokens": JSON(read), "completion_tokens": JSON(written), "total_tokens": JSON(read + written),
    ]
  }

  /// Why the answer ends, in OpenAI's words.
  var finishReason: String {
    message.metadata?["finish_reason"]?.string ?? (message.toolCalls.isEmpty ? "stop" : "tool_calls")
  }

  /// The sources, which OpenAI's interface has no place for: clients that do not know them pass them over.
  var sources: JSON? { message.sources.isEmpty ? nil : ServeJSON.sources(message, passages) }
}

/// `/v1/chat/completions`.
struct ChatCompletionsDialect: OpenAIDialect {
  private let request: OpenAIRequest

  init(_ request: OpenAIRequest) { self.request = request }

  func whole(_ result: TurnResult, _ turn: Turn) -> JSON {
    let calls = result.message.toolCalls
    var message: JSONObject = [
      "role": "assistant",
      "content": calls.isEmpty || !result.message.content.isEmpty ? .string(result.message.content) : .null,
      "refusal": .null,
    ]
    if !calls.isEmpty { message["tool_calls"] = .array(calls) }
    var object: JSONObject = [
      "id": .string("chatcmpl-\(turn.id)"), "object": "chat.completion", "created": JSON(Int(turn.beganAt.seconds)),
      "model": .string(request.model),
      "choices": [
        [
          "index": 0,
          "message": .object(message), "logprobs": .null, "finish_reason": .string(result.finishReason),
        ]
      ], "usage": result.usage,
    ]
    if let chat = result.chat { object["chat"] = .string(chat.id) }
    if let sources = result.sources { object["sources"] = sources }
    return .object(object)
  }

  func writer(_ turn: Turn) -> any OpenAIWriter { Writer(request: request, turn: turn) }

  struct Writer: OpenAIWriter {
    let request: OpenAIRequest
    let turn: Turn

    var opening: [UInt8] { Events.data(chunk(delta: ["role": "assistant", "content": ""])) }

    func text(of event: TurnEvent) -> [UInt8] {
      switch event {
      case .began, .notice: return []
      case .delta(let text): return Events.data(chunk(delta: ["content": .string(text)]))
      case .call(let piece): return Events.data(chunk(delta: ["tool_calls": [piece]]))
      case .done(let result):
        var bytes = Events.data(chunk(delta: [:], reason: result.finishReason, sources: result.sources))
        if request.includesUsage { bytes += Events.data(chunk(usage: result.usage)) }
        return bytes + Array("data: [DONE]\n\n".utf8)
      case .failed(let error, _): return Events.data(error.json)
      case .interrupted: return Events.data(ServeError(503, "the answer was interrupted", code: "interrupted").json)
      }
    }

    private func chunk(delta: JSON? = nil, reason: String? = nil, sources: JSON? = nil, usage: JSON? = nil) -> JSON {
      var object: JSONObject = [
        "id": .string("chatcmpl-\(turn.id)"), "object": "chat.completion.chunk",
        "created": JSON(Int(turn.beganAt.seconds)), "model": .string(request.model),
      ]
      object["choices"] =
        delta.map { delta -> JSON in
          [["index": 0, "delta": delta, "logprobs": .null, "finish_reason": reason.map(JSON.string) ?? .null]]
        } ?? []
      if let usage { object["usage"] = usage }
      if let sources { object["sources"] = sources }
      return .object(object)
    }
  }
}
