public import ManentPlugins
import ManentWorkspace

/// Who can answer: the providers that are a part of Manent, and the plugins of this machine.
///
/// A plugin is started when it is first asked, and kept for the turns that follow.
public final class Providers {
  /// The providers that are a part of Manent.
  public static let builtIn: [any AnswerProvider & Sendable] = [ExtractiveProvider()]

  private var known: [String: any AnswerProvider] = [:]
  /// The names of those of this process.
  private let own: Set<String>
  private let finder: (() -> PluginFinder)?
  private lazy var plugins = finder?()
  /// Those among the plugins that follow chats.
  let observers: Observers

  /// Providers by their names.
  ///
  /// - Parameters:
  ///   - own: those of this process.
  ///   - plugins: tells where to look for others, once one is asked for; `nil` for nowhere.
  public init(_ own: [any AnswerProvider] = Providers.builtIn, plugins: (() -> PluginFinder)? = nil) {
    self.own = Set(own.map(\.name))
    for provider in own { known[provider.name] = provider }
    finder = plugins
    observers = Observers(plugins: plugins)
  }

  /// The provider of that name.
  ///
  /// - Throws: `ChatError.Code.noProvider`; `YAMLError` or `KeyError` when a plugin needs what the machine's settings
  ///   say and they cannot be read.
  public func provider(named name: String) throws -> any AnswerProvider {
    if let provider = known[name] { return provider }
    guard let plugins, let plugin = plugins.plugin(named: name) else {
      let names = names.map { "'\($0)'" }.joined(separator: ", ")
      throw ChatError(.noProvider, "no provider is called '\(name)'; there is \(names)")
    }
    if let rejection = plugin.rejection {
      throw ChatError(.noProvider, "the plugin '\(name)' cannot be used: \(rejection)")
    }
    guard let manifest = plugin.manifest, manifest.kinds.contains(.provider) else {
      throw ChatError(.noProvider, "the plugin '\(name)' is no provider")
    }
    let provider: any AnswerProvider =
      switch manifest.dialect {
      case .text:
        TextPluginProvider(
          manifest, environment: plugins.environment,
          limits: try PluginSettings.ofMachine(for: manifest, environment: plugins.environment).limits(for: manifest))
      case .jsonrpc:
        PluginProvider(try PluginConnection.ofMachine(to: manifest, environment: plugins.environment))
      }
    known[name] = provider
    return provider
  }

  /// Whether a provider is a part of this process, and hands nothing of what it is asked to anybody else.
  func isOwn(_ name: String) -> Bool { own.contains(name) }

  /// Whether somebody of that name may answer; whether it can is seen when it is asked.
  func isProvider(_ name: String) -> Bool { known[name] != nil || plugins?.plugin(named: name) != nil }

  /// The names of all that can answer, in order.
  public var names: [String] { Set(known.keys).union(offered).sorted() }

  /// The names of the plugins that can answer.
  private var offered: [String] {
    (plugins?.all() ?? []).filter { $0.rejection == nil && $0.manifest?.kinds.contains(.provider) == true }.map(\.name)
  }
}
