import ManentCore
public import ManentFormats

/// What the machine's settings say for a plugin.
public struct PluginOptions: Sendable, Equatable {
  /// What is handed to the plugin as its settings.
  public var settings: JSONObject = [:]
  /// What its calls may take, when not what its manifest says.
  public var limits: PluginLimits?

  /// The options below the key `plugins`, by the plugins' names. The key `limits` is the host's, every other one is the
  /// plugin's own.
  ///
  /// - Throws: `YAMLError` with the position of what is wrong.
  public static func all(in root: YAMLMapping) throws(YAMLError) -> [String: PluginOptions] {
    guard let plugins = try root.mapping("plugins") else { return [:] }
    var all: [String: PluginOptions] = [:]
    for name in plugins.keys {
      guard let settings = try plugins.mapping(name) else {
        throw plugins.error(for: name, "'\(name)' must be a mapping of the plugin's settings")
      }
      var options = PluginOptions()
      if let limits = try settings.mapping("limits") { options.limits = try PluginLimits(limits) }
      options.settings = settings.json.object ?? [:]
      options.settings["limits"] = nil
      all[name] = options
    }
    return all
  }
}

extension PluginLimits {
  /// Limits from settings: `{first_byte: 2min, total: 1h, observe: 5s, context_tokens: 8192}`; what is not said
  /// stays as it is.
  init(_ mapping: YAMLMapping) throws(YAMLError) {
    self.init()
    try mapping.rejectUnknownKeys(known: ["first_byte", "total", "observe", "context_tokens"])
    if let span = try Self.span("first_byte", in: mapping) { firstByte = span }
    if let span = try Self.span("total", in: mapping) { total = span }
    if let span = try Self.span("observe", in: mapping) { observing = span }
    contextTokens = try Self.tokens("context_tokens", in: mapping)
  }

  /// A number of tokens that a model takes.
  static func tokens(_ key: String, in mapping: YAMLMapping) throws(YAMLError) -> Int? {
    guard let number = try mapping.integer(key) else { return nil }
    guard ContextLimit.range.contains(number) else {
      throw mapping.error(for: key, "'\(key)' must be from 100 to 100000000")
    }
    return number
  }

  /// A length of time such as `90s`.
  static func span(_ key: String, in mapping: YAMLMapping) throws(YAMLError) -> Duration? {
    guard let text = try mapping.string(key) else { return nil }
    guard let span = TimeSpan(text), span.milliseconds > 0 else {
      throw mapping.error(for: key, "'\(key)' must be a time with its unit, such as 30s, 10min or 2h")
    }
    return .milliseconds(span.milliseconds)
  }
}
