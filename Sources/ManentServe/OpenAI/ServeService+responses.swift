import ManentAccess
import ManentChat
import ManentChats
import ManentCore
import ManentFormats
import ManentHTTP
import ManentRecords
import ManentWorkspace

/// An answer of `/v1/responses` as the workspace keeps it: its id names the question.
private struct KeptResponse {
  var chat: Chat
  var question: Message
  /// The newest answer; `nil` where there is none yet.
  var answer: Message?
  /// The messages that lead to the question, which is the last.
  var input: [Message]

  init(_ id: String, in workspace: Workspace) throws {
    guard id.hasPrefix("resp_"), let found = try workspace.message(String(id.dropFirst(5))),
      found.message.role == .user || found.message.role == .tool
    else { throw ServeError(404, "there is no answer '\(id.prefix(80))'", parameter: "id", code: "not_found") }
    let transcript = try workspace.transcript(of: found.chat)
    guard transcript.messages.contains(where: { $0.id == found.message.id }) else {
      throw ServeError(404, "the answer '\(id)' was cleared", parameter: "id", code: "not_found")
    }
    (chat, question) = (found.chat, found.message)
    answer = transcript.messages.filter { $0.parent == found.message.id && $0.role == .assistant }.max { $0.id < $1.id }
    input = transcript.branch(to: found.message.id, limit: .max)
  }

  var json: JSON {
    var output: [JSON] = []
    if let answer {
      if answer.toolCalls.isEmpty || !answer.content.isEmpty { output.append(item(answer)) }
      output += answer.toolCalls.map(ResponsesDialect.call)
    }
    var object: JSONObject = [
      "id": .string("resp_\(question.id)"), "object": "response",
      "created_at": JSON(Int(question.createdAt.seconds)), "status": .string(status),
      "error": error, "incomplete_details": .null, "instructions": chat.settings.instructions.map(JSON.string) ?? .null,
      "model": .string(model), "output": .array(output), "parallel_tool_calls": true, "max_output_tokens": .null,
      "previous_response_id": previous.map { .string("resp_\($0)") } ?? .null, "store": true, "temperature": .null,
      "top_p": .null, "tool_choice": "auto", "tools": [], "metadata": [:], "text": ["format": ["type": "text"]],
    ]
    if let usage = answer?.usage {
      let (input, output) = (usage["input_tokens"]?.int ?? 0, usage["output_tokens"]?.int ?? 0)
      object["usage"] = [
        "input_tokens": JSON(input), "input_tokens_details": ["cached_tokens": 0], "output_tokens": JSON(output),
        "output_tokens_details": ["reasoning_tokens": 0], "total_tokens": JSON(input + output),
      ]
    }
    if let answer, !answer.sources.isEmpty { object["sources"] = ServeJSON.sources(answer, []) }
    object["chat"] = .string(chat.id)
    return .object(object)
  }

  private var status: String {
    guard let answer else { return "in_progress" }
    switch answer.status {
    case nil: return "completed"
    case .failed: return "failed"
    default: return "incomplete"
    }
  }

  private var error: JSON {
    guard let reason = answer?.error else { return .null }
    return ["code": "server_error", "message": .string(Told.text(reason))]
  }

  private var model: String {
    let named = [answer?.provider, answer?.model].compactMap(\.self).joined(separator: ":")
    return answer?.provider == "extractive" || named.isEmpty ? "extractive" : named
  }

  /// The question before this one, by whose answer it was gone on from.
  private var previous: String? { input.dropLast().last { $0.role == .user || $0.role == .tool }?.id }

  /// A message as an item.
  private func item(_ message: Message) -> JSON {
    if message.role == .tool {
      return [
        "id": .string("fco_\(message.id)"), "type": "function_call_output", "status": "completed",
        "call_id": message.toolCallID.map(JSON.string) ?? .null, "output": .string(message.content),
      ]
    }
    let part: JSON =
      message.role == .assistant
      ? ResponsesDialect.part(message.content) : ["type": "input_text", "text": .string(message.content)]
    return [
      "id": .string("msg_\(message.id)"), "type": "message", "role": .string(message.role.rawValue),
      "status": message.status == nil ? "completed" : "incomplete", "content": [part],
    ]
  }

  /// What led to the answer, the newest first as the interface has it.
  var items: JSON {
    let items = input.reversed().flatMap { message -> [JSON] in
      let calls = message.toolCalls.map(ResponsesDialect.call)
      return Array(calls.reversed()) + (calls.isEmpty || !message.content.isEmpty ? [item(message)] : [])
    }
    return [
      "object": "list", "data": .array(items), "first_id": items.first?["id"] ?? .null,
      "last_id": items.last?["id"] ?? .null, "has_more": false,
    ]
  }
}

extension ServeService {
  /// Answers that were given: every one is kept, in its chat.
  static var responseEndpoints: [Endpoint] {
    [
      .plain("GET", "/v1/responses/{id}", .read, "An answer that was given, as OpenAI's interface has it") { call in
        try call.workspace { .json(try KeptResponse(call.parameter("id"), in: $0).json) }
      },
      .plain("GET", "/v1/responses/{id}/input_items", .read, "What led to an answer, the newest first") { call in
        try call.workspace { .json(try KeptResponse(call.parameter("id"), in: $0).items) }
      },
    ]
  }
}
