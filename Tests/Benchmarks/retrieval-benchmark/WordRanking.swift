import ManentCatalog
import ManentIndex
import ManentWorkspace

/// The list of candidates that the words alone give, by BM25 of the catalog's terms.
struct WordRanking: Ranking {
  let workspace: Workspace

  func documents(for question: String, limit: Int) throws -> [String] {
    guard let expression = try workspace.find(question, limit: 1).plan.matchExpression else { return [] }
    let catalog = try workspace.catalog()
    return try catalog.passages(matching: expression, limit: limit).compactMap { row in
      try catalog.place(of: row)?.document.name
    }
  }
}
