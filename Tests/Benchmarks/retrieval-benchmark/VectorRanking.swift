import ManentCatalog
import ManentCore
import ManentDocuments
import ManentIndex
import ManentRecords
import ManentWorkspace

/// The order that the vectors alone give: every passage by the cosine of its 8-bit code and the question.
struct VectorRanking: Ranking {
  private let workspace: Workspace
  private let documents: [(name: String, segment: OpenSegment)]

  /// A segment that stays mapped.
  private final class OpenSegment {
    let segment: Segment

    init(_ path: Path, of blob: BlobID) throws {
      segment = try Segment.open(path, expecting: HashedEmbedder.fingerprint, blob: blob)
    }
  }

  init(_ workspace: Workspace) throws {
    self.workspace = workspace
    documents = try workspace.documents().map { row in
      let path = workspace.root / WorkspaceLayout.segment(row.blob, embedder: HashedEmbedder.name)
      return (row.name, try OpenSegment(path, of: row.blob))
    }
  }

  func documents(for question: String, limit: Int) throws -> [String] {
    let query = ScanQuery(try workspace.find(question, limit: 1).plan.embedding())
    var scored: [(name: String, score: Float)] = []
    for (name, open) in documents {
      for index in 0..<open.segment.count {
        if let score = open.segment.score(index, query: query) { scored.append((name, score)) }
      }
    }
    return scored.sorted { ($1.score, $0.name) < ($0.score, $1.name) }.prefix(limit).map(\.name)
  }
}
