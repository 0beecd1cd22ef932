public import ManentCore

/// A listener that cannot listen.
public struct HTTPError: ManentError, Equatable {
  /// What was to be done, and with what.
  public var subject: String
  /// Why not, as a clause.
  public var problem: String

  /// An error from its facts.
  public init(_ subject: String, _ problem: String) {
    self.subject = subject
    self.problem = problem
  }

  /// One line.
  public var description: String { "\(subject): \(problem)" }
}
