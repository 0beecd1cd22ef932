import ManentFormats

extension Requester {
  /// An endpoint's models, in the order of their names.
  func models(of endpoint: Endpoint) throws -> [ListedModel] {
    let body = try askJSON("models", of: endpoint, body: nil)
    let list = (try? JSON(parsing: body)).flatMap { $0["data"]?.array ?? $0["models"]?.array ?? $0.array }
    guard let list else {
      throw OpenAIError(.garbage, "endpoint '\(endpoint.name)': what answers at \(endpoint.base) is no list of models")
    }
    return list.compactMap { ListedModel($0) }.sorted { $0.name < $1.name }
  }
}
