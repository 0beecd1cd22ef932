import ManentCore
public import ManentFormats

/// A provider that is a plugin with the protocol `jsonrpc`.
public struct PluginProvider: AnswerProvider {
  /// How one talks to the plugin.
  public let connection: PluginConnection

  /// A provider over a connection.
  public init(_ connection: PluginConnection) { self.connection = connection }

  /// The plugin's name.
  public var name: String { connection.manifest.name }

  /// Answers the last message of the request: `answer`, with `answer/delta` for each piece.
  public func answer(_ request: AnswerRequest, emit: (String) throws -> Void) throws -> Answer {
    try answer(request, emit: emit) { _ in }
  }

  /// The same, with `answer/tool_call` for each piece of a call.
  public func answer(
    _ request: AnswerRequest, emit: (String) throws -> Void, call: (JSON) throws -> Void
  ) throws -> Answer {
    var (said, content) = ("", "")
    var screen = connection.secrets.screen
    var hasCalled = false
    func pass(_ piece: String, isLast: Bool = false) throws {
      said += piece
      let shown = screen.take(piece, isLast: isLast)
      guard !shown.isEmpty else { return }
      content += shown
      try emit(shown)
    }
    let answered = try connection.call("answer", request.json) { method, parameters in
      if method == "answer/tool_call", let piece = parameters["call"], piece["index"]?.int != nil {
        hasCalled = true
        return try call(connection.secrets.removed(from: piece))
      }
      guard method == "answer/delta", let piece = parameters["text"]?.string, !piece.isEmpty else { return }
      try pass(piece)
    }
    // A plugin that streams need not say all of it again; one that does not stream says it only here.
    // What it had sent before it was clear that the model was only thinking is no part of the answer.
    let thoughts = min(max(0, answered["thought_bytes"]?.int ?? 0), said.utf8.count)
    let spoken = String(decoding: said.utf8.dropFirst(thoughts), as: UTF8.self)
    if let whole = answered["content"]?.string, whole != spoken {
      guard whole.utf8.starts(with: spoken.utf8) else {
        throw PluginError(
          .protocolViolation, name, "the content of its answer is not what it had sent piece by piece")
      }
      try pass(String(decoding: whole.utf8.dropFirst(spoken.utf8.count), as: UTF8.self))
    }
    try pass("", isLast: true)
    if thoughts > 0 {
      content = connection.secrets.removed(String(decoding: said.utf8.dropFirst(thoughts), as: UTF8.self))
    }
    var rest = answered.object ?? [:]
    rest["content"] = nil
    let result = connection.secrets.removed(from: .object(rest))
    var answer = Answer(
      content: content, quotes: Self.quotes(result["sources"], of: request),
      model: result["model"]?.string ?? request.model)
    // Of JSON's own null nothing is kept.
    if let usage = result["usage"], !usage.isNull { answer.usage = usage }
    if let state = result["state"], state.object != nil { answer.state = state }
    answer.cutReason = result["finish_reason"]?.string.flatMap { Self.usualEnds.contains($0) ? nil : $0 }
    answer.toolCalls = (result["tool_calls"]?.array ?? []).filter { $0["function"]?["name"]?.string != nil }
    if !hasCalled { for (index, whole) in answer.toolCalls.enumerated() { try call(whole.asPiece(index)) } }
    answer.notices = (result["notices"]?.array ?? []).prefix(10).compactMap(\.string)
    // A plugin that says nothing of it has answered.
    if let answered = result["answered"]?.bool { answer.answered = answered }
    answer.reason = answer.answered ? nil : result["reason"]?.string
    return answer
  }

  /// Why an answer ends that says all that there is to say.
  private static let usualEnds: Set<String> = ["stop", "tool_calls", "function_call"]

