/// What the user wants when a message is to be answered anew.
public struct RetryRequest: Sendable {
  /// The chat, by a reference as `Workspace.chat(matching:)` reads it.
  public var chat = "last"
  /// Who answers, when not whom the chat or the workspace says.
  public var provider: String?
  /// Which model answers, when not the one that the chat, the workspace or the provider says.
  public var model: String?
  /// How many passages are looked up, when not as many as the workspace says.
  public var topK: Int?
  /// A pattern that the names of documents must match (`*`, `**`, `?`), or `nil` for all.
  public var documents: String?
  /// Whether documents are looked at.
  public var usesDocuments = true

  /// A retry in the latest chat.
  public init() {}
}
