/// What came of an export.
public struct ExportReport: Sendable, Equatable {
  /// A chat that could not be given out.
  public struct Failure: Sendable, Equatable {
    /// The chat's folder, relative to the workspace.
    public var path: String
    /// Why, as a clause.
    public var error: String

    /// A failure from its parts.
    public init(path: String, error: String) {
      self.path = path
      self.error = error
    }
  }

  /// How many chats were given out.
  public var chats = 0
  /// How many chats have nothing that this form could hold.
  public var leftOut = 0
  /// Chats that could not be read, or not whole.
  public var failures: [Failure] = []
}
