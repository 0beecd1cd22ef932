import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentIndex
import ManentRecords
import ManentWorkspace

/// How many of the ten passages nearest to a question by the whole vectors the codes find: the scan of the 1-bit codes for
/// the 100 best, of which the 8-bit codes keep ten, as a question in a workspace does it.
struct VectorRecall {
  private var rows: [(name: String, questions: Int, passages: Int, recall: Double)] = []

  /// Measures the questions of a collection.
  ///
  /// - Parameters:
  ///   - collection: the questions.
  ///   - workspace: its documents.
  ///   - file: where the codes are put together.
  mutating func add(_ collection: Collection, _ workspace: Workspace, codes file: Path) throws {
    let embedder = HashedEmbedder()
    try CodeCache.create(at: file, dimensions: HashedEmbedder.dimensions, fingerprint: HashedEmbedder.fingerprint)
    var cache = try CodeCache.open(file)
    var vectors: [[Float]] = []
    var places: [(blob: BlobID, ordinal: Int)] = []
    for name in try workspace.documents().map(\.name) {
      let document = try workspace.document(named: name)
      let segment = try segment(document.row.blob, workspace)
      _ = try segment.withOneBitCodes { try cache.append(codes: Array($0)) }
      for passage in document.passages {
        vectors.append(embedder.embed(String(decoding: document.text[passage.range], as: UTF8.self)))
        places.append((document.row.blob, passage.ordinal))
      }
    }
    var found = 0
    for question in collection.questions {
      let vector = try workspace.find(question.text, limit: 1).plan.embedding()
      let exact = Self.best(vectors.indices.map { row in (row, Self.product(vector, vectors[row])) })
      let query = ScanQuery(vector)
      let scanned = try Scan.top(100, query: query, in: cache).map(\.row)
      let rescored = try scanned.map { row in
        (row, try segment(places[row].blob, workspace).score(places[row].ordinal, query: query) ?? -1)
      }
      found += Set(exact).intersection(Self.best(rescored)).count
    }
    rows.append(
      (
        collection.name, collection.questions.count, vectors.count,
        Double(found) / Double(max(1, collection.questions.count * min(10, vectors.count)))
      ))
  }

  private func segment(_ blob: BlobID, _ workspace: Workspace) throws -> Segment {
    try Segment.open(
      workspace.root / WorkspaceLayout.segment(blob, embedder: HashedEmbedder.name),
      expecting: HashedEmbedder.fingerprint, blob: blob, checkingContent: false)
  }

  private static func best(_ scored: [(row: Int, score: Float)]) -> [Int] {
    scored.sorted { ($1.score, $0.row) < ($0.score, $1.row) }.prefix(10).map(\.row)
  }

  private static func product(_ left: [Float], _ right: [Float]) -> Float {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The table as Markdown.
  var markdown: String {
    "| vectors | questions | passages | Recall@10 against exact search |\n| --- | ---: | ---: | ---: |\n"
      + rows.map { row in
        let share = Int((row.recall * 10_000).rounded())
        let hundredths = share % 100
        return "| \(row.name) | \(row.questions) | \(row.passages) | "
          + "\(share / 100).\(hundredths < 10 ? "0" : "")\(hundredths) % |\n"
      }.joined()
  }
}
