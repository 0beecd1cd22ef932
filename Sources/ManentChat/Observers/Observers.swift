import ManentChats
import ManentCore
import ManentFormats
import ManentPlugins
import ManentWorkspace

/// The plugins that follow chats and keep their states. One is started when it is first needed, and kept for the turns
/// that follow.
///
/// As with providers, only what is installed on the machine is ever run, whatever a workspace names.
final class Observers {
  /// How long a patch, and the state that it makes, may be, in bytes of JSON.
  static let stateLimit = 1 << 16
  /// How often one may fail in a row before it is left alone for the rest of this process.
  static let failureLimit = 3

  private let finder: (() -> PluginFinder)?
  private lazy var plugins = finder?()
  private var known: [String: PluginObserver] = [:]
  private var failures: [String: Int] = [:]
  /// Those that cannot be used, which the user has been told.
  private var unusable: Set<String> = []

  /// Observers among the plugins of a machine.
  ///
  /// - Parameter plugins: tells where to look for them, once one is asked for; `nil` for nowhere.
  init(plugins: (() -> PluginFinder)?) { finder = plugins }

  /// Shows a chat to observers, one after another; each sees the state that the one before it has left.
  ///
  /// Whatever an observer does, the others are asked and the user is told.
  ///
  /// - Parameters:
  ///   - names: the observers, in order.
  ///   - messages: the context of the turn, with the answer.
  ///   - state: the chat's state with the provider's own patch.
  ///   - sources: what the answer quotes.
  ///   - agrees: whether the user has agreed that an observer may be told what is said, when it is one that is handed
  ///     keys and so can talk to a server.
  ///   - notify: tells the user.
  /// - Returns: their patches, in order, those that change nothing left out; `stop` when the user asked to stop.
  func observe(
    _ names: [String], _ messages: [AnswerRequest.Turn], state: JSON, sources: [Passage] = [],
    agrees: (String) throws -> Bool, notify: (String) -> Void
  ) -> (patches: [JSON], stop: Interruption?) {
    var (state, patches): (JSON, [JSON]) = (state, [])
    for name in names where !unusable.contains(name) {
      do {
        let patch = try observer(named: name, agrees: agrees).observe(messages, state: state, sources: sources)
        failures[name] = nil
        guard patch.object?.isEmpty == false else { continue }
        let next = state.merging(patch)
        guard max(patch.serialized().utf8.count, next.serialized().utf8.count) <= Self.stateLimit else {
          throw PluginError(.tooMuch, name, "the state would be longer than \(ByteCount(Self.stateLimit))")
        }
        state = next
        patches.append(patch)
      } catch let stop as Interruption {
        return (patches, stop)
      } catch {
        notify(told(error, of: name))
      }
    }
    return (patches, nil)
  }

  /// What to tell of a failure. One that cannot be used, or fails time after time, is told a last time.
  private func told(_ error: any Error, of name: String) -> String {
    if let error = error as? ChatError {
      unusable.insert(name)
      return "\(error); the chat goes on without it"
    }
    let count = (failures[name] ?? 0) + 1
    failures[name] = count
    let reason = "the observer '\(name)' did not follow this turn: \(Self.sentence(error))"
    guard count == Self.failureLimit else { return reason }
    unusable.insert(name)
    return reason + "; it has failed \(count) times in a row and is left alone now"
  }

  private static func sentence(_ error: any Error) -> String {
    if let error = error as? YAMLError { return error.summary }
    return "\(error)"
  }

  private func observer(named name: String, agrees: (String) throws -> Bool) throws -> PluginObserver {
    if let observer = known[name] { return observer }
    guard let plugins, let plugin = plugins.plugin(named: name) else {
      throw ChatError(.noObserver, "the observer '\(name)' is not installed on this machine")
    }
    if let rejection = plugin.rejection {
      throw ChatError(.noObserver, "the observer '\(name)' cannot be used: \(rejection)")
    }
    guard let manifest = plugin.manifest, manifest.kinds.contains(.observer) else {
      throw ChatError(.noObserver, "the plugin '\(name)' is no observer")
    }
    guard try !manifest.wantsKeys || agrees(name) else {
      throw ChatError(
        .noObserver,
        "the observer '\(name)' would be told what is said, and nobody on this machine has agreed to that; "
          + "'manent config trust \(name)' does")
    }
    let observer = PluginObserver(
      try PluginConnection.ofMachine(to: manifest, environment: plugins.environment, limits: \.forObserver))
    known[name] = observer
    return observer
  }
}
