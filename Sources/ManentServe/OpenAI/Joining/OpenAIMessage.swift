import ManentFormats
import ManentHTTP
import ManentPlugins
import ManentRecords

/// A message of a request of OpenAI's interface.
struct OpenAIMessage: Sendable, Equatable {
  var role: Message.Role
  var content: String
  var toolCalls: [JSON] = []
  var toolCallID: String?

  /// Whether two say the same: white space at the ends does not count, for clients trim it.
  func isSame(as other: Message) -> Bool {
    role == other.role && content[...].trimmed == other.content[...].trimmed
      && toolCalls.compactMap { $0["id"]?.string } == other.toolCalls.compactMap { $0["id"]?.string }
  }

  var turn: AnswerRequest.Turn {
    AnswerRequest.Turn(role: role.rawValue, content: content, toolCalls: toolCalls, toolCallID: toolCallID)
  }
}

/// A request for an answer: what both of OpenAI's interfaces come to.
struct OpenAIRequest: Sendable {
  /// The model as it was asked for.
  var model = ""
  /// Instructions: what stands before the first message of a person.
  var instructions: String?
  /// The conversation without its instructions, the last one to be answered.
  var messages: [OpenAIMessage] = []
  var streams = false
  var includesUsage = false
  var isKept = true
  /// The chat that the client names.
  var chat: String?
  /// The answer that it follows, for `previous_response_id`.
  var previous: String?
  var tools: [JSON] = []
  var toolChoice: JSON?
  var responseFormat: JSON?
  var parameters: JSONObject = [:]
  /// What a client of responses is told of its own request, as it was sent.
  private(set) var echo: JSONObject = [:]
  /// The part of the request that has the conversation.
  var listName = "messages"
  /// For how many seconds a provider may wait before it asks a model's server again: the packages do that themselves,
  /// and a stream has a status for as long as `ServeService.silence`.
  private static let patience = 2.0

  /// Reads what both interfaces share.
  private init(common body: JSONObject, _ request: HTTPRequest) throws {
    model = try body.requiredText("model")
    streams = try body.flag("stream") ?? false
    isKept = try body.flag("store") ?? true
    includesUsage = try body.members("stream_options")?.flag("include_usage") ?? false
    let metadata = try body.members("metadata")?["chat"]?.string
    chat = request.headers["X-Manent-Chat"] ?? metadata
    if let chat {
      do { try ChatID.check(chat) } catch { throw ServeError(400, Told.text("\(error)"), parameter: "metadata.chat") }
    }
    if let count = body["n"], !count.isNull, count.int != 1 {
      throw ServeError(
        400, "'n' must be 1: one answer is given to a question", parameter: "n", code: "unsupported_value")
    }
    if body["logprobs"]?.bool == true || (body["top_logprobs"]?.int ?? 0) > 0 {
      throw ServeError(400, "'logprobs' are not given", parameter: "logprobs", code: "unsupported_parameter")
    }
    for key in ["temperature", "top_p", "stop", "seed", "presence_penalty", "frequency_penalty", "reasoning_effort"] {
      if let value = body[key], !value.isNull { parameters[key] = value }
    }
    if let limit = body["max_completion_tokens"] ?? body["max_tokens"] ?? body["max_output_tokens"], !limit.isNull {
      guard let count = limit.int, count > 0 else {
        throw ServeError(400, "'max_tokens' must be a whole number above 0", parameter: "max_tokens")
      }
      parameters["max_tokens"] = JSON(count)
    }
    if let value = body["tools"], !value.isNull {
      guard let list = value.array, list.allSatisfy({ $0.object != nil }) else {
        throw ServeError(400, "'tools' must be a list of objects", parameter: "tools")
      }
      tools = list
    }
    if let isParallel = try body.flag("parallel_tool_calls"), !tools.isEmpty {
      parameters["parallel_tool_calls"] = JSON(isParallel)
    }
    toolChoice = body["tool_choice"].flatMap { $0.isNull ? nil : $0 }
    guard toolChoice.map({ $0.string != nil || $0.object != nil }) ?? true else {
      throw ServeError(400, "'tool_choice' must be a word or an object", parameter: "tool_choice")
    }
    let format = try body.members("response_format") ?? body.members("text")?.members("format")
    responseFormat = format.map { .object($0) }
  }

  /// A request of chat completions.
  init(chat body: JSONObject, _ request: HTTPRequest) throws {
    try self.init(common: body, request)
    guard let elements = body["messages"]?.array, !elements.isEmpty else {
      throw ServeError(400, "'messages' must be a list of at least one message", parameter: "messages")
    }
    for (index, element) in elements.enumerated() {
      add(try Self.message(element, "messages.\(index)"))
    }
    try check("messages")
  }

