/// Which neighbours in the question are neighbours in the text: the dependence of terms of Metzler and Croft, "A
/// Markov Random Field Model for Term Dependencies" (2005), for words next to each other or with one between. The
/// terms of scripts without spaces overlap and so say by themselves which characters are neighbours.
struct Adjacency {
  /// For the pair of a term and its next or next but one: 1 in the same order and distance, ½ near each other.
  private var pairs: [Float]
  private let terms: Int

  /// How far apart, in terms of the text, is near.
  static let window = 5
  /// How far apart in the question.
  static let reach = 2

  init(terms: Int) {
    self.terms = terms
    pairs = [Float](repeating: 0, count: terms * Self.reach)
  }

  mutating func clear() {
    for index in pairs.indices { pairs[index] = 0 }
  }

  /// Two matches, the second so many terms after the first.
  @inline(__always)
  mutating func note(_ first: WordMatcher.Match, _ second: WordMatcher.Match, distance: Int) {
    let apart = second.term - first.term
    guard apart != 0, abs(apart) <= Self.reach else { return }
    let value = first.similarity * second.similarity * (apart == distance ? 1 : 0.5)
    let pair = min(first.term, second.term) * Self.reach + abs(apart) - 1
    if value > pairs[pair] { pairs[pair] = value }
  }

  /// All pairs together, each by the lesser weight of its terms.
  func sum(weights: [Float]) -> Float {
    var sum: Float = 0
    for term in 0..<terms {
      for apart in 1...Self.reach where term + apart < terms {
        let value = pairs[term * Self.reach + apart - 1]
        if value > 0 { sum += value * min(weights[term], weights[term + apart]) }
      }
    }
    return sum
  }
}
