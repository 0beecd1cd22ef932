#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How good a ranking is, as means over the questions of a collection; each from 0 to 1.
struct Measures {
  /// The share of the questions whose document comes first.
  private(set) var first = 0.0
  /// The share of the questions whose document is that of one of the first five passages.
  private(set) var firstFive = 0.0
  /// nDCG@10 with the gain 2^grade − 1 (Burges et al., "Learning to rank using gradient descent", 2005).
  private(set) var gain = 0.0

  /// Passages that are asked for, so that ten documents are among them.
  private static let passages = 30

  /// Asks a ranking all questions.
  init(of ranking: some Ranking, on questions: [Question]) throws {
    for question in questions {
      let found = try ranking.documents(for: question.text, limit: Self.passages)
      if let best = found.first, question.grades[best] != nil { first += 1 }
      if found.prefix(5).contains(where: { question.grades[$0] != nil }) { firstFive += 1 }
      gain += Self.gain(found, question.grades)
    }
    let count = Double(max(1, questions.count))
    first /= count
    firstFive /= count
    gain /= count
  }

  /// The mean of several measures of the same questions.
  init(meanOf all: [Measures]) {
    let count = Double(max(1, all.count))
    first = all.reduce(0) { $0 + $1.first } / count
    firstFive = all.reduce(0) { $0 + $1.firstFive } / count
    gain = all.reduce(0) { $0 + $1.gain } / count
  }

  private static func gain(_ found: [String], _ grades: [String: Int]) -> Double {
    var seen: Set<String> = []
    let documents = found.filter { seen.insert($0).inserted }.prefix(10)
    let best = discounted(grades.values.sorted(by: >).prefix(10))
    return best > 0 ? discounted(documents.map { grades[$0] ?? 0 }) / best : 0
  }

  private static func discounted(_ grades: some Sequence<Int>) -> Double {
    grades.enumerated().reduce(0) { $0 + (exp2(Double($1.element)) - 1) / log2(Double($1.offset + 2)) }
  }
}
