import ManentFormats

extension Requester {
  /// The names of an endpoint's models, in order.
  func models(of endpoint: Endpoint) throws -> [String] {
    var body: [UInt8] = []
    try ask("models", of: endpoint, body: nil) { body += $0 }
    let list = (try? JSON(parsing: body)).flatMap { $0["data"]?.array ?? $0["models"]?.array ?? $0.array }
    guard let list else {
      throw OpenAIError(.garbage, "endpoint '\(endpoint.name)': what answers at \(endpoint.base) is no list of models")
    }
    return list.compactMap { $0["id"]?.string ?? $0["name"]?.string }.sorted()
  }
}
