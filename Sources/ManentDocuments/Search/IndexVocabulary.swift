import ManentIndex

/// The words of the documents of some workspaces, as the posting lists have them.
struct IndexVocabulary: Vocabulary {
  private let parts: [PostingIndex]

  init(_ parts: [PostingIndex]) { self.parts = parts }

  func chunks(containing term: String) -> Int { parts.reduce(0) { $0 + $1.passages(holding: term) } }

  func terms(from lower: String, to upper: String) -> [(term: String, chunks: Int)] {
    var counts: [String: Int] = [:]
    for part in parts {
      for (term, count) in part.terms(from: lower, to: upper, limit: 2000) { counts[term, default: 0] += count }
    }
    return counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.prefix(2000).map { ($0.key, $0.value) }
  }
}
