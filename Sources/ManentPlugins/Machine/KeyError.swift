public import ManentCore

/// A key that cannot be read or stored. No message holds a key.
public struct KeyError: ManentError, Equatable {
  /// What went wrong.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The word for it.
    public let rawValue: String

    /// A code from its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// No key of that name is stored.
    public static let unknown = Code(rawValue: "unknown")
    /// The file, the name or the key cannot be used.
    public static let unusable = Code(rawValue: "unusable")
  }

  /// What went wrong.
  public var code: Code
  /// One line for people.
  public var description: String

  /// An error from its facts.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
