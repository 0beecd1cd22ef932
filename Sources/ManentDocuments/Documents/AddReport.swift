/// What came of adding documents.
public struct AddReport: Sendable, Equatable {
  /// A file that was not taken.
  public struct Refusal: Sendable, Equatable {
    /// The file.
    public var path: String
    /// Why, as a clause.
    public var error: String
    /// Whether it was a credential in it.
    public var isSecret = false

    /// A refusal from its parts.
    public init(path: String, error: String, isSecret: Bool = false) {
      self.path = path
      self.error = error
      self.isSecret = isSecret
    }
  }

  /// Names that are new.
  public var added: [String] = []
  /// Names whose content is the same as before.
  public var unchanged: [String] = []
  /// Names that got another content.
  public var updated: [String] = []
  /// Files that could not be taken.
  public var failed: [Refusal] = []
  /// Entries of a folder that were passed over: files that are no text, links, what rules leave out.
  public var skipped: [Refusal] = []
  /// What the user should know of files that were taken, a sentence each.
  public var notices: [String] = []
  /// How many passages the new and updated documents have.
  public var chunks = 0
  /// How many of them were embedded; the index had the others.
  public var embedded = 0
}
