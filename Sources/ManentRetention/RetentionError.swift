public import ManentCore

/// A policy or a plan that is refused, with the facts that say why.
public struct RetentionError: ManentError, Equatable {
  /// The kind of the reason.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The name of the reason.
    public let rawValue: String
    /// A reason by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A rule names a tag or a template that no chat has.
    public static let matchesNothing = Code(rawValue: "matches nothing")
    /// Every chat would be forgotten.
    public static let everything = Code(rawValue: "everything")
    /// The workspace is not what the plan was made from.
    public static let movedOn = Code(rawValue: "moved on")
    /// A file that is no plan.
    public static let noPlan = Code(rawValue: "no plan")
    /// The user has not said that it is meant.
    public static let unconfirmed = Code(rawValue: "unconfirmed")
  }

  /// The reason.
  public var code: Code
  /// What it is about: a workspace, a file.
  public var subject: String
  /// What is wrong, as a clause.
  public var problem: String
  /// What the user can do about it, as a clause; may be empty.
  public var advice: String

  /// An error from its facts.
  public init(_ code: Code, _ subject: String, _ problem: String, advice: String = "") {
    self.code = code
    self.subject = subject
    self.problem = problem
    self.advice = advice
  }

  /// One line: what, what is wrong with it, what to do.
  public var description: String {
    (subject.isEmpty ? problem : "\(subject): \(problem)") + (advice.isEmpty ? "" : "; \(advice)")
  }
}
