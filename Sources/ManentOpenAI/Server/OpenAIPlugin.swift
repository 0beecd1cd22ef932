import ManentCore
import ManentFormats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The plugin `openai`: provider and embedder by any server with OpenAI's interface.
public struct OpenAIPlugin {
  private let inbox: Inbox
  private let outbox: Outbox
  private let client: HTTPClient
  private let batches = BatchLimits()
  private let habits = ServerHabits()
  private var endpoints: Endpoints?
  private var problem = OpenAIError(.settings, "the host has not said 'initialize'")

  private init(client: HTTPClient) {
    self.client = client
    inbox = Inbox(STDIN_FILENO)
    outbox = Outbox(descriptor: STDOUT_FILENO)
  }

  /// Talks with the host over standard input and output until it says `shutdown` or goes away.
  ///
  /// - Returns: the exit status.
  public static func run() -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    do {
      var plugin = OpenAIPlugin(client: try HTTPClient())
      try plugin.talk()
      return 0
    } catch {
      log("\(error)")
      return 1
    }
  }

  private mutating func talk() throws {
    while let message = inbox.next() {
      // What has no number wants no answer.
      guard let id = message["id"], let method = message["method"]?.string else { continue }
      let parameters = message["params"] ?? [:]
      do throws(OpenAIError) {
        let result = try answer(method, parameters, id)
        try? outbox.send(["jsonrpc": "2.0", "id": id, "result": result])
      } catch {
        try? outbox.send([
          "jsonrpc": "2.0", "id": id,
          "error": [
            "code": JSON(error.code.rawValue), "message": JSON(error.description), "data": error.data,
          ],
        ])
      }
      if method == "shutdown" { return }
    }
  }

  private mutating func answer(_ method: String, _ parameters: JSON, _ id: JSON) throws(OpenAIError) -> JSON {
    do {
      switch method {
      case "initialize":
        greet(parameters["settings"] ?? [:])
        return ["protocol_version": 1, "name": "openai", "version": "1.0.0"]
      case "answer": return try inbox.during(id) { try chat(parameters, id, $0) }
      case "embed": return try inbox.during(id) { try embed(parameters, $0) }
      case "models": return try inbox.during(id) { try models(parameters, $0) }
      case "shutdown": return .null
      default: throw OpenAIError(.init(rawValue: -32601), "no method '\(method)'")
      }
    } catch let error as OpenAIError {
      throw error
    } catch {
      throw OpenAIError(.refused, "\(error)")
    }
  }

  /// Settings that are wrong are told of when something is asked, so that the plugin can be asked at all.
  private mutating func greet(_ settings: JSON) {
    do throws(OpenAIError) {
      endpoints = try Endpoints(settings, environment: Platform.environment)
    } catch {
      endpoints = nil
      problem = error
    }
  }

  private func requireEndpoints() throws -> Endpoints {
    guard let endpoints else { throw problem }
    return endpoints
  }

  private func requester(_ watch: Watch) -> Requester {
    Requester(client: client, watch: watch, note: Self.log, batches: batches, habits: habits)
  }

  private func chat(_ parameters: JSON, _ id: JSON, _ watch: Watch) throws -> JSON {
    let (endpoint, named) = try requireEndpoints().find(parameters["model"]?.string, for: \.model)
    var requester = requester(watch)
    requester.patience = parameters["patience"]?.double.map { .seconds(max(0, min($0, 1e6))) }
    let model = try named ?? onlyModel(of: endpoint, requester, setting: "model")
    let answer = try requester.chat(parameters, model: model, of: endpoint) { piece in
      if !piece.text.isEmpty { try notify("answer/delta", ["id": id, "text": JSON(piece.text)]) }
      for call in piece.calls { try notify("answer/tool_call", ["id": id, "call": call]) }
    }
    var result: JSONObject = [
      "content": JSON(answer.content), "finish_reason": JSON(answer.finishReason ?? "stop"),
      "model": JSON("\(endpoint.name)/\(answer.model ?? model)"),
    ]
    if answer.thoughtBytes > 0 { result["thought_bytes"] = JSON(answer.thoughtBytes) }
    if answer.unreadable.count > 0 {
      let sample = ServerWords.line(endpoint.withoutKey(answer.unreadable.sample), limit: 60)
      let events = answer.unreadable.count == 1 ? "an event" : "\(answer.unreadable.count) events"
      result["notices"] = [
        JSON(
          "endpoint '\(endpoint.name)' sent \(events) in the middle of the answer that cannot be read ('\(sample)'); "
            + "something of it may be missing")
      ]
    }
    if !answer.calls.isEmpty { result["tool_calls"] = .array(answer.calls.json) }
    if let usage = answer.usage { result["usage"] = usage }
    let cited = ChatBody.cited(in: answer.content, of: parameters["passages"]?.array?.count ?? 0)
    if !cited.isEmpty { result["sources"] = .array(cited.map { ["passage": JSON($0)] }) }
    return .object(result)
  }

  private func notify(_ method: String, _ parameters: JSON) throws {
    try outbox.send(["jsonrpc": "2.0", "method": JSON(method), "params": parameters])
  }

  private func embed(_ parameters: JSON, _ watch: Watch) throws -> JSON {
    let (endpoint, named) = try requireEndpoints().find(parameters["model"]?.string, for: \.embeddingModel)
    let texts = (parameters["texts"]?.array ?? []).map { $0.string ?? "" }
    guard let model = named else {
      throw OpenAIError(
        .settings, "no model is named that embeds; 'embedding_model' of the endpoint '\(endpoint.name)' names one")
    }
    let vectors = try requester(watch).embed(texts, model: model, of: endpoint)
    return [
      "vectors": JSON(VectorText.encode(vectors)), "dimensions": JSON(vectors.first?.count ?? 0), "model": JSON(model),
    ]
  }

  /// The model of a server that has one only, as llama.cpp's; with several, somebody has to choose.
  private func onlyModel(of endpoint: Endpoint, _ requester: Requester, setting: String) throws -> String {
    let models = try requester.models(of: endpoint)
    if models.count == 1 { return models[0].name }
    throw OpenAIError(
      .settings,
      "no model is named, and endpoint '\(endpoint.name)' has \(models.count); name one with -m, or as its '\(setting)' in config.yaml",
      summary: "no model is named, and endpoint '\(endpoint.name)' has \(models.count)", kind: "model"
    )
  }

  private func models(_ parameters: JSON, _ watch: Watch) throws -> JSON {
    // Whoever wants to know about one model does not wait for the servers of others.
    if let wanted = parameters["model"] { return ["models": [try model(wanted.string, watch)]] }
    let endpoints = try requireEndpoints().all
    var (models, problems, hints): ([JSON], [JSON], [JSON]) = ([], [], [])
    for endpoint in endpoints {
      // The endpoint that nobody has set up is no problem: beside others it is nothing, alone what could be set up.
      if let obstacle = endpoint.obstacle, endpoint.isImplied {
        if endpoints.count == 1 { hints.append(JSON(obstacle.description)) }
        continue
      }
      do {
        models += try requester(watch).models(of: endpoint).map { $0.json(of: endpoint) }
      } catch let error as OpenAIError where error.code != .cancelled {
        problems.append(JSON(error.description))
      }
    }
    return ["models": .array(models), "problems": .array(problems), "hints": .array(hints)]
  }

  /// One model, under the name that was asked for, with what is known of it.
  private func model(_ name: String?, _ watch: Watch) throws -> JSON {
    var (endpoint, named) = try requireEndpoints().find(name, for: \.model)
    // Somebody waits to ask something; whether the server is there at all is seen then.
    endpoint.retries = 0
    endpoint.timeout = min(endpoint.timeout, .seconds(10))
    var found = named.map { ListedModel(name: $0) }
    if endpoint.contextTokens == nil || found == nil {
      let listed = try requester(watch).models(of: endpoint)
      found =
        found.flatMap { wanted in listed.first { $0.name == wanted.name } } ?? (found == nil ? listed.first : found)
    }
    var json = (found ?? ListedModel(name: "")).json(of: endpoint).object ?? [:]
    if let name { json["id"] = JSON(name) }
    return .object(json)
  }

  /// Writes a line to the log.
  private static func log(_ line: String) {
    let bytes = Array("\(Timestamp.now) \(line)\n".utf8)
    _ = bytes.withUnsafeBytes { Platform.write(STDERR_FILENO, $0[...]) }
  }
}
