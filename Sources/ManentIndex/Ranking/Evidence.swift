/// Why a chunk fits a question. The score is the weighted mean of the parts, so each can be read and checked.
public struct Evidence: Sendable, Hashable {
  /// The question's terms in the chunk: BM25 (Robertson et al., "Okapi at TREC-3", 1994), as a share of the most it
  /// could be.
  public var exact: Float = 0
  /// Words like them where the term itself is missing: misspelt, inflected, in compounds (`WordSimilarity`), by the
  /// same formula.
  public var similar: Float = 0
  /// The share of the question's weight that the best single sentence holds: passage retrieval within the chunk
  /// (Salton, Allan and Buckley 1993).
  public var sentence: Float = 0
  /// Neighbours in the question that are neighbours in the chunk (`Adjacency`).
  public var adjacency: Float = 0
  /// The cosine of the vectors.
  public var cosine: Float = 0

  /// What each part weighs: round numbers near the best on half of the questions of XQuAD and Cranfield, checked on
  /// the other half. Half or twice any of them changes little.
  static let weights = Evidence(exact: 4, similar: 2, sentence: 1, adjacency: 1, cosine: 2)

  /// The weighted mean of the parts, 0 to 1. A similar word stands in for an exact one, so that the two share a weight.
  public var score: Float {
    let weights = Self.weights
    let sum =
      exact * weights.exact + similar * weights.similar + sentence * weights.sentence
      + adjacency * weights.adjacency + max(0, cosine) * weights.cosine
    let score = sum / (weights.exact + weights.sentence + weights.adjacency + weights.cosine)
    return score.isFinite ? min(1, max(0, score)) : 0
  }
}
