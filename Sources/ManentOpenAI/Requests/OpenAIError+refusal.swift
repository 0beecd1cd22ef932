extension OpenAIError {
  /// What a refusal comes to.
  ///
  /// - Parameters:
  ///   - status: the status of the server's answer.
  ///   - words: what it said.
  ///   - endpoint: the server.
  ///   - model: the model that was asked for.
  init(status: Int, _ words: ServerWords, from endpoint: Endpoint, model: String?) {
    let said = words.sentence.isEmpty ? "" : " (\(endpoint.withoutKey(words.sentence)))"
    let place = "endpoint '\(endpoint.name)'"
    func error(_ code: Code, _ sentence: String, told: String? = nil, kind: String? = nil) -> OpenAIError {
      OpenAIError(code, place + sentence, summary: told.map { place + $0 }, kind: kind)
    }
    switch status {
    case _ where Self.isQuota(status, words):
      self = error(.quota, ": the quota is used up\(said)")
    case 403 where Self.isForbidden(words):
      self = error(.refused, " refuses with status 403\(said)")
    case _ where [401, 403].contains(status) || [400, 422].contains(status) && Self.isKey(words):
      self = error(
        .key,
        endpoint.key == nil
          ? " wants a key: 'manent keys set \(endpoint.name)' stores one\(said)"
          : " does not accept the key; 'manent keys set \(endpoint.name)' stores another\(said)",
        told: (endpoint.key == nil ? " wants a key" : " does not accept the key") + said)
    case 400... where Self.isTooLong(words):
      self = error(
        .tooLong,
        ": the conversation is too long for the model '\(model ?? "")'\(said); lower chat.window, or take fewer passages (-k)",
        told: ": the conversation is too long for the model '\(model ?? "")'\(said)")
    case _ where [400, 404, 422].contains(status) && Self.isModel(status, words):
      self = error(
        .model, " has no model '\(model ?? "")'\(said); 'manent models' lists those that there are",
        told: " has no model '\(model ?? "")'\(said)")
    case 404, 405:
      self = error(
        .refused, " has nothing at \(endpoint.base) (status \(status)); is its 'base_url' right?",
        told: " has nothing at its address (status \(status))")
    case 429:
      self = error(.unavailable, " takes no more requests for now\(said)", kind: "rate_limit")
    case 300..<400:
      self = error(
        .refused, " has moved from \(endpoint.base) (status \(status)); correct its 'base_url'",
        told: " has moved (status \(status))")
    case 500... where Self.isTooMany(words):
      self = error(.refused, " refuses with status \(status)\(said)")
    case 500...:
      self = error(
        .unavailable, ": the server has failed with status \(status)\(said)", kind: Self.kind(ofFailure: status, words))
    default:
      self = error(.refused, " refuses with status \(status)\(said)", kind: Self.kind(ofRefusal: status, words))
    }
  }

  /// What a refusal in the middle of an answer comes to.
  init(midway words: ServerWords, from endpoint: Endpoint, model: String) {
    self.init(status: 400, words, from: endpoint, model: model)
    guard code == .refused else { return }
    let said = words.sentence.isEmpty ? "" : " (\(endpoint.withoutKey(words.sentence)))"
    self.init(
      .cut, "endpoint '\(endpoint.name)' has broken the answer off\(said)", kind: Self.kind(ofFailure: 500, words))
  }

  /// The word for a server that fails.
  private static func kind(ofFailure status: Int, _ words: ServerWords) -> String? {
    switch status {
    // Some servers tell everything by one status, and what it is in words.
    case _ where words.mentions("rate limit", "rate_limit", "ratelimit", "too many requests"): "rate_limit"
    // 529 is what some servers say that are asked too much.
    case 503, 529: "overloaded"
    case _ where words.mentions("overloaded", "over capacity", "no capacity"): "overloaded"
    case 504, 524: "timeout"
    default: nil
    }
  }

  /// The word for a server that does not want a request.
  private static func kind(ofRefusal status: Int, _ words: ServerWords) -> String? {
    switch status {
    case _ where words.mentions("content_filter", "content_policy", "content management policy", "safety system"):
      "content_filter"
    case 400, 413, 422: "bad_request"
    case 408: "timeout"
    default: nil
    }
  }

  static func isQuota(_ status: Int, _ words: ServerWords) -> Bool {
    status == 402
      || ([403, 429].contains(status) && words.mentions("insufficient_quota", "current quota", "billing", "credits"))
  }

  private static func isTooLong(_ words: ServerWords) -> Bool {
    words.mentions(
      "context_length_exceeded", "context length", "context size", "context window", "maximum context",
      "exceed_context", "too many tokens", "prompt is too long", "input is too long", "maximum input length",
      "too large to process", "must have less than", "token limit")
  }

  /// Whether it is not the key that is in the way, but where the user is or what was said.
  private static func isForbidden(_ words: ServerWords) -> Bool {
    words.mentions("country", "region", "territory", "moderation", "flagged", "content policy", "blocked")
  }

  /// Whether a server fails because of more texts at once than it takes.
  private static func isTooMany(_ words: ServerWords) -> Bool {
    words.mentions("too many inputs", "too many texts", "batch size", "batch too large", "too many requests in batch")
  }

  /// Google refuses a key as it refuses a request that is not well formed.
  private static func isKey(_ words: ServerWords) -> Bool {
    words.mentions("api key not valid", "api_key_invalid", "invalid_api_key", "invalid api key", "incorrect api key")
  }

  private static func isModel(_ status: Int, _ words: ServerWords) -> Bool {
    if words.mentions("model_not_found") { return true }
    guard words.mentions("model") else { return false }
    return status == 404
      || words.mentions("not exist", "not found", "unknown", "not a valid", "invalid model", "no such")
  }
}