  /// A request of responses.
  init(responses body: JSONObject, _ request: HTTPRequest) throws {
    try self.init(common: body, request)
    for key in ["tools", "tool_choice", "parallel_tool_calls", "metadata", "text", "max_output_tokens", "user"] {
      if let value = body[key], !value.isNull { echo[key] = value }
    }
    tools = tools.map(Self.nested)
    if let name = toolChoice?["name"]?.string {
      toolChoice = ["type": "function", "function": ["name": .string(name)]]
    }
    if let format = responseFormat, format["type"] == "json_schema", format["json_schema"] == nil {
      var schema = format.object ?? [:]
      schema["type"] = nil
      responseFormat = ["type": "json_schema", "json_schema": .object(schema)]
    }
    if responseFormat?["type"] == "text" { responseFormat = nil }
    listName = "input"
    instructions = try body.text("instructions")
    previous = try body.text("previous_response_id")
    switch body["input"] {
    case .string(let text)?: messages = [OpenAIMessage(role: .user, content: text)]
    case .array(let items)?:
      for (index, item) in items.enumerated() {
        let place = "input.\(index)"
        switch item["type"]?.string ?? "message" {
        case "message": add(try Self.message(item, place))
        case "function_call":
          let function: JSON = [
            "name": item["name"] ?? .null, "arguments": item["arguments"] ?? "",
          ]
          messages.append(
            OpenAIMessage(
              role: .assistant, content: "",
              toolCalls: [["id": item["call_id"] ?? .null, "type": "function", "function": function]]))
        case "function_call_output":
          messages.append(
            OpenAIMessage(
              role: .tool, content: try Self.text(item["output"], "\(place).output"),
              toolCallID: item["call_id"]?.string))
        default: continue
        }
      }
    default: throw ServeError(400, "'input' must be a text or a list of items", parameter: "input")
    }
    try check("input")
  }

  /// A tool in the shape of chat completions, whose members of a function stand in an object of their own.
  private static func nested(_ tool: JSON) -> JSON {
    guard tool["type"] == "function", tool["function"] == nil, var function = tool.object else { return tool }
    function["type"] = nil
    return ["type": "function", "function": .object(function)]
  }

  private mutating func add(_ message: OpenAIMessage) {
    guard message.role == .system, messages.isEmpty else { return messages.append(message) }
    instructions = [instructions, message.content].compactMap(\.self).joined(separator: "\n\n")
  }

  private func check(_ name: String) throws {
    guard let last = messages.last, last.role == .user || last.role == .tool else {
      throw ServeError(400, "the last message must be the user's, or what a tool gave", parameter: name)
    }
    guard last.role == .tool || last.content.contains(where: { !$0.isWhitespace }) else {
      throw ServeError(400, "the last message is empty", parameter: name, code: "empty_message")
    }
    guard !messages.contains(where: { $0.content.unicodeScalars.contains("\0") }) else {
      throw ServeError(400, "a message holds a NUL character, so it is no text", parameter: name)
    }
  }

  private static func message(_ json: JSON, _ place: String) throws -> OpenAIMessage {
    guard let object = json.object else { throw ServeError(400, "a message must be an object", parameter: place) }
    let role: Message.Role
    switch object["role"]?.string {
    case "user": role = .user
    case "assistant": role = .assistant
    case "system", "developer": role = .system
    case "tool", "function": role = .tool
    default:
      throw ServeError(
        400, "'role' must be system, developer, user, assistant or tool", parameter: "\(place).role")
    }
    var message = OpenAIMessage(role: role, content: try text(object["content"], "\(place).content"))
    message.toolCalls = object["tool_calls"]?.array ?? []
    message.toolCallID = object["tool_call_id"]?.string
    return message
  }

  /// A text, or the texts of a list of parts.
  private static func text(_ json: JSON?, _ place: String) throws -> String {
    switch json {
    case nil, .null?: return ""
    case .string(let text)?: return text
    case .array(let parts)?:
      return try parts.enumerated().map { index, part in
        if let text = part.string ?? part["text"]?.string ?? part["refusal"]?.string { return text }
        throw ServeError(
          400, "only parts that are text are taken, not '\(part["type"]?.string?.prefix(40) ?? "?")'",
          parameter: "\(place).\(index)", code: "unsupported_content")
      }.joined()
    default: throw ServeError(400, "the content must be a text or a list of parts", parameter: place)
    }
  }

  /// What is wanted of a model beside an answer.
  var options: AnswerOptions {
    var options = AnswerOptions()
    options.tools = tools
    options.toolChoice = toolChoice
    options.responseFormat = responseFormat
    options.parameters = parameters
    options.patience = Self.patience
    return options
  }

  /// Whom the model means, and whether documents are looked at: `extractive`, `PROVIDER`, `PROVIDER:MODEL`, each also
  /// with `@documents`.
  var answerer: (name: String, usesDocuments: Bool) {
    if model.hasSuffix("@documents") { return (String(model.dropLast(10)), true) }
    return (model, model == "extractive")
  }
}
