import ManentCatalog
import ManentDocuments
import ManentIndex
import ManentWorkspace

/// The list of candidates that the words alone give, by BM25 of the posting lists.
struct WordRanking: Ranking {
  let workspace: Workspace

  func documents(for question: String, limit: Int) throws -> [String] {
    let terms = try workspace.find(question, limit: 1).plan.searchTerms
    return try workspace.documents(byWords: terms, limit: limit)
  }
}
