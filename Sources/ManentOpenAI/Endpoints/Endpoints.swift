import ManentFormats

/// The endpoints that the machine's settings name.
struct Endpoints {
  /// All of them, in the order of the settings; the first one is asked when none is named.
  let all: [Endpoint]

  /// Endpoints from the settings that the host hands over at the beginning.
  ///
  /// - Parameters:
  ///   - settings: the settings.
  ///   - environment: this process's; `SSL_CERT_FILE` names the certificates of endpoints that name none.
  init(_ settings: JSON, environment: [String: String] = [:]) throws(OpenAIError) {
    var all: [Endpoint] = []
    for (name, value) in settings["endpoints"]?.object?.entries ?? [] { all.append(try Endpoint(name, value)) }
    if !all.contains(where: { $0.name == Endpoint.known }) {
      var known = try Endpoint(Endpoint.known, ["key": settings["keys"]?[Endpoint.known] ?? .null])
      known.isImplied = true
      all.append(known)
    }
    if let first = settings["endpoint"]?.string {
      guard let index = all.firstIndex(where: { $0.name == first }) else {
        throw OpenAIError(.settings, "plugins.openai.endpoint names '\(first)', which is no endpoint in config.yaml")
      }
      all.insert(all.remove(at: index), at: 0)
    }
    if let file = environment["SSL_CERT_FILE"], !file.isEmpty {
      for index in all.indices where all[index].certificates == nil { all[index].certificates = file }
    }
    self.all = all
  }

  /// The endpoint and the model that a name means: `ENDPOINT/MODEL`, or the model of the first endpoint.
  ///
  /// What comes before a slash must be an endpoint. A model of a server that this machine does not have is never
  /// looked for on another one: what is said to it may be meant for that server alone.
  func find(_ name: String?, for purpose: KeyPath<Endpoint, String?>) throws(OpenAIError) -> (Endpoint, String?) {
    guard let name, !name.isEmpty else { return (try first(), try first()[keyPath: purpose]) }
    guard let slash = name.firstIndex(of: "/") else { return (try first(), name) }
    let (place, model) = (name[..<slash], name[name.index(after: slash)...])
    guard let endpoint = all.first(where: { $0.name == place }) else {
      let names = all.map(\.name).joined(separator: ", ")
      throw OpenAIError(
        .settings,
        "there is no endpoint '\(place)' in config.yaml (a model is named as ENDPOINT/MODEL; endpoints: \(names))",
        summary: "there is no endpoint '\(place)' of that model", kind: "model")
    }
    return (endpoint, model.isEmpty ? endpoint[keyPath: purpose] : String(model))
  }

  private func first() throws(OpenAIError) -> Endpoint {
    if let endpoint = all.first { return endpoint }
    throw OpenAIError(.settings, "no endpoint is set up; 'endpoints' in config.yaml names them")
  }
}
