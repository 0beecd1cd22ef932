import ManentIndex

/// The words of some passages: what a provider goes by that knows nothing but them.
struct PassageVocabulary: Vocabulary {
  private let counts: [String: Int]

  init(_ passages: [String]) {
    var counts: [String: Int] = [:]
    for passage in passages {
      var text = passage
      let terms = text.withUTF8 { Terms.indexText($0, trail: "") }.split(separator: UInt8(ascii: " "))
      for term in Set(terms) { counts[String(decoding: term, as: UTF8.self), default: 0] += 1 }
    }
    self.counts = counts
  }

  func chunks(containing term: String) -> Int { counts[term] ?? 0 }

  func terms(from lower: String, to upper: String) -> [(term: String, chunks: Int)] {
    counts.filter { $0.key >= lower && $0.key < upper }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
