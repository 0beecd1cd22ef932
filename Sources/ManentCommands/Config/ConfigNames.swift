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
  static func checkNamed(_ key: SettingKey, _ value: String, in file: SettingsFile, _ session: Session) throws {
    if ["model", "embedder"].contains(key.description) { try checkEndpoint(key, value, session) }
    tellMismatch(key, value, in: file, session)
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

  /// Refuses `openai:ENDPOINT/MODEL` with an endpoint that the settings of the machine do not have.
  private static func checkEndpoint(_ key: SettingKey, _ value: String, _ session: Session) throws {
    guard value.hasPrefix("openai:"), let end = value.firstIndex(of: "/") else { return }
    let name = String(value[..<end].dropFirst("openai:".count))
    let known = try ["openai"] + MachineSettings.load(from: session.locator.configuration).endpoints.map(\.name)
    guard !known.contains(name) else { return }
    throw WorkspaceError(
      .badSetting, key.description, "there is no endpoint '\(name)' on this machine",
      advice: "'manent config set --machine endpoints.\(name).base_url ADDRESS' makes it")
  }

  /// Tells when what is set asks a provider that has no models for one.
  private static func tellMismatch(
    _ key: SettingKey, _ value: String, in file: SettingsFile, _ session: Session
  ) {
    func other(_ name: String) -> String? { SettingKey(name).flatMap { file.value($0)?.string } }
    let isModel = key.description == "model"
    guard isModel || key.description == "provider" else { return }
    let provider = isModel ? other("provider") ?? Providers.builtIn[0].name : value
    guard let model = isModel ? value : other("model"), !model.contains(":"),
      Providers.builtIn.contains(where: { $0.name == provider })
    else { return }
    session.surroundings.notify(
      isModel
        ? "the provider '\(provider)' has no models; set 'provider' too"
        : "the provider '\(provider)' has no models, and 'model' is '\(model)'; 'manent config unset model' removes it")
  }
}
