/// What a tool gave that an answer had called.
public struct ToolResult: Sendable, Equatable {
  /// The `id` of the call; empty where there is none.
  public var id: String
  /// What it gave.
  public var content: String

  /// A result from its parts.
  public init(id: String, content: String) {
    self.id = id
    self.content = content
  }
}
