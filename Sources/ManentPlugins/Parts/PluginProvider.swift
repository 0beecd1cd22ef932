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
    var content = ""
    let result = try connection.call("answer", request.json) { method, parameters in
      guard method == "answer/delta", let piece = parameters["text"]?.string, !piece.isEmpty else { return }
      content += piece
      try emit(piece)
    }
    // A plugin that streams need not say all of it again; one that does not stream says it only here.
    if let whole = result["content"]?.string, whole != content {
      guard whole.utf8.starts(with: content.utf8) else {
        throw PluginError(
          .protocolViolation, name, "the content of its answer is not what it had sent piece by piece")
      }
      try emit(String(Substring(whole.utf8.dropFirst(content.utf8.count))))
      content = whole
    }
    var answer = Answer(
      content: content, quotes: Self.quotes(result["sources"], of: request),
      model: result["model"]?.string ?? request.model)
    // Of JSON's own null nothing is kept.
    if let usage = result["usage"], !usage.isNull { answer.usage = usage }
    if let state = result["state"], state.object != nil { answer.state = state }
    answer.cutReason = result["finish_reason"]?.string.flatMap { $0 == "stop" ? nil : $0 }
    return answer
  }

  /// The models that the plugin has: `models`, else what it said at the beginning.
  ///
  /// - Returns: their names, and what kept it from finding others.
  public func models() throws -> (names: [String], problems: [String]) {
    let result: JSON
    do {
      result = try connection.call("models", [:])
    } catch let error as PluginError where error.code == .refused && error.number == -32601 {
      result = try connection.greet()
    }
    return (
      (result["models"]?.array ?? []).compactMap { $0.string ?? $0["id"]?.string },
      (result["problems"]?.array ?? []).compactMap(\.string)
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
      "messages": .array(messages.map { ["role": JSON($0.role), "content": JSON($0.content)] }),
      "passages": .array(passages.map(\.json)),
      "state": state ?? [:],
    ]
    if let model { parameters["model"] = JSON(model) }
    return .object(parameters)
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
