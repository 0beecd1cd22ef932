/// What a call of a plugin may take; past any of these it is cancelled, then asked to end, then killed.
public struct PluginLimits: Sendable, Equatable {
  /// How long until the first word.
  public var firstByte: Duration
  /// How long in all.
  public var total: Duration
  /// How many bytes of output.
  public var outputBytes: Int
  /// How long a cancelled call has to come to its end, and a program that was asked to end as well.
  public var grace: Duration
  /// How many tokens its models take in one request, the answer among them; `nil` for what it says itself.
  public var contextTokens: Int?

  /// Limits from their parts.
  public init(
    firstByte: Duration = .seconds(60), total: Duration = .seconds(600), outputBytes: Int = 64 << 20,
    grace: Duration = .seconds(2), contextTokens: Int? = nil
  ) {
    self.firstByte = firstByte
    self.total = total
    self.outputBytes = outputBytes
    self.grace = grace
    self.contextTokens = contextTokens
  }
}
