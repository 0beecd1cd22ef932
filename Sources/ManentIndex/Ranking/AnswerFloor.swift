/// Says when the best that was found is no answer.
struct AnswerFloor {
  private let plan: QueryPlan
  /// What the telling terms weigh, as shares of the most that a term can; those that no passage has weigh most.
  private let weights: [Float]

  /// The least that an answer is worth.
  static let least: Float = 0.2
  /// What the weightiest word that nothing found has takes away, by its share of the question.
  private static let absence: Float = 1
  /// What the score of the passage adds.
  private static let passage: Float = 0.5

  /// - Parameters:
  ///   - plan: the question.
  ///   - found: for each term how well the best passages hold it.
  init(_ plan: QueryPlan, found: [Float]) {
    self.plan = plan
    self.found = found
    weights = plan.terms.indices.map { index in
      let term = plan.terms[index]
      if !term.isAsked { return 0 }
      return term.chunks == 0 && found[index] < 0.5 && term.script == .spaced ? 1 : term.weight / plan.rarest
    }
  }

  private let found: [Float]

  /// Why there is no answer.
  struct Refusal {
    /// The telling word that the best unit lacks.
    var missing: String?
  }

  /// Judges the best unit; `nil` when it may be shown as an answer.
  /// - Parameters:
  ///   - reading: what the unit holds.
  ///   - score: the score of its passage.
  ///   - best: the best score of all passages.
  func refusal(of reading: UnitReading, score: Float, best: Float) -> Refusal? {
    let lacking = plan.terms.indices.filter { weights[$0] > 0 && reading.held[$0] == 0 }
    // A word that nothing has says more than one that only the best has not.
    let worst = lacking.max { (found[$0] == 0 ? 1 : 0, weights[$0]) < (found[$1] == 0 ? 1 : 0, weights[$1]) }
    let missing = worst.map { plan.terms[$0].surface }
    let held = reading.held.indices.contains { weights[$0] > 0 && reading.held[$0] > 0 }
    // A number or a code has no other spelling.
    let codes = lacking.filter { plan.terms[$0].isCode && plan.terms[$0].script == .spaced && found[$0] == 0 }
    if let code = codes.first { return Refusal(missing: plan.terms[code].surface) }
    guard held, best >= plan.leastConfidence else { return Refusal(missing: missing) }
    // Pairs and triples of characters reach over the ends of words: that some are nowhere tells nothing.
    guard plan.terms.contains(where: { $0.script == .spaced && !$0.isCommon }) else { return nil }
    return value(of: reading, score: score) < Self.least ? Refusal(missing: missing) : nil
  }

  private func value(of reading: UnitReading, score: Float) -> Float {
    let total = max(weights.reduce(0, +), 0.01)
    let share = weights.indices.reduce(0) { $0 + weights[$1] * reading.held[$1] } / total
    let absent = (plan.terms.indices.filter { found[$0] == 0 }.map { weights[$0] }.max() ?? 0) / total
    return share + Self.passage * score - Self.absence * absent
  }
}
