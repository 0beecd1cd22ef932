import ManentCatalog
import ManentIndex

/// The passages that words and vectors have found for a question, in one workspace or in several.
struct Found {
  /// Where each is.
  var places: [PassagePlace] = []
  /// What of each is ranked.
  var candidates: [Candidate] = []
  /// Who reads the document of each.
  var readers: [DocumentReader] = []
  /// Whether any document was looked into.
  var hasDocuments = false

  /// The documents of the passages, each once.
  var documents: [DocumentRow] {
    Dictionary(places.map { ($0.document.name, $0.document) }, uniquingKeysWith: { first, _ in first }).values.sorted {
      $0.id < $1.id
    }
  }
}
