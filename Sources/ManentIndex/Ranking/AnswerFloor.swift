/// Says when the best that was found is no answer.
struct AnswerFloor {
  private let plan: QueryPlan
  /// What the telling terms weigh: those that no passage of the index has weigh most.
  private let weights: [Float]

  /// The least share of the question's telling words, with half the passage's score, that an answer holds.
  #if LAB
    nonisolated(unsafe) static var least: Float = 0.6
  #else
    static let least: Float = 0.6
  #endif

  init(_ plan: QueryPlan) {
    self.plan = plan
    let rarest = plan.terms.map(\.weight).max() ?? 0
    weights = plan.terms.map { term in
      if !term.isAsked { return 0 }
      return term.chunks == 0 && term.script == .spaced ? max(rarest, TermWeight.unknown) : term.weight
    }
  }

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
    let total = weights.reduce(0, +)
    guard total > 0 else { return Refusal() }
    let held = zip(weights, reading.held).reduce(0) { $0 + $1.0 * $1.1 }
    let lacking = plan.terms.indices.filter { weights[$0] > 0 && reading.held[$0] == 0 }
    let worst = lacking.max { weights[$0] < weights[$1] }
    let missing = worst.map { plan.terms[$0].surface }
    if held == 0 || best < plan.leastConfidence { return Refusal(missing: missing) }
    if let code = lacking.first(where: { plan.terms[$0].isCode && plan.terms[$0].script == .spaced }) {
      return Refusal(missing: plan.terms[code].surface)
    }
    guard plan.terms.contains(where: { $0.script == .spaced && !$0.isCommon }) else { return nil }
    if held / total + score / 2 < Self.least { return Refusal(missing: missing) }
    return nil
  }
}
