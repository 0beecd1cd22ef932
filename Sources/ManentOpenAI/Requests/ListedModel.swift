import ManentFormats

/// A model as a server lists it.
struct ListedModel: Equatable {
  /// The server's name for it.
  var name: String
  /// How many tokens it takes in one request, where the server says so.
  var contextTokens: Int?

  /// A model by its name.
  init(name: String, contextTokens: Int? = nil) {
    self.name = name
    self.contextTokens = contextTokens
  }

  /// A model from the server's entry. OpenAI's interface knows no such limit, and each server calls it otherwise.
  init?(_ entry: JSON) {
    guard let name = entry["id"]?.string ?? entry["name"]?.string else { return nil }
    self.name = name
    let said = [
      // vLLM; OpenRouter and Together; Groq; LM Studio and Mistral; llama.cpp.
      entry["max_model_len"], entry["context_length"], entry["context_window"], entry["loaded_context_length"],
      entry["max_context_length"], entry["meta"]?["n_ctx"], entry["meta"]?["n_ctx_train"],
    ]
    contextTokens = said.lazy.compactMap { $0?.int }.first { $0 > 0 }
  }

  /// The model as the host reads it.
  func json(of endpoint: Endpoint) -> JSON {
    var object: JSONObject = ["id": JSON("\(endpoint.name)/\(name)")]
    if let tokens = endpoint.contextTokens ?? contextTokens { object["context_tokens"] = JSON(tokens) }
    return .object(object)
  }
}
