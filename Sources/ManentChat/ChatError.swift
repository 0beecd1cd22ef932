public import ManentCore
public import ManentPlugins

/// A turn that cannot be taken, or did not come to an end.
public struct ChatError: ManentError, Equatable {
  /// The kind of the reason.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The name of the reason.
    public let rawValue: String
    /// A reason by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// There is nothing in the message.
    public static let emptyMessage = Code(rawValue: "empty message")
    /// The message holds what no line may hold.
    public static let badMessage = Code(rawValue: "bad message")
    /// No provider has that name.
    public static let noProvider = Code(rawValue: "no provider")
    /// No observer has that name.
    public static let noObserver = Code(rawValue: "no observer")
    /// The chat has no message that could be answered again.
    public static let nothingToRetry = Code(rawValue: "nothing to retry")
    /// There is more to be sent than the model takes.
    public static let tooLong = Code(rawValue: "too long")
    /// The provider has failed; the message is saved.
    public static let failed = Code(rawValue: "failed")
  }

  /// The reason.
  public var code: Code
  /// One line for people.
  public var description: String
  /// Why the provider has failed, for programs that act on it.
  public var failure: AnswerFailure?

  /// An error from its facts.
  public init(_ code: Code, _ description: String, failure: AnswerFailure? = nil) {
    self.code = code
    self.description = description
    self.failure = failure
  }

  /// A provider that has failed by an error.
  ///
  /// - Parameter isSaved: whether the message is on the disk.
  init(_ error: any Error, by provider: String, isSaved: Bool) {
    let end = isSaved ? "; the message is saved" : ""
    var failure: AnswerFailure? =
      switch error {
      case let error as PluginError: error.failure
      case let error as ChatError where error.code == .tooLong: AnswerFailure(.tooLong, summary: error.description)
      default: nil
      }
    if let summary = failure?.summary { failure?.summary = "\(provider) could not answer: \(summary)\(end)" }
    self.init(.failed, "\(provider) could not answer: \(error)\(end)", failure: failure)
  }
}
