public import ManentCore

/// Something that is wrong with tokens or shares.
public struct AccessError: ManentError, Equatable {
  /// The kind of the reason.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The name of the reason.
    public let rawValue: String
    /// A reason by its name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// There is no such token or share.
    public static let unknown = Code(rawValue: "unknown")
    /// A name, a scope or a time that cannot be one.
    public static let badValue = Code(rawValue: "bad value")
    /// The file cannot be read.
    public static let unreadable = Code(rawValue: "unreadable")
  }

  /// The reason.
  public var code: Code
  /// What it is about.
  public var subject: String
  /// What is wrong with it, as a clause.
  public var problem: String
  /// What to do, as a clause; may be empty.
  public var advice: String

  /// An error from its facts.
  public init(_ code: Code, _ subject: String, _ problem: String, advice: String = "") {
    self.code = code
    self.subject = subject
    self.problem = problem
    self.advice = advice
  }

  /// One line.
  public var description: String {
    (subject.isEmpty ? problem : "\(subject): \(problem)") + (advice.isEmpty ? "" : "; \(advice)")
  }
}
