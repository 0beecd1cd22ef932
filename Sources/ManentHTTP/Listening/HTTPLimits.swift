/// What a listener lets connections have.
public struct HTTPLimits: Sendable, Equatable {
  /// How many connections at once.
  public var connections = 10_000
  /// How many more are accepted only to be told that there are too many.
  public var surplus = 256
  /// How many of one address at once; 0 for any number.
  public var connectionsPerAddress = 0
  /// How long a connection may do nothing, in seconds.
  public var idleSeconds = 75
  /// How long a head may take to come, in seconds.
  public var headSeconds = 20.0
  /// How long a body may take before its rate is looked at, in seconds, and that rate, in bytes a second.
  public var bodySeconds = 30.0
  /// See `bodySeconds`.
  public var bodyRate = 1024.0
  /// How much memory a connection has for its head and for what is sent, in bytes.
  public var memory = 16 << 10
  /// How often a stream that waits looks whether it may go on, in seconds.
  public var lookSeconds = 2.0
  /// After how long without anything to send a stream gives a sign of life, in seconds.
  public var signSeconds = 15.0

  /// The defaults.
  public init() {}
}
