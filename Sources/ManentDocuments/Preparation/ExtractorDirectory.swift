import ManentCore
import ManentPlugins
import ManentWorkspace
import Synchronization

/// The plugins that extract text, started when a file of their kind comes.
///
/// They are looked for once: a folder has many files, and none of them needs another look at the machine.
final class ExtractorDirectory: Sendable {
  private let environment: [String: String]
  private let known = Mutex<[String: PluginExtractor]>([:])
  private let installed = Mutex<[InstalledPlugin]?>(nil)

  /// The plugins that an environment leads to.
  init(environment: [String: String]) { self.environment = environment }

  /// The plugin for files with an ending, lower case and without the dot; `nil` when none takes them.
  ///
  /// - Throws: `PluginError` when the only one that does cannot be used.
  func extractor(for ending: String) throws -> PluginExtractor? {
    guard !ending.isEmpty else { return nil }
    if let extractor = known.withLock({ $0[ending] }) { return extractor }
    let candidates = findInstalled().filter { $0.manifest?.extensions.contains(ending) ?? false }
    guard let manifest = candidates.first(where: { $0.rejection == nil })?.manifest else {
      guard let rejected = candidates.first, let reason = rejected.rejection else { return nil }
      throw PluginError(.unusable, rejected.name, reason)
    }
    let extractor = PluginExtractor(
      try PluginConnection.ofMachine(to: manifest, environment: environment), environment: environment)
    known.withLock { known in for ending in extractor.extensions { known[ending] = extractor } }
    return extractor
  }

  private func findInstalled() -> [InstalledPlugin] {
    installed.withLock { installed in
      if let installed { return installed }
      let found = PluginFinder(environment: environment).all().filter {
        $0.manifest?.kinds.contains(.extractor) ?? false
      }
      installed = found
      return found
    }
  }
}
