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
  }

  /// Names that are new.
  public var added: [String] = []
  /// Names whose content is the same as before.
  public var unchanged: [String] = []
  /// Names that got another content.
  public var updated: [String] = []
  /// Files that could not be taken.
  public var failed: [Refusal] = []
  /// Files of a folder that were passed over because they are no text.
  public var skipped: [Refusal] = []
  /// How many passages the new and updated documents have.
  public var chunks = 0
  /// How many of them were embedded; the index had the others.
  public var embedded = 0
}
