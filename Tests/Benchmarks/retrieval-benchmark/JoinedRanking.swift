import ManentDocuments
import ManentPlugins
import ManentWorkspace

/// What `manent search` gives: words and vectors in one ranking.
struct JoinedRanking: Ranking {
  let workspace: Workspace

  func documents(for question: String, limit: Int) throws -> [String] {
    try workspace.find(question, limit: limit).passages.map(\.document)
  }
}
