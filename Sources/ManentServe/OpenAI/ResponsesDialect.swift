import ManentChat
import ManentCore
import ManentFormats
import ManentRecords
import Synchronization

/// `/v1/responses`.
struct ResponsesDialect: OpenAIDialect {
  private let request: OpenAIRequest

  init(_ request: OpenAIRequest) { self.request = request }

  func whole(_ result: TurnResult, _ turn: Turn) -> JSON {
    Self.response(request, turn, status: "completed", result: result, error: nil)
  }

  func writer(_ turn: Turn) -> any OpenAIWriter { Writer(request, turn) }

  /// The id of an answer, which is known before the answer is: it names the question, so that it can be gone on with for
  /// ever.
  private static func id(_ turn: Turn) -> String { "resp_\(turn.question?.id ?? turn.id)" }

  static func response(
    _ request: OpenAIRequest, _ turn: Turn, status: String, result: TurnResult?, error: ServeError?
  ) -> JSON {
    var output: [JSON] = []
    if let result {
      let calls = result.message.toolCalls
      if calls.isEmpty || !result.message.content.isEmpty {
        output.append(item(result.message.content, turn, isWhole: true))
      }
      output += calls.map(self.call)
    }
    var object: JSONObject = [
      "id": .string(id(turn)), "object": "response", "created_at": JSON(Int(turn.beganAt.seconds)),
      "status": .string(status), "error": error?.body ?? .null, "incomplete_details": .null,
      "instructions": request.instructions.map(JSON.string) ?? .null, "model": .string(request.model),
      "output": .array(output), "parallel_tool_calls": true, "max_output_tokens": .null,
      "previous_response_id": request.previous.map(JSON.string) ?? .null, "store": JSON(request.isKept),
      "temperature": request.parameters["temperature"] ?? .null, "top_p": request.parameters["top_p"] ?? .null,
      "tool_choice": "auto", "tools": [], "metadata": [:], "text": ["format": ["type": "text"]],
    ]
    // As they were sent: the interface has another shape for tools than what providers are asked in.
    for (key, value) in request.echo.entries { object[key] = value }
    if let result {
      let usage = result.usage
      object["usage"] = [
        "input_tokens": usage["prompt_tokens"] ?? 0, "input_tokens_details": ["cached_tokens": 0],
        "output_tokens": usage["completion_tokens"] ?? 0, "output_tokens_details": ["reasoning_tokens": 0],
        "total_tokens": usage["total_tokens"] ?? 0,
      ]
      if let sources = result.sources { object["sources"] = sources }
    }
    if let chat = turn.chat { object["chat"] = .string(chat.id) }
    return .object(object)
  }

  static func item(_ text: String, _ turn: Turn, isWhole: Bool) -> JSON {
    [
      "id": .string("msg_\(turn.id)"), "type": "message", "role": "assistant",
      "status": isWhole ? "completed" : "in_progress", "content": isWhole ? [part(text)] : [],
    ]
  }

  /// A call of a tool as an item of the output.
  static func call(_ call: JSON) -> JSON {
    let id = call["id"] ?? .null
    return [
      "id": .string("fc_\(id.string ?? "")"), "type": "function_call", "status": "completed", "call_id": id,
      "name": call["function"]?["name"] ?? .null, "arguments": call["function"]?["arguments"] ?? "",
    ]
  }

  static func part(_ text: String) -> JSON {
    ["type": "output_text", "text": .string(text), "annotations": [], "logprobs": []]
  }

  /// Tells an answer as it comes, with the names and numbers of the interface's events.
  final class Writer: OpenAIWriter {
    private let request: OpenAIRequest
    private let turn: Turn
    private let number = Mutex(0)
    /// Whether the item of the message was begun: an answer that only calls tools has none.
    private let hasMessage = Mutex(false)

    init(_ request: OpenAIRequest, _ turn: Turn) {
      self.request = request
      self.turn = turn
    }

    var opening: [UInt8] {
      let response = ResponsesDialect.response(request, turn, status: "in_progress", result: nil, error: nil)
      return event("response.created", ["response": response])
        + event("response.in_progress", ["response": response])
    }

    /// The beginning of the message's item, before its first word.
    private func beginning() -> [UInt8] {
      let isFirst = hasMessage.withLock { hasMessage in
        defer { hasMessage = true }
        return !hasMessage
      }
      guard isFirst else { return [] }
      return event(
        "response.output_item.added", ["output_index": 0, "item": ResponsesDialect.item("", turn, isWhole: false)])
        + event(
          "response.content_part.added",
          [
            "item_id": .string("msg_\(turn.id)"), "output_index": 0, "content_index": 0,
            "part": ResponsesDialect.part(""),
          ])
    }

    func text(of turnEvent: TurnEvent) -> [UInt8] {
      let place: JSONObject = ["item_id": .string("msg_\(turn.id)"), "output_index": 0, "content_index": 0]
      switch turnEvent {
      case .began, .notice, .call: return []
      case .delta(let text):
        var object = place
        object["delta"] = .string(text)
        object["logprobs"] = []
        return beginning() + event("response.output_text.delta", object)
      case .done(let result):
        let text = result.message.content
        var (whole, ended) = (place, place)
        whole["text"] = .string(text)
        whole["logprobs"] = []
        ended["part"] = ResponsesDialect.part(text)
        var bytes: [UInt8] = []
        let hasMessage = result.message.toolCalls.isEmpty || !text.isEmpty
        if hasMessage {
          bytes += beginning() + event("response.output_text.done", whole) + event("response.content_part.done", ended)
          bytes += event(
            "response.output_item.done", ["output_index": 0, "item": ResponsesDialect.item(text, turn, isWhole: true)])
        }
        return bytes + calls(result, after: hasMessage ? 1 : 0)
          + event(
            "response.completed",
            ["response": ResponsesDialect.response(request, turn, status: "completed", result: result, error: nil)])
      case .failed(let error, _): return failure(error)
      case .interrupted: return failure(ServeError(503, "the answer was interrupted", code: "interrupted"))
      }
    }

    /// The calls of tools, each whole.
    private func calls(_ result: TurnResult, after count: Int) -> [UInt8] {
      result.message.toolCalls.enumerated().flatMap { number, call -> [UInt8] in
        let (item, index) = (ResponsesDialect.call(call), JSON(number + count))
        let place: JSONObject = ["item_id": item["id"] ?? .null, "output_index": index]
        var (delta, done) = (place, place)
        delta["delta"] = item["arguments"]
        done["arguments"] = item["arguments"]
        done["name"] = item["name"]
        var begun = item.object ?? [:]
        begun["status"] = "in_progress"
        begun["arguments"] = ""
        return event("response.output_item.added", ["output_index": index, "item": .object(begun)])
          + event("response.function_call_arguments.delta", delta)
          + event("response.function_call_arguments.done", done)
          + event("response.output_item.done", ["output_index": index, "item": item])
      }
    }

    private func failure(_ error: ServeError) -> [UInt8] {
      event(
        "error",
        [
          "code": error.code.map(JSON.string) ?? .null, "message": .string(error.message),
          "param": error.parameter.map(JSON.string) ?? .null,
        ])
        + event(
          "response.failed",
          ["response": ResponsesDialect.response(request, turn, status: "failed", result: nil, error: error)])
    }

    private func event(_ name: String, _ members: JSONObject) -> [UInt8] {
      let number = number.withLock { number -> Int in
        defer { number += 1 }
        return number
      }
      var object: JSONObject = ["type": .string(name), "sequence_number": JSON(number)]
      for (key, value) in members.entries { object[key] = value }
      return Events.event(name, .object(object))
    }
  }
}
