public import ManentCore

/// Something that cannot be imported, with the facts that say why.
public struct ImportError: ManentError, Equatable {
  /// The kind of the reason.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The name of the reason.
    public let rawValue: String
    /// A reason by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Nothing tells what the content is.
    public static let unknownFormat = Code(rawValue: "unknown format")
    /// The content is not what its format has it be.
    public static let malformed = Code(rawValue: "malformed")
    /// The content is larger than anybody's own would be.
    public static let tooLarge = Code(rawValue: "too large")
    /// Something that this version cannot read.
    public static let unsupported = Code(rawValue: "unsupported")
    /// The source was not removed, because the workspace does not hold all of it.
    public static let incomplete = Code(rawValue: "incomplete")
  }

  /// The reason.
  public var code: Code
  /// What it is about: a file, an entry of an archive.
  public var subject: String
  /// What is wrong with it, as a clause.
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
  public var description: String { "\(subject): \(problem)" + (advice.isEmpty ? "" : "; \(advice)") }

  /// An export of a program that is known, and that nothing here reads.
  static func unread(_ program: String, _ subject: String) -> ImportError {
    ImportError(
      .unknownFormat, subject, "an export of \(program), which Manent does not read yet",
      advice:
        "make a list of messages with 'role' and 'content' of each conversation, and import that with '--from openai'")
  }
}
