public import ManentCore
public import ManentFormats

/// What a plugin says of itself in its `plugin.yaml`.
public struct PluginManifest: Sendable, Equatable {
  /// What a plugin can do.
  public enum Kind: String, Sendable, CaseIterable {
    /// Answers messages.
    case provider
    /// Turns text into vectors.
    case embedder
    /// Turns files into text.
    case extractor
    /// Follows a chat and keeps its state.
    case observer
  }

  /// How one talks to a plugin.
  public enum Dialect: String, Sendable, CaseIterable {
    /// JSON-RPC 2.0, one message a line.
    case jsonrpc
    /// The prompt in, the answer out.
    case text
  }

  /// The name of the file.
  public static let fileName = "plugin.yaml"
  /// How long a manifest may be, in bytes.
  static let limit = 1 << 18

  /// The plugin's folder.
  public var folder: Path
  /// The name that settings know it by.
  public var name: String
  /// Its version, in its own counting.
  public var version: String
  /// What it is, in a sentence.
  public var description: String
  /// What it can do.
  public var kinds: [Kind]
  /// The program and its arguments; a program that begins with `./` lies in the plugin's folder.
  public var command: [String]
  /// How one talks to it.
  public var dialect: Dialect
  /// A JSON Schema of its settings; an empty object when it has none.
  public var settings: JSON
  /// The programs that must be on the search path.
  public var requiredPrograms: [String]
  /// The environment variables that are handed down to it beside the usual ones.
  public var environment: [String]
  /// Whether it is handed the machine's endpoints, with their keys.
  public var wantsEndpoints: Bool
  /// The names of the stored keys that it is handed.
  public var requiredKeys: [String]
  /// What its calls may take; `nil` for the usual.
  public var limits: PluginLimits?
  /// The media types of the files that it extracts.
  public var mediaTypes: [String]
  /// The endings of the names of files that it extracts, lower case, without the dot.
  public var extensions: [String]
  /// The program and arguments that make it ready for use (`plugins setup`); `nil` when nothing has to be done.
  public var setup: [String]?

  /// Reads a manifest.
  ///
  /// - Parameters:
  ///   - bytes: the content of `plugin.yaml`.
  ///   - folder: the plugin's folder.
  /// - Throws: `YAMLError` with the place of what is wrong.
  public init(parsing bytes: [UInt8], folder: Path) throws(YAMLError) {
    let root = try YAMLMapping(YAMLDocument(parsing: bytes, file: (folder / Self.fileName).string))
    try root.rejectUnknownKeys(known: [
      "name", "version", "description", "kinds", "command", "protocol", "settings", "requires", "media_types",
      "extensions", "setup", "limits",
    ])
    self.folder = folder
    name = try Self.name(in: root)
    version = try root.string("version") ?? ""
    description = try root.string("description") ?? ""
    kinds = try Self.values("kinds", in: root)
    guard !kinds.isEmpty else { throw Self.missing("kinds", "what it can do, such as [provider]", root) }
    command = try root.strings("command") ?? []
    guard command.first?.isEmpty == false else { throw Self.missing("command", "a list, such as [./answer.sh]", root) }
    guard let dialect = try (Self.values("protocol", in: root) as [Dialect]).first else {
      throw Self.missing("protocol", "jsonrpc or text", root)
    }
    self.dialect = dialect
    if dialect == .text, kinds != [.provider] {
      throw root.error(for: "kinds", "a plugin with the protocol 'text' can only be a provider")
    }
    settings = root.json("settings") ?? [:]
    guard settings.object != nil else { throw root.error(for: "settings", "'settings' must be a JSON Schema") }
    (requiredPrograms, environment, wantsEndpoints, requiredKeys) = ([], [], false, [])
    if let requires = try root.mapping("requires") {
      try requires.rejectUnknownKeys(known: ["programs", "environment", "endpoints", "keys"])
      wantsEndpoints = try requires.boolean("endpoints") ?? false
      requiredKeys = try requires.strings("keys") ?? []
      requiredPrograms = try requires.strings("programs") ?? []
      environment = try requires.strings("environment") ?? []
    }
    mediaTypes = try root.strings("media_types") ?? []
    extensions = (try root.strings("extensions") ?? []).map { $0.lowercased() }
    if kinds.contains(.extractor), extensions.isEmpty {
      throw Self.missing("extensions", "which files it extracts, such as [pdf]", root)
    }
    setup = try root.strings("setup")
    if let mapping = try root.mapping("limits") { limits = try PluginLimits(mapping) }
  }

  /// Whether it is handed keys, of endpoints or others.
  public var wantsKeys: Bool { wantsEndpoints || !requiredKeys.isEmpty }

  private static func name(in root: YAMLMapping) throws(YAMLError) -> String {
    guard let name = try root.string("name") else { throw missing("name", "what settings call it", root) }
    guard isPlainName(name) else {
      throw root.error(for: "name", "'name' must be of a-z, 0-9, '-', '_' and '.', at most 64 of them")
    }
    return name
  }

  /// Whether a plugin may be called so: a name that is no path and no word of a shell.
  public static func isPlainName(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
      default: false
      }
    }
    return isPlain && !name.hasPrefix(".") && !name.isEmpty && name.utf8.count <= 64
  }

  /// The value or values of a key, each one of those that a type knows.
  private static func values<Value: RawRepresentable & CaseIterable>(
    _ key: String, in root: YAMLMapping
  ) throws(YAMLError) -> [Value] where Value.RawValue == String {
    guard root.contains(key) else { return [] }
    let texts: [String]
    if case .string(let text)? = root.json(key) { texts = [text] } else { texts = try root.strings(key) ?? [] }
    var values: [Value] = []
    for text in texts {
      guard let value = Value(rawValue: text) else {
        let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
        throw root.error(for: key, "'\(text)' is none of: \(known)")
      }
      values.append(value)
    }
    return values
  }

  private static func missing(_ key: String, _ meaning: String, _ root: YAMLMapping) -> YAMLError {
    root.error(for: key, "the key '\(key)' is missing: \(meaning)")
  }
}
