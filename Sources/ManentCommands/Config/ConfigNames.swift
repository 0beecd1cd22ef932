import ManentChat
import ManentCommandLine
import ManentCore
import ManentDocuments
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
    if let embedder = text("embedder"), !BuiltInEmbedders.names.contains(embedder) {
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
    case "embedder": (kind, own) = (.embedder, BuiltInEmbedders.names)
    default: return
    }
    let name = value.split(separator: ":").first.map(String.init) ?? value
    // What is no name at all is refused with the reason by the file itself.
    guard PluginManifest.isPlainName(name), !own.contains(name) else { return }
    try checkPlugin(name, kind, own: own, for: key, session)
  }

  /// Refuses names in a list that this machine does not have: of plugins that follow chats, and of workspaces that are
  /// searched, too.
  static func checkList(_ key: SettingKey, in file: SettingsFile, _ session: Session) throws {
    let names = file.value(key)?.array?.compactMap(\.string) ?? []
    switch key.description {
    case "observers": for name in names { try checkPlugin(name, .observer, own: [], for: key, session) }
    case "retrieval.shared":
      let known = try session.locator.names()
      for name in names where !known.contains(name) {
        let meant = Nearest.match(for: name, in: known).map { "did you mean '\($0)'?" }
        throw WorkspaceError(
          .badSetting, key.description, "no workspace is called '\(name)' on this machine",
          advice: meant ?? "'manent workspaces' lists them")
      }
    default: break
    }
  }

  private static func checkPlugin(
    _ name: String, _ kind: PluginManifest.Kind, own: [String], for key: SettingKey, _ session: Session
  ) throws {
    let finder = PluginFinder(environment: session.invocation.environment)
    guard let plugin = finder.plugin(named: name), plugin.manifest?.kinds.contains(kind) ?? true else {
      let all = finder.all().filter { $0.manifest?.kinds.contains(kind) == true }.map(\.name)
      let names = (own + all).sorted()
      let meant = Nearest.match(for: name, in: names).map { "did you mean '\($0)'?" }
      throw WorkspaceError(
        .badSetting, key.description, "no \(kind.rawValue) is called '\(name)' on this machine",
        advice: meant ?? (names.isEmpty ? "there is none" : "there is ")
          + names.map { "'\($0)'" }.joined(separator: ", "))
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

  /// Where the address or the key of a server belongs, for a key of a setting that is none; `nil` for every other key.
  static func endpointAdvice(_ key: SettingKey, _ value: String, in owner: SettingsFile.Owner) -> String? {
    guard let last = key.parts.last, key.parts.first != "endpoints" || owner == .workspace else { return nil }
    let name = key.parts.count > 1 ? key.parts[key.parts.count - 2] : "openai"
    switch last {
    case "base_url", "url", "api_base", "endpoint", "host":
      let address = value.hasPrefix("http://") || value.hasPrefix("https://") ? ShellWord.quoted(value) : "ADDRESS"
      return "'manent config set --machine endpoints.\(name).base_url \(address)' sets the address of a server"
    case "key", "api_key", "keys": return "'manent keys set \(name)' stores a key"
    default: return nil
    }
  }

  /// What to tell when the address of a server was taken out of the settings of the machine.
  static func lostAddress(_ key: SettingKey, in file: SettingsFile) -> String? {
    guard file.owner == .machine, key.parts.count == 3, key.parts[0] == "endpoints", key.parts[2] == "base_url" else {
      return nil
    }
    let name = key.parts[1]
    if name == "openai" { return "the endpoint 'openai' is at OpenAI's own address again" }
    guard SettingKey("endpoints.\(name)").flatMap(file.value) != nil else {
      return "the endpoint '\(name)' is gone: nothing else was set of it"
    }
    return "the endpoint '\(name)' has no address now, and cannot be asked; "
      + "'manent config set --machine endpoints.\(name).base_url ADDRESS' gives it one"
  }
}
