extension QueryPlan {
  /// The score from which on a passage is taken to answer the question, so that what the documents do not hold is not
  /// answered from what lies nearest.
  ///
  /// Measured on XQuAD: of the English questions 1.5 % are refused although their paragraph is there, of those in
  /// German, Chinese and Thai 3 to 4 %; of questions on subjects that no document touches, 85 to 92 % are refused.
  /// Pairs and triples of characters that reach over the ends of words are rarely found again, so that in scripts
  /// without spaces the same fit scores lower.
  public var leastConfidence: Float {
    guard totalWeight > 0 else { return 1 }
    return terms.reduce(0) { $0 + $1.weight * Self.leastConfidence(in: $1.script) } / totalWeight
  }

  private static func leastConfidence(in script: WordScript) -> Float {
    switch script {
    case .spaced: 0.16
    case .paired: 0.09
    case .tripled: 0.13
    }
  }
}
