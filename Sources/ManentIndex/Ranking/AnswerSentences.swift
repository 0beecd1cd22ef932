/// The sentences that answer a question, quoted word for word.
public struct AnswerSentences: Sendable, Hashable {
  /// A sentence to quote.
  public struct Sentence: Sendable, Hashable {
    /// Which of the passages.
    public let passage: Int
    /// Its bytes in the passage's text.
    public let range: Range<Int>
    /// What it was chosen by; higher is better.
    public let score: Float
  }

  /// The best sentences, the best first.
  public let sentences: [Sentence]
  /// The score of the best passage, 0 to 1.
  public let confidence: Float
  /// Whether the documents hold an answer, as far as words can tell. When not, nobody should be shown the sentences
  /// as one.
  public let isAnswer: Bool

  /// What the passage counts beside the sentence; between 3 and 10 the choice hardly changes.
  private static let passageShare: Float = 5
  private static let adjacencyShare: Float = 0.3

  /// The share of the fullest sentence's coverage that a sentence must have to be quoted beside it.
  private static let leastShare: Float = 0.2

  /// Chooses the sentences that hold most of the question, from the passages that fit it best.
  /// - Parameters:
  ///   - plan: the question.
  ///   - passages: the best few of the ranking.
  ///   - limit: how many sentences at most.
  public static func choose(_ plan: QueryPlan, from passages: [AnswerPassage], limit: Int = 3) -> AnswerSentences {
    guard !plan.terms.isEmpty, limit > 0 else { return AnswerSentences(sentences: [], confidence: 0, isAnswer: false) }
    var reader = PassageReader(plan)
    var sentences: [Sentence] = []
    var coverages: [Float] = []
    var hasSubject = false
    for (index, passage) in passages.enumerated() {
      var text = passage.text
      let reading = text.withUTF8 { reader.read($0, trail: passage.trail) }
      for sentence in reading.sentences {
        let score =
          passage.score * passageShare + sentence.coverage + sentence.adjacency * adjacencyShare
        sentences.append(Sentence(passage: index, range: sentence.range, score: score))
        coverages.append(sentence.coverage)
      }
      hasSubject =
        hasSubject
        || plan.terms.indices.contains {
          !plan.terms[$0].isCommon && reading.exact[$0] + reading.similar[$0] > 0
        }
    }
    let confidence = passages.map(\.score).filter(\.isFinite).max() ?? 0
    // A sentence that holds next to nothing of the question is no part of the answer, however good its passage is.
    let least = (coverages.max() ?? 0) * leastShare
    let best = zip(sentences, coverages).filter { $0.1 > 0 && $0.1 >= least }.map(\.0).sorted {
      ($1.score, $0.passage, $0.range.lowerBound) < ($0.score, $1.passage, $1.range.lowerBound)
    }
    return AnswerSentences(
      sentences: Array(best.prefix(limit)), confidence: confidence,
      isAnswer: hasSubject && !sentences.isEmpty && confidence >= plan.leastConfidence)
  }
}
