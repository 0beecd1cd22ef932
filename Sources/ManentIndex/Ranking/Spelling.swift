/// Finds the terms of an index that an unknown word may be meant for.
struct Spelling {
  private var table = EditDistance()

  /// Alternatives that are worth searching for.
  private static let most = 3
  /// The longest ending that a stem lacks: "ation" and the like.
  private static let longestEnding = 5

  /// The nearest terms that begin with the word's first two letters, in either order.
  ///
  /// Terms are stems and the word is whole, with an error that kept it from being cut. So a term is compared with the
  /// beginnings of the word: "educatoin" begins with "educ".
  mutating func alternatives(
    to word: String, in vocabulary: some Vocabulary
  ) throws -> [(term: String, chunks: Int)] {
    let word = ComparableWord(word)
    guard word.characters.count >= WordSimilarity.shortest else { return [] }
    var found: [(term: String, chunks: Int, cost: Int)] = []
    let (first, second) = (word.characters[0], word.characters[1])
    for prefix in first == second ? [[first, second]] : [[first, second], [second, first]] {
      guard let (lower, upper) = Self.bounds(prefix) else { continue }
      for candidate in try vocabulary.terms(from: lower, to: upper) {
        // Without the mark of a language.
        let term = ComparableWord(String(candidate.term.prefix { $0 != "_" }))
        guard term.characters.count >= WordSimilarity.shortest, term.characters.count <= word.characters.count + 2
        else { continue }
        let limit = WordSimilarity.editLimit(length: term.characters.count)
        let distance = table.distance(
          term.characters, toBeginningOf: word.characters, leaving: Self.longestEnding, limit: limit)
        guard distance <= limit else { continue }
        // Of equal distances the longer term explains more of the word.
        let cost = distance * 16 + abs(word.characters.count - term.characters.count)
        found.append((candidate.term, candidate.chunks, cost))
      }
    }
    return found.sorted { ($0.cost, $1.chunks, $0.term) < ($1.cost, $0.chunks, $1.term) }.prefix(Self.most)
      .map { ($0.term, $0.chunks) }
  }

  /// The range of strings that begin with some characters.
  private static func bounds(_ prefix: [UInt32]) -> (lower: String, upper: String)? {
    let lower = prefix.compactMap(Unicode.Scalar.init)
    guard lower.count == prefix.count, let last = prefix.last, let next = Unicode.Scalar(last + 1) else { return nil }
    var upper = lower
    upper[upper.count - 1] = next
    return (string(lower), string(upper))
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    var string = String.UnicodeScalarView()
    string.append(contentsOf: scalars)
    return String(string)
  }
}
