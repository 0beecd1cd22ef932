public import ManentCore
package import ManentFormats

/// The settings of a workspace, from `workspace.yaml`; a key that is missing there has its default.
public struct WorkspaceSettings: Sendable, Equatable {
  /// When a turn becomes a commit.
  public enum CommitPolicy: String, Sendable, CaseIterable {
    /// At once.
    case turn
    /// When another chat begins, or the prompt is left.
    case chat
    /// When the user does it.
    case manual
  }

  /// The workspace's name.
  public var name: String
  /// The provider that answers.
  public var provider = "extractive"
  /// The model, by the provider's own name for it; `nil` for the provider's default.
  public var model: String?
  /// The plugins that follow every chat and keep its state, in the order in which they are asked.
  public var observers: [String] = []
  /// The embedder: `NAME`, or `PLUGIN:MODEL`.
  public var embedder = "hashed-1024-v1"
  /// Whether nothing of a chat is kept on the disk.
  public var isPrivate = false
  /// How many messages of a chat are handed to the provider.
  public var window = 20
  /// How many tokens question, context and answer may have, by the estimate; `nil` for what the model takes.
  public var tokens: Int?
  /// The values that ``tokens`` may have.
  static let tokenRange = 100...100_000_000
  /// Idle time after which the next message opens a new chat; `nil` is never.
  public var timeout: TimeSpan?
  /// How many passages are looked up for a message.
  public var topK = 4
  /// The names of other workspaces of the machine whose documents are searched too, where the machine allows it.
  public var shared: [String] = []
  /// Whether the index is kept in git.
  public var isIndexVersioned = true
  /// When a turn becomes a commit.
  public var commit = CommitPolicy.turn
  /// How credentials in new text are treated.
  public var secrets = SecretPolicy.warn
  /// What to keep of the chats, and for how long.
  public var retention = RetentionSettings()
  /// From how many bytes on `status` warns.
  public var warnBytes = ByteCount(1_000_000_000)
  /// How long a document may be.
  public var maxDocumentBytes = ByteCount(100_000_000)

  /// The defaults, under a name.
  public init(name: String) { self.name = name }

  /// Reads the settings.
  ///
  /// - Parameters:
  ///   - bytes: the content of `workspace.yaml`.
  ///   - file: its path, for error messages.
  /// - Throws: `WorkspaceError.Code.unknownLayout` before anything else is looked at; `YAMLError` with the position
  ///   otherwise.
  public init(parsing bytes: [UInt8], file: String) throws {
    let root = try YAMLMapping(YAMLDocument(parsing: bytes, file: file))
    guard root.contains("manent") else {
      throw WorkspaceError(
        .unknownLayout, file, "the key 'manent', which names the version of the layout, is missing",
        advice: "add the line 'manent: \(WorkspaceLayout.version)' if this is a workspace")
    }
    let version = try root.integer("manent")
    guard version == WorkspaceLayout.version else {
      throw WorkspaceError(
        .unknownLayout, file, "layout version \(version.map(String.init) ?? "?") is not known to this program",
        advice: "it reads version \(WorkspaceLayout.version); install a newer one")
    }
    try Self.rejectMachineSettings(root)
    try root.rejectUnknownKeys(known: [
      "manent", "name", "private", "provider", "model", "observers", "embedder", "chat", "retrieval", "index",
      "history",
      "retention", "limits",
    ])
    self.init(name: try root.string("name") ?? "")
    isPrivate = try root.boolean("private") ?? false
    provider = try Self.plainName("provider", in: root) ?? provider
    model = try Self.model(in: root)
    observers = try Self.observers(in: root) ?? []
    if let text = try root.string("embedder") {
      guard EmbedderReference(text) != nil else {
        throw root.error(for: "embedder", "'embedder' must be a plain name, not a path or a command")
      }
      embedder = text
    }
    if let chat = try root.mapping("chat") {
      try chat.rejectUnknownKeys(known: ["window", "tokens", "timeout"])
      window = try Self.integer("window", in: chat, 1...100_000) ?? window
      tokens = try Self.integer("tokens", in: chat, Self.tokenRange)
      if let text = try chat.string("timeout"), text != "never" {
        guard let span = TimeSpan(text) else {
          throw chat.error(for: "timeout", "'timeout' must be 'never' or a time with its unit, such as 30min, 2h or 7d")
        }
        timeout = span
      }
    }
    if let retrieval = try root.mapping("retrieval") {
      try retrieval.rejectUnknownKeys(known: ["top_k", "shared"])
      topK = try Self.integer("top_k", in: retrieval, 1...100) ?? topK
      shared = try Self.workspaceNames("shared", in: retrieval)
    }
    if let index = try root.mapping("index") {
      try index.rejectUnknownKeys(known: ["versioned"])
      isIndexVersioned = try index.boolean("versioned") ?? isIndexVersioned
    }
    if let history = try root.mapping("history") {
      try history.rejectUnknownKeys(known: ["commit", "secrets"])
      if let text = try history.string("commit") {
        guard let policy = CommitPolicy(rawValue: text) else {
          throw history.error(for: "commit", "'commit' must be turn, chat or manual")
        }
        commit = policy
      }
      if let text = try history.string("secrets") {
        guard let policy = SecretPolicy(rawValue: text) else {
          throw history.error(for: "secrets", "'secrets' must be warn, refuse, redact or off")
        }
        secrets = policy
      }
    }
    if let mapping = try root.mapping("retention") { retention = try RetentionSettings(mapping) }
    if let limits = try root.mapping("limits") {
      try limits.rejectUnknownKeys(known: ["warn_bytes", "max_document_bytes"])
      warnBytes = try Self.bytes("warn_bytes", in: limits) ?? warnBytes
      maxDocumentBytes = try Self.bytes("max_document_bytes", in: limits) ?? maxDocumentBytes
    }
  }

