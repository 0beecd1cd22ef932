public import ManentPlugins

extension PluginSettings {
  /// What the machine's settings and keys have to say to plugins.
  ///
  /// - Throws: `YAMLError` and `KeyError` for files that cannot be read.
  public static func ofMachine(_ environment: [String: String]) throws -> PluginSettings {
    let folder = WorkspaceLocator(environment: environment).configuration
    let settings = try MachineSettings.load(from: folder)
    return PluginSettings(
      endpoints: settings.endpoints, options: settings.plugins,
      keys: try MachineKeys(in: folder, environment: environment))
  }
}

extension PluginConnection {
  /// A connection to a plugin that hands over what the machine's settings say for it.
  ///
  /// - Parameters:
  ///   - manifest: the plugin.
  ///   - environment: this process's.
  public static func ofMachine(
    to manifest: PluginManifest, environment: [String: String]
  ) throws -> sending PluginConnection {
    let settings = try PluginSettings.ofMachine(environment)
    return PluginConnection(
      to: manifest, settings: settings.json(for: manifest), environment: environment,
      limits: settings.limits(for: manifest))
  }
}
