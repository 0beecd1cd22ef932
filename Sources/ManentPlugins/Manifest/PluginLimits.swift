/// What a call of a plugin may take; past any of these it is cancelled, then asked to end, then killed.
public struct PluginLimits: Sendable, Equatable {
  /// How long until the first word.
  public var firstByte: Duration
  /// How long in all.
  public var total: Duration
  /// How long an observer may take, which everybody waits for after the answer, from the request to the end.
  public var observing: Duration
  /// How many bytes of output.
  public var outputBytes: Int
  /// How long a cancelled call has to come to its end, and a program that was asked to end as well.
  public var grace: Duration
  /// How many tokens its models take in one request, the answer among them; `nil` for what it says itself.
  public var contextTokens: Int?

  /// Limits from their parts.
  public init(
    firstByte: Duration = .seconds(60), total: Duration = .seconds(600), observing: Duration = .seconds(5),
    outputBytes: Int = 64 << 20, grace: Duration = .seconds(2), contextTokens: Int? = nil
  ) {
    self.firstByte = firstByte
    self.total = total
    self.observing = observing
    self.outputBytes = outputBytes
    self.grace = grace
    self.contextTokens = contextTokens
  }

  /// The same for a plugin that is asked as an observer: it has less time, and must not say much.
  public var forObserver: PluginLimits {
    PluginLimits(
      firstByte: observing, total: observing, observing: observing, outputBytes: min(outputBytes, 1 << 20),
      grace: min(grace, .seconds(1)))
  }
}