  /// Refuses keys that belong to the machine: with them a workspace from a stranger could name servers or run programs.
  static func rejectMachineSettings(_ root: YAMLMapping) throws {
    for key in [
      "base_url", "command", "commands", "endpoints", "keys", "key", "api_key", "plugins", "plugin", "device",
    ]
    where root.contains(key) {
      throw root.errorAtKey(
        key,
        "'\(key)' is a setting of the machine, not of a workspace; it belongs into config.yaml ('manent paths' says where)"
      )
    }
  }

  /// Keys whose meaning this version does not know may be there, but must ask for nothing.
  /// Names of workspaces, each once; what could be a path is refused.
  private static func workspaceNames(_ key: String, in mapping: YAMLMapping) throws -> [String] {
    var names: [String] = []
    for name in try mapping.strings(key) ?? [] where !names.contains(name) {
      do throws(WorkspaceError) { try WorkspaceName.check(name) } catch {
        throw mapping.error(for: key, "'\(key)' must be a list of names of workspaces, not '\(name)'")
      }
      names.append(name)
    }
    guard names.count <= 32 else { throw mapping.error(for: key, "'\(key)' must name at most 32 workspaces") }
    return names
  }

  static func plainName(_ key: String, in mapping: YAMLMapping) throws -> String? {
    guard let text = try mapping.string(key) else { return nil }
    guard isPlain(text) else {
      throw mapping.error(for: key, "'\(key)' must be a plain name, not a path or a command")
    }
    return text
  }

  /// The plugins that follow a chat, by their plain names; `nil` where nothing is said of them.
  ///
  /// - Throws: `YAMLError` for what is no list of at most 16 plain names, each once.
  package static func observers(in root: YAMLMapping) throws(YAMLError) -> [String]? {
    guard let names = try root.strings("observers") else { return nil }
    guard names.allSatisfy(isPlain) else {
      throw root.error(for: "observers", "'observers' must be plain names of plugins, not paths or commands")
    }
    guard names.count <= 16, Set(names).count == names.count else {
      throw root.error(for: "observers", "'observers' must name at most 16 plugins, each once")
    }
    return names
  }

  /// A model by its provider's name for it, such as `ollama/llama3:8b`. It goes to a server that the machine's settings
  /// name; what looks like an address is refused, so that nobody takes it for one.
  package static func model(in root: YAMLMapping) throws -> String? {
    guard let text = try root.string("model") else { return nil }
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard isPlain, !text.contains("://"), (1...200).contains(text.utf8.count) else {
      throw root.error(for: "model", "'model' must be the name of a model, such as ollama/llama3, not an address")
    }
    return text
  }

  /// Whether a text is a name and neither a path nor a word of a shell.
  package static func isPlain(_ text: some StringProtocol) -> Bool {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
      default: false
      }
    }
    return isPlain && !text.isEmpty && !text.hasPrefix(".") && text.utf8.count <= 64
  }

  package static func integer(_ key: String, in mapping: YAMLMapping, _ range: ClosedRange<Int>) throws -> Int? {
    guard let value = try mapping.integer(key) else { return nil }
    guard range.contains(value) else {
      throw mapping.error(for: key, "'\(key)' must be from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private static func bytes(_ key: String, in mapping: YAMLMapping) throws -> ByteCount? {
    guard mapping.contains(key) else { return nil }
    let text: String
    switch mapping.json(key) {
    case .string(let value)?: text = value
    case .number(let number)?: text = number.text
    default: text = ""
    }
    guard let count = ByteCount(text) else {
      throw mapping.error(for: key, "'\(key)' must be a number of bytes, such as 100MB or 64KiB")
    }
    return count
  }
}
