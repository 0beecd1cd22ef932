import ManentCommandLine
import ManentCore
import ManentFormats
import ManentPlugins

extension Session {
  /// Where plugins are looked for.
  var plugins: PluginFinder { PluginFinder(environment: invocation.environment) }

  /// The plugin of a name or in a folder.
  ///
  /// - Parameter isReady: whether one that cannot be used as it is (its program is missing, say) is refused.
  func plugin(_ reference: String, isReady: Bool = true) throws -> PluginManifest {
    let finder = plugins
    let plugin =
      reference.contains("/")
      ? finder.read(Path(reference).absolute(from: Platform.currentFolder)) : finder.plugin(named: reference)
    guard let plugin else {
      throw PluginError(.unknown, reference, "there is none of that name; 'manent plugins' lists them")
    }
    if let rejection = plugin.rejection, isReady || plugin.manifest == nil {
      throw PluginError(.unusable, plugin.name, rejection)
    }
    guard let manifest = plugin.manifest else { throw PluginError(.unusable, plugin.name, "it has no manifest") }
    return manifest
  }
}
