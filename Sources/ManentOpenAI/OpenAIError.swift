public import ManentCore
import ManentFormats

/// What a server of models could not do, in one line for people.
public struct OpenAIError: ManentError, Equatable {
  /// What went wrong; the number is JSON-RPC's `error.code`.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The number.
    public let rawValue: Int

    /// A code from its number.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The settings are not usable.
    public static let settings = Code(rawValue: -32001)
    /// The server wants a key, or another one.
    public static let key = Code(rawValue: -32002)
    /// The server has no such model.
    public static let model = Code(rawValue: -32003)
    /// What was paid for, or may be used in a time, is used up.
    public static let quota = Code(rawValue: -32004)
    /// The messages are longer than the model takes.
    public static let tooLong = Code(rawValue: -32005)
    /// Nobody answers there.
    public static let noServer = Code(rawValue: -32006)
    /// The server could not be trusted.
    public static let trust = Code(rawValue: -32007)
    /// What came is not what the interface promises.
    public static let garbage = Code(rawValue: -32008)
    /// The answer broke off.
    public static let cut = Code(rawValue: -32009)
    /// It took too long.
    public static let tooSlow = Code(rawValue: -32010)
    /// The server said that it cannot do it.
    public static let refused = Code(rawValue: -32011)
    /// The server is busy or broken, and was asked more than once.
    public static let unavailable = Code(rawValue: -32012)
    /// The answer came to its end with nothing in it.
    public static let empty = Code(rawValue: -32013)
    /// The caller has asked to stop.
    public static let cancelled = Code(rawValue: -32800)
  }

  /// What went wrong.
  public var code: Code
  /// One line for people.
  public var description: String
  /// The same without advice for this machine; sent to clients over HTTP.
  public var summary: String
  /// The word for programs, as the protocol of plugins has it in `error.data.kind`.
  public var kind: String
  /// How long the server asks to be left alone, where it does.
  public var retryAfter: Duration?

  /// What the server does not want in the request, where it names it.
  var parameter = ""

  /// An error from its facts.
  ///
  /// - Parameters:
  ///   - summary: the sentence without advice; `nil` where there is none in it.
  ///   - kind: the word for programs; `nil` for that of the code.
  public init(_ code: Code, _ description: String, summary: String? = nil, kind: String? = nil) {
    self.code = code
    self.description = description
    self.summary = summary ?? description
    self.kind = kind ?? code.kind
  }

  /// The error as `error.data` of the plugin protocol.
  var data: JSON {
    var data: JSONObject = ["kind": JSON(kind), "summary": JSON(summary)]
    if let retryAfter { data["retry_after"] = JSON(min(retryAfter / .seconds(1), 1e6)) }
    return .object(data)
  }
}

extension OpenAIError.Code {
  /// The word for programs.
  fileprivate var kind: String {
    switch self {
    case .settings: "settings"
    case .key: "key"
    case .model: "model"
    case .quota: "quota"
    case .tooLong: "too_long"
    case .noServer: "no_server"
    case .trust: "trust"
    case .garbage: "garbage"
    case .cut: "cut"
    case .tooSlow: "timeout"
    case .refused: "refused"
    case .unavailable: "unavailable"
    case .empty: "empty"
    case .cancelled: "cancelled"
    default: "other"
    }
  }
}
