/// A chunk that full text or the vectors have found.
public struct Candidate: Sendable {
  /// The text of the chunk.
  public var text: String
  /// The name of its document and the headings above it; may be empty.
  public var trail: String
  /// The cosine of its vector and the question's; nothing if it is not known.
  public var cosine: Float?

  /// A candidate.
  public init(text: String, trail: String = "", cosine: Float? = nil) {
    self.text = text
    self.trail = trail
    self.cosine = cosine
  }
}
