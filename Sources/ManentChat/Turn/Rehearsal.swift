public import ManentPlugins
public import ManentRecords

/// A turn that is not taken: what would be sent.
public struct Rehearsal: Sendable {
  /// Who would be asked.
  public var answerer: AnswererName
  /// The chat that it would go on with; `nil` for a new one.
  public var chat: Chat?
  /// What would be sent.
  public var request: AnswerRequest
  /// How much of the chat that is.
  public var context: ContextFigures
}
