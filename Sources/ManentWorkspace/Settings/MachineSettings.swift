public import ManentCore
import ManentFormats
public import ManentPlugins
public import ManentRecords

/// What `config.yaml` says: the settings of this machine, which are never synced.
public struct MachineSettings: Sendable, Equatable {
  /// What the machine has to say about keeping chats.
  public struct Retention: Sendable, Equatable {
    /// The settings of workspaces that have none of their own.
    public var defaults = RetentionSettings()
    /// What is kept in every workspace, whatever it or a command line says, and the shortest time until a purge.
    public var bounds = RetentionSettings()

    /// Nothing to say.
    public init() {}
  }

  /// The name of the file in the folder of machine settings.
  public static let fileName = "config.yaml"

  /// What this machine is called in messages and commits; `nil` for its host name.
  public var device: String?
  /// Whether nothing of a chat is kept on the disk, whatever a workspace says.
  public var isPrivate = false
  /// What the machine has to say about keeping chats.
  public var retention = Retention()

  /// What becomes of purges that other machines have made.
  public var purges = PurgePolicy.ask

  /// Which workspaces in `MANENT_HOME` others may search, by name, and which others: their names, their paths, or `*` for
  /// all of the machine.
  public var shared: [String: [String]] = [:]

  /// The servers that plugins may talk to, in the order of the file.
  public var endpoints: [EndpointSettings] = []
  /// What is said for plugins, by their names.
  public var plugins: [String: PluginOptions] = [:]

  /// The defaults.
  public init() {}

  /// Reads the settings.
  ///
  /// - Parameters:
  ///   - bytes: the content of `config.yaml`.
  ///   - file: its path, for error messages.
  /// - Throws: `YAMLError` with the position of what is wrong.
  public init(parsing bytes: [UInt8], file: String) throws {
    let root = try YAMLMapping(YAMLDocument(parsing: bytes, file: file))
    try root.rejectUnknownKeys(known: ["device", "private", "retention", "purges", "shared", "endpoints", "plugins"])
    isPrivate = try root.boolean("private") ?? false
    endpoints = try EndpointSettings.all(in: root)
    plugins = try PluginOptions.all(in: root)
    if let shared = try root.mapping("shared") {
      for name in shared.keys { self.shared[name] = try shared.strings(name) ?? [] }
    }
    if let text = try root.string("purges") {
      guard let policy = PurgePolicy(rawValue: text) else {
        throw root.error(for: "purges", "'purges' must be ask, forget or accept")
      }
      purges = policy
    }
    if let device = try root.string("device") {
      let isPlain = device.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      guard isPlain, (1...64).contains(device.utf8.count) else {
        throw root.error(for: "device", "'device' must be a name of at most 64 bytes")
      }
      self.device = device
    }
    guard let retention = try root.mapping("retention") else { return }
    try retention.rejectUnknownKeys(known: ["default", "bounds"])
    if let defaults = try retention.mapping("default") { self.retention.defaults = try RetentionSettings(defaults) }
    if let bounds = try retention.mapping("bounds") {
      self.retention.bounds = try RetentionSettings(bounds, hasParts: false)
    }
  }

  /// The settings in a folder of machine settings; the defaults when there is no file.
  public static func load(from folder: Path) throws -> MachineSettings {
    let file = folder / fileName
    guard try Files.statusFollowingLinks(file) != nil else { return MachineSettings() }
    return try MachineSettings(parsing: Files.read(file, limit: 1 << 20), file: file.string)
  }
}
