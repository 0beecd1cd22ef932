import ManentChat
import ManentCommandLine
import ManentCore
import ManentFormats
import ManentPlugins
import ManentRecords
import ManentWorkspace

/// Whom the settings of a workspace name: those who would be handed what it holds.
struct ConfigNames: Equatable {
  /// The settings that name somebody.
  static let keys: Set<String> = ["provider", "model", "embedder"]

  /// Whom, as `Agreements.target` says it; those that are a part of manent left out.
  private var targets: Set<String> = []

  /// Those that a file names.
  init(_ file: SettingsFile) {
    func text(_ name: String) -> String? { SettingKey(name).flatMap { file.value($0)?.string } }
    if let provider = text("provider"), !Providers.builtIn.contains(where: { $0.name == provider }) {
      targets.insert(Agreements.target(provider, model: text("model")))
    }
    if let embedder = text("embedder"), !Workspace.builtInEmbedders.contains(embedder) {
      let parts = embedder.split(separator: ":", maxSplits: 1).map(String.init)
      targets.insert(Agreements.target(parts[0], model: parts.count > 1 ? parts[1] : nil))
    }
  }

  /// Notes that the user, who has named them, agrees that the workspace hands them what it holds.
  func agree(_ session: Session, at root: Path) throws {
    for target in targets.sorted() {
      try Agreements.note(target, for: root, surroundings: session.surroundings)
    }
  }
}

extension ConfigCommand {
  /// Refuses a provider or an embedder that this machine does not have; one that it cannot use now is told of.
  static func checkNamed(_ key: SettingKey, _ value: String, _ session: Session) throws {
    let kind: PluginManifest.Kind
    let own: [String]
    switch key.description {
    case "provider": (kind, own) = (.provider, Providers.builtIn.map(\.name))
    case "embedder": (kind, own) = (.embedder, Workspace.builtInEmbedders)
    default: return
    }
    let name = value.split(separator: ":").first.map(String.init) ?? value
    // What is no name at all is refused with the reason by the file itself.
    guard PluginManifest.isPlainName(name), !own.contains(name) else { return }
    let finder = PluginFinder(environment: session.invocation.environment)
    guard let plugin = finder.plugin(named: name), plugin.manifest?.kinds.contains(kind) ?? true else {
      let all = finder.all().filter { $0.manifest?.kinds.contains(kind) == true }.map(\.name)
      let names = (own + all).sorted()
      let meant = Nearest.match(for: name, in: names).map { "did you mean '\($0)'?" }
      throw WorkspaceError(
        .badSetting, key.description, "no \(kind.rawValue) is called '\(name)' on this machine",
        advice: meant ?? "there is " + names.map { "'\($0)'" }.joined(separator: ", "))
    }
    if let rejection = plugin.rejection {
      session.surroundings.notify("the plugin '\(name)' cannot be used yet: \(rejection)")
    }
  }
}
