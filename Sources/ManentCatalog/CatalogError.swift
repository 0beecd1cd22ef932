public import ManentCore

/// A call to SQLite that failed.
public struct CatalogError: ManentError, Equatable {
  /// Why, as far as callers care.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// SQLite's primary result code.
    public let rawValue: Int32
    /// A code from SQLite's primary result code.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// The file is no database, is damaged, or has another layout.
    public static let damaged = Code(rawValue: 11)
    /// The file is no database at all.
    public static let notADatabase = Code(rawValue: 26)
    /// A row says more than any that the workspace writes.
    public static let tooLarge = Code(rawValue: 18)
    /// The disk is full.
    public static let full = Code(rawValue: 13)
    /// The file cannot be written.
    public static let readOnly = Code(rawValue: 8)
    /// The file cannot be opened.
    public static let cannotOpen = Code(rawValue: 14)
    /// The user has asked to stop.
    public static let interrupted = Code(rawValue: 9)
    /// Reading or writing failed below SQLite.
    public static let inputOutput = Code(rawValue: 10)
    /// What was to be taken in is another by now (SQLite's code for a change of the schema).
    public static let moved = Code(rawValue: 17)
  }

  /// The reason.
  public var code: Code
  /// The function of SQLite that failed.
  public var call: String
  /// SQLite's own words.
  public var message: String
  /// The database.
  public var path: Path

  /// A failure from its parts.
  public init(code: Code, call: String, message: String, path: Path) {
    (self.code, self.call, self.message, self.path) = (code, call, message, path)
  }

  /// One line: what failed, where and why.
  public var description: String {
    code == .interrupted ? "\(Interruption())" : "cannot use the catalog \(path): \(message) (\(call))"
  }

  /// Whether the catalog has to be made anew from the files.
  public var needsRebuild: Bool { code == .damaged || code == .notADatabase || code == .tooLarge }
}
