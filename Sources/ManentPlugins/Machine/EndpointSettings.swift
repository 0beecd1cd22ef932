import ManentCore
public import ManentFormats

/// A server that plugins may talk to, as the machine's settings name it; a workspace can only say the name.
public struct EndpointSettings: Sendable, Equatable {
  /// The name.
  public var name: String
  /// Where its interface begins, such as `http://localhost:11434/v1`; `nil` for one that plugins know by its name.
  public var baseURL: String?
  /// The name that its key is stored under; the endpoint's own when `nil`.
  public var keyName: String?
  /// All that the settings say, as plugins read it.
  public var json: JSONObject

  /// What the settings of an endpoint may hold.
  static let keys = [
    "base_url", "key", "model", "embedding_model", "timeout", "retries", "ca_file", "headers", "parameters",
    "context_tokens",
  ]

  /// The endpoints below the key `endpoints`, in the order of the file.
  ///
  /// - Throws: `YAMLError` with the position of what is wrong.
  public static func all(in root: YAMLMapping) throws(YAMLError) -> [EndpointSettings] {
    guard let endpoints = try root.mapping("endpoints") else { return [] }
    var all: [EndpointSettings] = []
    for name in endpoints.keys {
      guard PluginManifest.isPlainName(name) else {
        throw endpoints.errorAtKey(name, "the name of an endpoint is of a-z, 0-9, '-', '_' and '.'")
      }
      guard let settings = try endpoints.mapping(name) else {
        throw endpoints.error(
          for: name, "'\(name)' must be a mapping, such as {base_url: \"http://localhost:11434/v1\"}")
      }
      all.append(try EndpointSettings(name, settings))
    }
    return all
  }

  private init(_ name: String, _ settings: YAMLMapping) throws(YAMLError) {
    for key in ["api_key", "keys", "token", "password"] where settings.contains(key) {
      throw Self.unshown(
        settings.errorAtKey(key, "keys are not kept in config.yaml; 'manent keys set \(name)' stores one"))
    }
    try settings.rejectUnknownKeys(known: Self.keys)
    self.name = name
    baseURL = try settings.string("base_url")
    if let baseURL {
      let isAddress = ["http://", "https://"].contains { baseURL.lowercased().hasPrefix($0) }
      guard isAddress, !baseURL.contains("@") else {
        throw Self.unshown(
          settings.error(for: "base_url", "'base_url' must begin with http:// or https:// and hold no key"))
      }
    }
    keyName = try settings.string("key")
    if let keyName, !PluginManifest.isPlainName(keyName) {
      throw Self.unshown(
        settings.error(for: "key", "'key' is the name of a stored key, not the key; 'manent keys list' names them"))
    }
    json = [:]
    for key in ["base_url", "model", "embedding_model"] {
      if let text = try settings.string(key) { json[key] = JSON(text) }
    }
    if let path = try settings.string("ca_file") {
      guard path.hasPrefix("/") else { throw settings.error(for: "ca_file", "'ca_file' must be a whole path") }
      json["ca_file"] = JSON(path)
    }
    if let timeout = try PluginLimits.span("timeout", in: settings) {
      json["timeout_seconds"] = JSON(timeout / .milliseconds(1) / 1000)
    }
    if let retries = try settings.integer("retries") {
      guard (0...20).contains(retries) else { throw settings.error(for: "retries", "'retries' must be from 0 to 20") }
      json["retries"] = JSON(retries)
    }
    if let tokens = try PluginLimits.tokens("context_tokens", in: settings) { json["context_tokens"] = JSON(tokens) }
    if let headers = try settings.mapping("headers") {
      for header in headers.keys { _ = try headers.string(header) }
      json["headers"] = headers.json
    }
    if let parameters = try settings.mapping("parameters") { json["parameters"] = parameters.json }
  }
  /// The same error without the line that it is about: there may be a key in it.
  private static func unshown(_ error: YAMLError) -> YAMLError {
    var error = error
    error.sourceLine = ""
    return error
  }
}
