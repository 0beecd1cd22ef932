/// The quotations that answer a question, word for word, or why there are none.
public struct AnswerChoice: Sendable {
  /// A quotation.
  public struct Quotation: Sendable {
    /// Which of the passages.
    public let passage: Int
    /// What is quoted, by bytes of the passage's ``PassageText/text``, in order; what lies between is left out.
    public let ranges: [Range<Int>]
    /// The header of the quoted row, by bytes of the same text.
    public let header: Range<Int>?
    /// What it was chosen by; higher is better.
    public let score: Float
    /// What it holds of the question.
    let reading: UnitReading
  }

  /// The quotations, the best first; none when there is no answer.
  public private(set) var quotations: [Quotation] = []
  /// What comes nearest to an answer when there is none.
  public private(set) var nearest: Quotation?
  /// The telling word of the question that is nowhere near the best quotation, when that is why there is no answer.
  public private(set) var missing: String?

  /// Whether the documents hold an answer, as far as words can tell.
  public var isAnswer: Bool { !quotations.isEmpty }

  /// Passages in which a word is looked for before it is nowhere.
  private static let near = 4

  /// At most how many quotations there are.
  public static let most = 3

  /// Chooses the units that hold most of the question.
  /// - Parameters:
  ///   - plan: the question.
  ///   - passages: the best of the ranking.
  ///   - scores: their scores.
  ///   - limit: how many quotations at most.
  public init(_ plan: QueryPlan, from passages: [PassageText], scores: [Float], limit: Int = AnswerChoice.most) {
    guard !plan.terms.isEmpty, limit > 0 else { return }
    var reader = UnitReader(plan)
    let weights = AnswerWeights.current
    let scored = Self.scored(plan, passages, scores, &reader)
    guard let best = scored.first else { return }
    let first = Quotation(best, in: passages[best.passage])
    var found = [Float](repeating: 0, count: plan.terms.count)
    for unit in scored where unit.passage < Self.near {
      for term in found.indices where unit.reading.held[term] > found[term] { found[term] = unit.reading.held[term] }
    }
    if let refusal = AnswerFloor(plan, found: found).refusal(
      of: best.reading, score: scores[best.passage], best: scores.max() ?? 0)
    {
      nearest = first
      missing = refusal.missing
      return
    }
    quotations = [first]
    var held = best.reading.held
    for candidate in scored.dropFirst() {
      if quotations.count >= limit { break }
      let quotation = Quotation(candidate, in: passages[candidate.passage])
      guard !quotations.contains(where: { quotation.overlaps($0, in: passages) }) else { continue }
      let joint = zip(held, candidate.reading.held).map { max($0, $1) }
      let gain = reader.share(of: joint) - reader.share(of: held)
      guard gain >= weights.gain || candidate.score >= weights.ratio * best.score else { continue }
      held = joint
      quotations.append(quotation)
    }
  }

  /// A unit of a passage with what it is worth.
  struct Scored {
    var passage: Int
    var reading: UnitReading
    var score: Float
  }

  private static func scored(
    _ plan: QueryPlan, _ passages: [PassageText], _ scores: [Float], _ reader: inout UnitReader
  ) -> [Scored] {
    let weights = AnswerWeights.current
    let expected = ExpectedAnswer(plan)
    // Of a question that goes on with another, something of its own must be there: the rest was answered before.
    let asked = plan.terms.contains(where: \.isEarlier) ? plan.terms.indices.filter { plan.terms[$0].isAsked } : nil
    var scored: [Scored] = []
    for (index, passage) in passages.enumerated() {
      for reading in reader.read(passage) where !reading.isEcho && reading.share > 0 {
        guard asked?.contains(where: { reading.held[$0] > 0 }) ?? true else { continue }
        let unit = passage.outline.units[reading.unit]
        let score = weights.score(of: reading, unit, passage: scores[index], expecting: expected)
        scored.append(Scored(passage: index, reading: reading, score: score))
      }
    }
    return scored.sorted { ($1.score, $0.passage, $0.reading.unit) < ($0.score, $1.passage, $1.reading.unit) }
  }
}
