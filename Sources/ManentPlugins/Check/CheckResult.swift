/// What came of one demand on a plugin.
public struct CheckResult: Sendable, Equatable {
  /// How it went.
  public enum Outcome: Sendable, Equatable {
    /// The plugin does what the contract asks.
    case passed
    /// It does not; why.
    case failed(String)
    /// It was not tried; why.
    case skipped(String)
  }

  /// What the contract asks, as a sentence.
  public var demand: String
  /// How it went.
  public var outcome: Outcome
  /// Whether it is about what the plugin is for, and not about the conversation with it alone.
  public var isForKind = false

  /// A result from its parts.
  public init(_ demand: String, _ outcome: Outcome) {
    self.demand = demand
    self.outcome = outcome
  }

  /// Whether the plugin has failed it.
  public var isFailure: Bool { if case .failed = outcome { true } else { false } }
}
