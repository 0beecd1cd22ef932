/// The quotations that answer a question, word for word, or why there are none.
public struct AnswerChoice: Sendable {
  /// A quotation.
  public struct Quotation: Sendable {
    /// Which of the passages.
    public let passage: Int
    /// What is quoted, by bytes of the passage's ``PassageText/text``, in order; what lies between is left out.
    public internal(set) var ranges: [Range<Int>]
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
  /// The telling word of the question that the best quotation lacks, when that is why there is no answer.
  public private(set) var missing: String?
  /// Whether the missing word is nowhere in what was found.
  public private(set) var isMissingEverywhere = false

  /// What spoke for and against the best unit; `nil` when there was none.
  package private(set) var evidence: AnswerEvidence?

  /// Whether the documents hold an answer, as far as words can tell.
  public var isAnswer: Bool { !quotations.isEmpty }

  /// At most how many quotations there are.
  public static let most = 3

  /// Chooses the units that hold most of the question.
  /// - Parameters:
  ///   - plan: the question.
  ///   - passages: the best of the ranking.
  ///   - scores: their scores.
  ///   - limit: how many quotations at most.
  ///   - isWithin: whether what is quoted from around a unit must lie in its passage, too.
  public init(
    _ plan: QueryPlan, from passages: [PassageText], scores: [Float], limit: Int = AnswerChoice.most,
    isWithin: Bool = false
  ) {
    guard !plan.terms.isEmpty, limit > 0 else { return }
    var reader = UnitReader(plan)
    let (scored, holdings) = Self.scored(plan, passages, scores, &reader)
    guard let best = scored.first else { return }
    let first = Quotation(best, in: passages[best.passage])
    let floor = AnswerFloor(
      plan, holdings: holdings, tongue: QuestionTongue(plan), best: passages[best.passage])
    let evidence = floor.evidence(
      of: best.reading, passage: holdings[best.passage], margin: Self.margin(of: first, before: scored, passages))
    self.evidence = evidence
    if let refusal = floor.refusal(of: best.reading, evidence: evidence, best: scores.max() ?? 0) {
      nearest = first
      missing = refusal.missing
      isMissingEverywhere = refusal.isNowhere
      return
    }
    quotations = Self.quotations(
      of: scored, passages, first, limit: limit, isWithin: isWithin, asked: Self.asked(plan), share: reader.share(of:))
  }

  /// Units that the best is compared with.
  private static let rivals = 10
  /// The margin of a best unit that nothing can be compared with: what half of all questions have at most.
  private static let middleMargin: Float = 0.35

  /// By how much the best unit's score is above that of the best unit of another document which says something else;
  /// where there is none among the ten best units, above
  /// the tenth.
  private static func margin(of best: Quotation, before scored: [Scored], _ passages: [PassageText]) -> Float {
    let group = QuotationGroup(best)
    let near = scored.prefix(rivals)
    let rival = near.first {
      passages[$0.passage].name != passages[best.passage].name
        && !group.resembles(Quotation($0, in: passages[$0.passage]), in: passages)
    }
    if let rival { return best.score - rival.score }
    guard near.count == rivals, let last = near.last else { return middleMargin }
    return best.score - last.score
  }

  /// The best and those beside it that are as good, or add to it.
  private static func quotations(
    of scored: [Scored], _ passages: [PassageText], _ first: Quotation, limit: Int, isWithin: Bool,
    asked: [Int], share: ([Float]) -> Float
  ) -> [Quotation] {
    let weights = AnswerWeights.current
    var groups = [QuotationGroup(first)]
    var held = first.reading.held
    for candidate in scored.dropFirst() {
      let joint = zip(held, candidate.reading.held).map { max($0, $1) }
      let stands =
        groups.count < limit
        && (candidate.score >= weights.ratio * first.score || share(joint) - share(held) >= weights.gain)
      guard stands || groups.contains(where: { candidate.score >= weights.joining * $0.score }) else {
        if groups.count >= limit { break }
        continue
      }
      let quotation = Quotation(candidate, in: passages[candidate.passage])
      if groups.contains(where: { $0.overlaps(quotation, in: passages) }) { continue }
      if groups.count < limit, let same = groups.indices.first(where: { groups[$0].repeats(quotation, in: passages) }) {
        groups[same].isRepeated = true
        groups.append(QuotationGroup(quotation, isRepeated: true))
        continue
      }
      // Of a question that goes on with another, the earlier one's answer often stands beside its own.
      let says = { (group: QuotationGroup) in
        asked.allSatisfy { candidate.reading.held[$0] >= group.parts[0].reading.held[$0] }
      }
      if let near = groups.indices.first(where: {
        says(groups[$0]) && groups[$0].admits(quotation, in: passages, isWithin: isWithin)
      }) {
        groups[near].parts.append(quotation)
      } else if stands {
        held = joint
        groups.append(QuotationGroup(quotation))
      }
    }
    return groups.map { $0.joined(in: passages) }
  }

  /// The terms of a question that goes on with another which are its own; none for other questions.
  private static func asked(_ plan: QueryPlan) -> [Int] {
    plan.terms.contains(where: \.isEarlier) ? plan.terms.indices.filter { plan.terms[$0].isAsked } : []
  }

  /// A unit of a passage with what it is worth.
  struct Scored {
    var passage: Int
    var reading: UnitReading
    var score: Float
  }

  /// The units, the best first, and how well each passage holds each term.
  private static func scored(
    _ plan: QueryPlan, _ passages: [PassageText], _ scores: [Float], _ reader: inout UnitReader
  ) -> (units: [Scored], holdings: [[Float]]) {
    let weights = AnswerWeights.current
    let expected = ExpectedAnswer(plan)
    // Of a question that goes on with another, something of its own must be there: the rest was answered before.
    let asked = Self.asked(plan)
    var scored: [Scored] = []
    var holdings: [[Float]] = []
    for (index, passage) in passages.enumerated() {
      var holding = [Float](repeating: 0, count: plan.terms.count)
      for reading in reader.read(passage) {
        for term in holding.indices where reading.held[term] > holding[term] { holding[term] = reading.held[term] }
        guard !reading.isEcho, reading.share > 0 else { continue }
        guard asked.isEmpty || asked.contains(where: { reading.held[$0] > 0 }) else { continue }
        let unit = passage.outline.units[reading.unit]
        let score = weights.score(of: reading, unit, passage: scores[index], expecting: expected)
        scored.append(Scored(passage: index, reading: reading, score: score))
      }
      holdings.append(holding)
    }
    let units = scored.sorted { ($1.score, $0.passage, $0.reading.unit) < ($0.score, $1.passage, $1.reading.unit) }
    return (units, holdings)
  }
}
