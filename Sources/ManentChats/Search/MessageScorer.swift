import ManentIndex

/// Says whether a text holds what a query asks for, and how much of it.
struct MessageScorer: Sendable {
  private let query: MessageQuery
  private let terms: [[UInt8]]
  private let prefixes: [[UInt8]]
  private let needsText: Bool

  init(_ query: MessageQuery) {
    self.query = query
    terms = Array(Set(query.wanted.flatMap(\.terms).flatMap { $0.utf8.split(separator: 0x20).map(Array.init) }))
    prefixes = query.wanted.filter(\.isPrefix).compactMap(\.words.last).map { Array($0.utf8) }
    needsText = (query.wanted + query.unwanted).contains(where: \.needsText)
  }

  /// The score of a text, 0 to 1; `nil` for one that does not fit.
  ///
  /// BM25's saturation and length, with the rareness of the words left out: all of them are there.
  func score(_ text: String) -> Double? {
    if needsText {
      let words = TextWord.words(of: text)
      guard query.wanted.allSatisfy({ $0.holds(in: words) }) else { return nil }
      guard !query.unwanted.contains(where: { $0.needsText && $0.holds(in: words) }) else { return nil }
    }
    guard !terms.isEmpty else { return 1 }
    var length = 0
    var counts: [ArraySlice<UInt8>: Int] = [:]
    var text = text
    for term in text.withUTF8({ Terms.indexText($0) }).split(separator: 0x20) {
      length += 1
      if terms.contains(where: { term.elementsEqual($0) }) || prefixes.contains(where: { term.starts(with: $0) }) {
        counts[term, default: 0] += 1
      }
    }
    let norm = 1.2 * (0.25 + 0.75 * Double(length) / 150)
    let sum = counts.values.reduce(0.0) { $0 + Double($1) / (Double($1) + norm) }
    return min(1, sum / Double(max(terms.count, counts.count, 1)))
  }
}
