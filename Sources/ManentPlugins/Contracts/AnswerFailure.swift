public import ManentFormats

/// Why a provider gave no answer, in words that programs act on.
public struct AnswerFailure: Sendable, Equatable {
  /// The kind of the reason, as a plugin's error says it in `data.kind`.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The word for it.
    public let rawValue: String

    /// A kind from its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Too many requests in a time: a later one is answered.
    public static let rateLimit = Kind(rawValue: "rate_limit")
    /// The account has no quota left.
    public static let quota = Kind(rawValue: "quota")
    /// The server of the model has too much to do.
    public static let overloaded = Kind(rawValue: "overloaded")
    /// It took too long.
    public static let timeout = Kind(rawValue: "timeout")
    /// The messages are longer than the model takes.
    public static let tooLong = Kind(rawValue: "too_long")
    /// There is no such model.
    public static let noModel = Kind(rawValue: "model")
    /// The request has something in it that the server of the model does not take.
    public static let badRequest = Kind(rawValue: "bad_request")
    /// A content filter has stopped the question or the answer.
    public static let filtered = Kind(rawValue: "content_filter")
    /// All else.
    public static let other = Kind(rawValue: "other")
  }

  /// The kind of the reason.
  public var kind: Kind
  /// After how many seconds it may be tried again, where that is known.
  public var retryAfter: Double?
  /// What went wrong, without places and commands of this machine; `nil` when the plugin gave none.
  public var summary: String?

  /// A failure from its facts.
  public init(_ kind: Kind, retryAfter: Double? = nil, summary: String? = nil) {
    self.kind = kind
    self.retryAfter = retryAfter
    self.summary = summary
  }

  /// What a plugin says in an error's `data`; `nil` when it says nothing.
  public init?(_ data: JSON?) {
    guard let data, data.object != nil else { return nil }
    self.init(
      data["kind"]?.string.map(Kind.init) ?? .other,
      retryAfter: data["retry_after"]?.double.flatMap { (0...1e6).contains($0) ? $0 : nil },
      summary: data["summary"]?.string)
  }
}
