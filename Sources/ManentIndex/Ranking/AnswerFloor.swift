/// Says when the best that was found is no answer.
struct AnswerFloor {
  private let plan: QueryPlan
  /// What the telling terms weigh, as shares of the most that a term can; those that no passage has weigh most.
  private var weights: [Float]
  /// How well the best passages hold each term.
  private let found: [Float]
  /// How well any passage holds each term.
  private let anywhere: [Float]
  /// What a word counts that a text need not repeat.
  private static let loose: Float = 0.6
  /// The best passages, in which a word is looked for before it is nowhere near.
  private static let near = 4
  /// What a term weighs at least that a question in another language must have in common with what answers it.
  private static let shared: Float = 0.4

  /// - Parameters:
  ///   - plan: the question.
  ///   - holdings: for each passage, the best first, how well it holds each term.
  ///   - tongue: the language of the question.
  ///   - best: the passage of the best unit.
  init(_ plan: QueryPlan, holdings: [[Float]], tongue: QuestionTongue, best: PassageText) {
    self.plan = plan
    isForeign = tongue.isForeign(to: best)
    isUncut = tongue.isOtherThanEnglish
    func most(_ passages: some Sequence<[Float]>) -> [Float] {
      passages.reduce([Float](repeating: 0, count: plan.terms.count)) { zip($0, $1).map(max) }
    }
    let found = most(holdings.prefix(Self.near))
    self.found = found
    anywhere = most(holdings)
    weights = plan.terms.indices.map { index in
      let term = plan.terms[index]
      if !term.isAsked { return 0 }
      let weight =
        term.chunks == 0 && found[index] < 0.5 && term.script == .spaced ? 1 : term.weight / plan.rarest
      return LooseWords.contain(term.word) ? weight * Self.loose : weight
    }
    guard isForeign else { return }
    // A name or a number would stand there in any language.
    for (index, term) in plan.terms.enumerated() where found[index] < 1 && !(term.isCode && term.script == .spaced) {
      weights[index] = 0
    }
  }

  /// Whether the question is in another language than the text of the best unit.
  private let isForeign: Bool
  /// Whether its words are not cut to their stems.
  private let isUncut: Bool

  /// Why there is no answer.
  struct Refusal {
    /// The telling word that the best unit lacks.
    var missing: String?
    /// Whether no passage that was found has it.
    var isNowhere = false
  }

  /// Judges the best unit; `nil` when it may be shown as an answer.
  /// - Parameters:
  ///   - reading: what the unit holds.
  ///   - evidence: what speaks for it.
  ///   - best: the best score of all passages.
  func refusal(of reading: UnitReading, evidence: AnswerEvidence, best: Float) -> Refusal? {
    let lacking = plan.terms.indices.filter { plan.terms[$0].isAsked && reading.whole[$0] == 0 }
    // A number or a code has no other spelling.
    let codes = lacking.filter {
      plan.terms[$0].isCode && plan.terms[$0].script == .spaced && plan.terms[$0].chunks == 0
    }
    if let code = codes.first { return Refusal(missing: plan.terms[code].surface, isNowhere: anywhere[code] == 0) }
    guard weights.indices.contains(where: { weights[$0] > 0 && reading.whole[$0] > 0 }) else {
      return refusal(lacking)
    }
    if isForeign {
      guard weights.indices.contains(where: { weights[$0] >= Self.shared && reading.whole[$0] == 1 }) else {
        return refusal(lacking)
      }
    } else {
      guard best >= plan.leastConfidence else { return refusal(lacking) }
    }
    // Pairs and triples of characters reach over the ends of words: that some are nowhere tells nothing.
    guard plan.terms.contains(where: { $0.script == .spaced && !$0.isCommon }) else { return nil }
    // Of two words or one there are many units that have them all, and none is far above the others.
    if !isForeign, evidence.unit > 0.999 { return nil }
    let isFollowing = plan.terms.contains(where: \.isEarlier)
    let value =
      evidence.value + (isUncut ? AnswerEvidence.uncut : 0) + (isFollowing ? AnswerEvidence.following : 0)
    return value < 0 ? refusal(lacking) : nil
  }

  /// What speaks for the best unit.
  /// - Parameters:
  ///   - passage: what its passage holds.
  ///   - margin: by how much it is better than what another document says.
  func evidence(of reading: UnitReading, passage: [Float], margin: Float) -> AnswerEvidence {
    AnswerEvidence(
      of: reading, weights: weights, passage: passage, margin: margin, expecting: ExpectedAnswer(plan))
  }

  /// A word that nothing has says more than one that only the best has not.
  private func refusal(_ lacking: [Int]) -> Refusal {
    let terms = plan.terms
    // A part of a word tells nobody what is missing.
    let words = lacking.filter { terms[$0].script == .spaced }
    let worst = words.max {
      (anywhere[$0] == 0 ? 1 : 0, terms[$0].weight) < (anywhere[$1] == 0 ? 1 : 0, terms[$1].weight)
    }
    return Refusal(missing: worst.map { terms[$0].surface }, isNowhere: worst.map { anywhere[$0] == 0 } ?? false)
  }
}
