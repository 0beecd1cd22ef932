import ManentWorkspace

/// How well documents are found: ours, its two halves alone, and SQLite's FTS5 in the same run.
struct RankingTable {
  private var rows: [[String]] = []

  /// Measures a collection in which each question has one document.
  mutating func add(_ collection: Collection, _ workspace: Workspace, tokenizer: String) throws {
    try add(collection.name, of: [collection], workspace, tokenizer: tokenizer)
  }

  /// Measures collections of the same documents and gives the means.
  mutating func add(
    _ name: String, of collections: [Collection], _ workspace: Workspace, tokenizer: String
  ) throws {
    let measures = try Self.measure(collections, workspace, tokenizer: tokenizer)
    rows.append(["\(name): first"] + measures.map { percentage($0.first) })
    rows.append(["\(name): in the first five"] + measures.map { percentage($0.firstFive) })
  }

  /// Measures a collection with graded documents.
  mutating func addGraded(_ collection: Collection, _ workspace: Workspace, tokenizer: String) throws {
    let measures = try Self.measure([collection], workspace, tokenizer: tokenizer)
    rows.append(["\(collection.name): nDCG@10"] + measures.map { decimal($0.gain, places: 3) })
  }

  private static func measure(
    _ collections: [Collection], _ workspace: Workspace, tokenizer: String
  ) throws -> [Measures] {
    guard let documents = collections.first?.documents else { return [] }
    let rankings: [any Ranking] = [
      JoinedRanking(workspace: workspace), WordRanking(workspace: workspace), try VectorRanking(workspace),
      try FullTextRanking(documents, tokenizer: tokenizer),
    ]
    return try rankings.map { ranking in
      Measures(meanOf: try collections.map { try Measures(of: ranking, on: $0.questions) })
    }
  }

  /// The table.
  var markdown: String {
    table(["questions", "manent", "its words alone", "its vectors alone", "SQLite FTS5"], rows)
  }
}
