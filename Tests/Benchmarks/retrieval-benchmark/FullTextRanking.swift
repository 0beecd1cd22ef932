import ManentCatalog
import ManentCore

/// What SQLite's FTS5 gives out of the box: whole documents, the words of the question joined by OR, its `bm25`.
struct FullTextRanking: Ranking {
  private let database: Database
  private let names: [String]

  /// - Parameters:
  ///   - documents: what is searched.
  ///   - tokenizer: FTS5's own, as in `CREATE VIRTUAL TABLE`.
  init(_ documents: [(name: String, text: String)], tokenizer: String) throws {
    database = try Database(opening: ":memory:")
    names = documents.map(\.name)
    try database.execute("CREATE VIRTUAL TABLE texts USING fts5(body, tokenize='\(tokenizer)')")
    for (row, document) in documents.enumerated() {
      try database.run("INSERT INTO texts(rowid, body) VALUES(?, ?)", Value(row), .text(document.text))
    }
  }

  func documents(for question: String, limit: Int) throws -> [String] {
    let words = question.unicodeScalars.split { !Self.isToken($0) }
    guard !words.isEmpty else { return [] }
    let expression = words.map { "\"\(String($0))\"" }.joined(separator: " OR ")
    return try database.rows(
      "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", .text(expression), Value(limit)
    ) { names[$0.integer(0)] }
  }

  /// Whether unicode61 takes a character into a token: letters and numbers. A word that it would cut must not become
  /// a phrase.
  private static func isToken(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .privateUse:
      true
    default: false
    }
  }
}
