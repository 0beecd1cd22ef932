import ManentCatalog
import ManentIndex

/// The words of a workspace's documents, as the catalog has them.
struct CatalogVocabulary: Vocabulary {
  private let catalog: Catalog

  init(_ catalog: Catalog) { self.catalog = catalog }

  func chunks(containing term: String) throws -> Int { try catalog.passageCount(containing: term) }

  func terms(from lower: String, to upper: String) throws -> [(term: String, chunks: Int)] {
    try catalog.terms(from: lower, to: upper).map { ($0.term, $0.passages) }
  }
}
