/// What the parts of a unit's evidence weigh beside the share of the question that it holds, and how far quotations
/// reach. <doc:Retrieval> tells how they were found.
struct AnswerWeights: Sendable {
  /// The score of the passage.
  var passage: Float = 2.5
  /// Neighbours that are neighbours.
  var adjacency: Float = 0.2
  /// What the first block under a title has of what the title holds.
  var first: Float = 0.3
  /// A short unit.
  var short: Float = 0.2
  /// A number where one is asked for.
  var number: Float = 0.25
  /// The document's name.
  var named: Float = 0.3
  /// The first that is said of an option or a term.
  var head: Float = 0.2
  /// A unit that begins with a word of the question.
  var begins: Float = 0.05

  /// The share of the question that another quotation must add…
  var gain: Float = 0.5
  /// …unless it is as good as the best, for all that one can tell.
  var ratio: Float = 0.98
  /// What a unit is worth beside the best that is quoted together with it, from close by.
  var joining: Float = 0.85
  /// Bytes that units of one quotation may lie apart.
  var reach = 2500
  /// Units that are quoted together.
  var parts = 4
  /// Bytes of them together.
  var joinedLength = 1000
  /// The share of the question from which on a sentence is quoted alone.
  var complete: Float = 0.9
  /// Bytes that a sentence and its neighbours may have together.
  var length = 800
  /// Bytes of what is quoted because of the title above it: a list, some sentences.
  var listLength = 650

  static let current = AnswerWeights()

  /// What a unit is worth.
  func score(
    of reading: UnitReading, _ unit: AnswerUnit, passage score: Float, expecting expected: ExpectedAnswer
  ) -> Float {
    var sum = reading.share + passage * score + adjacency * reading.adjacency + named * reading.named
    sum += short / max(1, reading.words / 10)
    if unit.place == 0 { sum += first * max(0, reading.share - reading.ownShare) }
    if unit.place == 0, unit.lead != nil, unit.kind == .sentence, unit.block.lowerBound == unit.range.lowerBound {
      sum += head
    }
    if reading.begins { sum += begins }
    if expected.isNumber, reading.hasNumber { sum += number }
    return sum
  }
}
