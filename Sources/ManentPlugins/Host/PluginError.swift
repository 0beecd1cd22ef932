public import ManentCore

/// A plugin that could not do what it was asked.
public struct PluginError: ManentError, Equatable {
  /// What went wrong.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The word for it.
    public let rawValue: String

    /// A code from its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// No plugin of that name.
    public static let unknown = Code(rawValue: "unknown")
    /// One that cannot be used, or must not be made.
    public static let unusable = Code(rawValue: "unusable")
    /// The program could not be started.
    public static let notStarted = Code(rawValue: "not started")
    /// The program ended before it had answered.
    public static let ended = Code(rawValue: "ended")
    /// It took too long.
    public static let tooSlow = Code(rawValue: "too slow")
    /// It said too much.
    public static let tooMuch = Code(rawValue: "too much")
    /// It said what the protocol does not know.
    public static let protocolViolation = Code(rawValue: "protocol")
    /// It said that it could not do it.
    public static let refused = Code(rawValue: "refused")
  }

  /// What went wrong.
  public var code: Code
  /// The plugin.
  public var plugin: String
  /// The facts, for people.
  public var reason: String
  /// The number that the plugin gave for its refusal (JSON-RPC's `error.code`).
  public var number: Int?
  /// Where the plugin's own words are kept.
  public var log: Path?
  /// What the plugin said of it for programs (JSON-RPC's `error.data`).
  private var said: AnswerFailure?

  /// An error from its facts.
  public init(
    _ code: Code, _ plugin: String, _ reason: String, number: Int? = nil, log: Path? = nil,
    failure: AnswerFailure? = nil
  ) {
    self.code = code
    self.plugin = plugin
    self.reason = reason
    self.number = number
    self.log = log
    said = failure
  }

  /// The failure as the plugin stated it, else derived from `code`. Its `summary` never names the log.
  public var failure: AnswerFailure {
    var failure = said ?? AnswerFailure(code == .tooSlow ? .timeout : .other)
    failure.summary = "plugin '\(plugin)': \(failure.summary ?? reason)"
    return failure
  }

  /// One line for people.
  public var description: String {
    "plugin '\(plugin)': \(reason)" + (log.map { "; its log is \($0)" } ?? "")
  }
}
