/// A passage that sentences are to be quoted from.
public struct AnswerPassage: Sendable {
  /// The text of the passage.
  public var text: String
  /// The name of its document and the headings above it; may be empty.
  public var trail: String
  /// Its score from ``QueryPlan/rank(_:)``.
  public var score: Float

  /// A passage.
  public init(text: String, trail: String = "", score: Float) {
    self.text = text
    self.trail = trail
    self.score = score
  }
}