  /// The models that the plugin has: `models`, else what it said at the beginning.
  ///
  /// - Returns: their names, what kept it from finding others, and what could be set up to have some.
  public func models() throws -> (names: [String], problems: [String], hints: [String]) {
    let result: JSON
    do {
      result = try connection.call("models", [:])
    } catch let error as PluginError where error.code == .refused && error.number == -32601 {
      result = try connection.greet()
    }
    return (
      (result["models"]?.array ?? []).compactMap { $0.string ?? $0["id"]?.string },
      (result["problems"]?.array ?? []).compactMap(\.string),
      (result["hints"]?.array ?? []).compactMap(\.string)
    )
  }

  /// How many tokens a model takes: as the machine's settings or the manifest say, else as the plugin does. It is asked
  /// for `models` only when more is to be sent than every model takes, and once for each model.
  public func contextLimit(of model: String?, sending tokens: Int) throws -> Int? {
    if let limit = connection.limits.contextTokens { return limit }
    if let limit = ContextLimit.value(in: try connection.greet(), for: model) { return limit }
    guard tokens > ContextLimit.common else { return nil }
    if let known = connection.contextLimits[model ?? ""] { return known }
    let parameters: JSON = ["model": model.map { JSON($0) } ?? .null]
    let said = try? connection.call("models", parameters)
    try Interruption.check()
    let limit = said.flatMap { ContextLimit.value(in: $0, for: model) }
    connection.contextLimits.updateValue(limit, forKey: model ?? "")
    return limit
  }

  /// The passages that the answer names: `{"passage": 0, "start": 12, "end": 80}`, the bytes being the document's.
  private static func quotes(_ sources: JSON?, of request: AnswerRequest) -> [Answer.Quote] {
    (sources?.array ?? []).compactMap { source in
      guard let passage = source["passage"]?.int, request.passages.indices.contains(passage) else { return nil }
      let range = request.passages[passage].range
      let start = source["start"]?.int ?? range.lowerBound
      let end = source["end"]?.int ?? range.upperBound
      guard start >= range.lowerBound, end <= range.upperBound, start < end else { return nil }
      return Answer.Quote(passage: passage, range: start..<end)
    }
  }
}

extension AnswerRequest {
  /// The parameters of `answer`, as a plugin with the protocol `jsonrpc` gets them.
  public var json: JSON {
    var parameters: JSONObject = [
      "messages": .array(messages.map(\.json)),
      "passages": .array(passages.map(\.json)),
      "state": state ?? [:],
    ]
    if let model { parameters["model"] = JSON(model) }
    if !options.tools.isEmpty { parameters["tools"] = .array(options.tools) }
    if !options.tools.isEmpty, let choice = options.toolChoice { parameters["tool_choice"] = choice }
    if let format = options.responseFormat { parameters["response_format"] = format }
    if !options.parameters.isEmpty { parameters["parameters"] = .object(options.parameters) }
    if let patience = options.patience { parameters["patience"] = JSON(patience) }
    return .object(parameters)
  }
}

extension AnswerRequest.Turn {
  /// The message as plugins see it.
  var json: JSON {
    var message: JSONObject = ["role": JSON(role), "content": JSON(content)]
    if !toolCalls.isEmpty { message["tool_calls"] = .array(toolCalls) }
    if let toolCallID { message["tool_call_id"] = JSON(toolCallID) }
    return .object(message)
  }
}

extension JSON {
  /// A whole call of a tool in the shape of a piece, with its place among the calls.
  func asPiece(_ index: Int) -> JSON {
    var piece: JSONObject = ["index": JSON(index)]
    for (key, value) in object?.entries ?? [] { piece[key] = value }
    return .object(piece)
  }
}

extension Passage {
  /// The passage as plugins see it.
  var json: JSON {
    var object: JSONObject = [
      "document": JSON(document), "blob": JSON(blob.description), "start": JSON(range.lowerBound),
      "end": JSON(range.upperBound), "line": JSON(line),
    ]
    if let page { object["page"] = JSON(page) }
    object["score"] = JSON(score)
    object["text"] = JSON(text)
    return .object(object)
  }
}
