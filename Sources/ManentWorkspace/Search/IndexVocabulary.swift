import ManentIndex

/// The words of a workspace's documents, as the posting lists have them.
struct IndexVocabulary: Vocabulary {
  private let postings: PostingIndex

  init(_ postings: PostingIndex) { self.postings = postings }

  func chunks(containing term: String) -> Int { postings.passages(holding: term) }

  func terms(from lower: String, to upper: String) -> [(term: String, chunks: Int)] {
    postings.terms(from: lower, to: upper, limit: 2000).map { ($0.term, $0.passages) }
  }
}
