public import ManentPlugins

extension PluginSettings {
  /// What the machine's settings have to say to a plugin. The keys are read for one that asks for them only: what is
  /// wrong with their file is no concern of the others.
  ///
  /// - Throws: `YAMLError` and `KeyError` for files that cannot be read.
  public static func ofMachine(
    for manifest: PluginManifest, environment: [String: String]
  ) throws -> PluginSettings {
    let folder = WorkspaceLocator(environment: environment).configuration
    let settings = try MachineSettings.load(from: folder)
    return PluginSettings(
      endpoints: settings.endpoints, options: settings.plugins,
      keys: manifest.wantsKeys ? try MachineKeys(in: folder, environment: environment) : nil)
  }
}

extension PluginConnection {
  /// A connection to a plugin that hands over what the machine's settings say for it.
  ///
  /// - Parameters:
  ///   - manifest: the plugin.
  ///   - environment: this process's.
  ///   - limits: what its calls may take, made from what the settings and the manifest say.
  public static func ofMachine(
    to manifest: PluginManifest, environment: [String: String], limits: (PluginLimits) -> PluginLimits = { $0 }
  ) throws -> sending PluginConnection {
    let settings = try PluginSettings.ofMachine(for: manifest, environment: environment)
    return PluginConnection(
      to: manifest, settings: settings.json(for: manifest), environment: environment,
      limits: limits(settings.limits(for: manifest)))
  }
}
