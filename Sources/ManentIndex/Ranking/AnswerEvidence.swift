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
  /// How many telling words there are: the natural logarithm of one more.
  package private(set) var length: Float = 0
  /// By how much its score is above that of the best unit of another document which says something else.
  package private(set) var margin: Float = 0
  /// 1 when it begins with a word of the question, otherwise 0.
  package private(set) var begins: Float = 0
  /// 1 when the question asks for a number and the unit has none of its own, otherwise 0.
  package private(set) var numberless: Float = 0

  /// Coefficients of a logistic regression, whose value is above 0 for an answer.
  static let weights = AnswerEvidence(unit: 1.6, passage: 3.0, length: 1.8, margin: 3.0, begins: 0.6, numberless: -1.0)
  /// Its intercept, with the threshold taken off.
  static let intercept: Float = -6.0
  /// What is added for a question in another language than English: only English words are cut to their stems, so that
  /// in others a word that is not found may stand there in another form.
  static let uncut: Float = 1.5
  /// What is added for a question that goes on with an answered one: the subject is known to be in the documents, and
  /// many units of several documents hold it.
  static let following: Float = 1.5

  /// The values in the order of `Tests/Benchmarks/answer-evidence/fit.py`.
  package var values: [Float] { [unit, passage, length, margin, begins, numberless] }

  /// Above 0 when it is an answer rather than none.
  var value: Float { zip(values, Self.weights.values).reduce(Self.intercept) { $0 + $1.0 * $1.1 } }

  private init(unit: Float, passage: Float, length: Float, margin: Float, begins: Float, numberless: Float) {
    (self.unit, self.passage, self.length) = (unit, passage, length)
    (self.margin, self.begins, self.numberless) = (margin, begins, numberless)
  }

  /// - Parameters:
  ///   - reading: what the best unit holds.
  ///   - weights: what each term of the question weighs; 0 for those that need not be there.
  ///   - passage: how well its passage holds each.
  ///   - margin: by how much it is better than what another document says.
  ///   - expected: what the question asks for.
  init(
    of reading: UnitReading, weights: [Float], passage: [Float], margin: Float, expecting expected: ExpectedAnswer
  ) {
    var (total, squares): (Float, Float) = (0, 0)
    var count: Float = 0
    for (index, weight) in weights.enumerated() where weight > 0 {
      count += 1
      total += weight
      squares += weight * weight
      unit += weight * weight * reading.whole[index]
      self.passage += weight * max(passage[index], reading.whole[index])
    }
    unit /= max(squares, 0.001)
    self.passage /= max(total, 0.01)
    length = log(1 + count)
    self.margin = margin
    begins = reading.begins ? 1 : 0
    numberless = expected.isNumber && !reading.hasNumber ? 1 : 0
  }
}
