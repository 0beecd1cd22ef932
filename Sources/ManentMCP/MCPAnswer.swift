public import ManentFormats

/// What is answered to a message.
public struct MCPAnswer: Sendable {
  /// The message; `nil` for none, as to a notification.
  public var message: JSON?
  /// The status over HTTP.
  public var status: Int

  /// An answer from its parts.
  public init(message: JSON?, status: Int) {
    self.message = message
    self.status = status
  }
}
