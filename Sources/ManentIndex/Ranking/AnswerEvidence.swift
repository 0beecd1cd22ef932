#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What speaks for the best unit being an answer, and the weights that were learned for it. <doc:Retrieval> tells from
/// what.
package struct AnswerEvidence: Sendable {
  /// The share of the telling words that the unit holds with what stands above it, by the squares of their weights, so
  /// that the rarest decides.
  package private(set) var unit: Float = 0
  /// The share that its passage holds, by their weights.
  package private(set) var passage: Float = 0
  /// The score of its passage.
  package private(set) var score: Float = 0
  /// Neighbours in the question that are neighbours in the unit.
  package private(set) var adjacency: Float = 0
  /// How many telling words there are: the natural logarithm of one more.
  package private(set) var length: Float = 0

  /// Coefficients of a logistic regression, whose value is above 0 for an answer.
  static let weights = AnswerEvidence(unit: 1.8, passage: 3.5, score: 2.9, adjacency: 2.5, length: 2.2)
  /// Its intercept, with the threshold taken off.
  static let intercept: Float = -7.2
  /// What is added for a question in another language than English: only English words are cut to their stems, so that
  /// in others a word that is not found may stand there in another form.
  static let uncut: Float = 1.5

  /// Above 0 when it is an answer rather than none.
  var value: Float {
    let weights = Self.weights
    return unit * weights.unit + passage * weights.passage + score * weights.score + adjacency * weights.adjacency
      + length * weights.length + Self.intercept
  }

  init(
    unit: Float = 0, passage: Float = 0, score: Float = 0, adjacency: Float = 0, length: Float = 0
  ) {
    (self.unit, self.passage, self.score) = (unit, passage, score)
    (self.adjacency, self.length) = (adjacency, length)
  }

  /// - Parameters:
  ///   - weights: what each term of the question weighs; 0 for those that need not be there.
  ///   - unit: how well the unit and what stands above it hold each.
  ///   - passage: how well the passage holds each.
  ///   - score: the score of the passage.
  ///   - adjacency: of the unit.
  init(weights: [Float], unit: [Float], passage: [Float], score: Float, adjacency: Float) {
    var (total, squares): (Float, Float) = (0, 0)
    var count: Float = 0
    for (index, weight) in weights.enumerated() where weight > 0 {
      count += 1
      total += weight
      squares += weight * weight
      self.unit += weight * weight * unit[index]
      self.passage += weight * max(passage[index], unit[index])
    }
    self.unit /= max(squares, 0.001)
    self.passage /= max(total, 0.01)
    self.score = score
    self.adjacency = adjacency
    length = log(1 + count)
  }
}
