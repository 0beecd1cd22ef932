public import ManentFormats

/// What this machine has to say to plugins: their own settings, and to those that ask for them in their manifests the
/// endpoints and keys.
public struct PluginSettings: Sendable {
  private let endpoints: [EndpointSettings]
  private let options: [String: PluginOptions]
  private let keys: MachineKeys?

  /// Nothing to say.
  public static let none = PluginSettings(endpoints: [], options: [:], keys: nil)

  /// Settings from their parts.
  public init(endpoints: [EndpointSettings], options: [String: PluginOptions], keys: MachineKeys?) {
    self.endpoints = endpoints
    self.options = options
    self.keys = keys
  }

  /// What a plugin is handed at the beginning of a conversation. It holds keys, and goes nowhere but through the pipe
  /// to the plugin.
  public func json(for manifest: PluginManifest) -> JSON {
    var settings = options[manifest.name]?.settings ?? [:]
    if manifest.wantsEndpoints {
      settings["endpoints"] = .object(
        JSONObject(
          endpoints.map { endpoint in
            var json = endpoint.json
            if let key = keys?.key(endpoint.keyName ?? endpoint.name) { json["key"] = JSON(key) }
            return (endpoint.name, .object(json))
          }))
    }
    if !manifest.requiredKeys.isEmpty {
      settings["keys"] = .object(
        JSONObject(manifest.requiredKeys.compactMap { name in keys?.key(name).map { (name, JSON($0)) } }))
    }
    return .object(settings)
  }

  /// What a plugin's calls may take: as the machine's settings say, else as its manifest does.
  public func limits(for manifest: PluginManifest) -> PluginLimits {
    options[manifest.name]?.limits ?? manifest.limits ?? PluginLimits()
  }
}
