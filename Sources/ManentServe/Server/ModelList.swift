import ManentChat
import ManentCore
import ManentPlugins
import ManentWorkspace
import Synchronization

/// Who can answer, as clients ask for them. Plugins are asked once a minute at most, for they ask their servers.
final class ModelList: Sendable {
  /// One that can be asked for.
  struct Entry: Sendable, Equatable {
    /// `PROVIDER` or `PROVIDER:MODEL`.
    var id: String
    var provider: String
    var model: String?
  }

  private struct State {
    var entries: [Entry] = []
    var madeAt: ContinuousClock.Instant?
  }

  private let environment: [String: String]
  private let state = Mutex(State())

  init(environment: [String: String]) { self.environment = environment }

  /// All that can be asked for.
  func list(in call: Call) -> [Entry] {
    let known = state.withLock { state -> [Entry]? in
      guard let madeAt = state.madeAt, ContinuousClock.now - madeAt < .seconds(60) else { return nil }
      return state.entries
    }
    if let known { return known }
    let entries = ask()
    state.withLock { $0 = State(entries: entries, madeAt: .now) }
    return entries
  }

  private func ask() -> [Entry] {
    var entries = Providers.builtIn.map { Entry(id: $0.name, provider: $0.name) }
    for plugin in PluginFinder(environment: environment).all() where plugin.rejection == nil {
      guard let manifest = plugin.manifest, manifest.kinds.contains(.provider) else { continue }
      var names: [String] = []
      if manifest.dialect == .jsonrpc {
        // A plugin whose server is away can be asked for all the same: its default model may be back by then.
        let connection = try? PluginConnection.ofMachine(to: manifest, environment: environment)
        names = connection.flatMap { try? PluginProvider($0).models().names } ?? []
      }
      entries.append(Entry(id: manifest.name, provider: manifest.name))
      entries += names.map { Entry(id: "\(manifest.name):\($0)", provider: manifest.name, model: $0) }
    }
    return entries
  }
}
