import ManentCatalog
import ManentCore
public import ManentIndex
public import ManentPlugins
public import ManentWorkspace

/// What was found for a question.
public struct Finding: Sendable {
  /// The passages, the best first.
  public var passages: [Passage]
  /// What the question means to this workspace: its terms and how rare they are.
  public var plan: QueryPlan

  /// The passages that have something to do with the question: the others are only the nearest of those that have not.
  public var telling: [Passage] { passages.filter { Float($0.score) >= plan.leastConfidence / 3 } }
}

extension Workspace {
  /// Looks a question up in the documents: words through FTS5's BM25, vectors through the merged codes and the
  /// segments, joined into one ranking.
  ///
  /// - Parameters:
  ///   - question: any text.
  ///   - limit: at most how many passages.
  ///   - pattern: the pattern that the names of documents must match; `nil` for all.
  ///   - names: the documents that are looked into; `nil` for all.
  ///   - earlier: the question that this one goes on with; its words count less.
  public func find(
    _ question: String, limit: Int, documents pattern: String? = nil, among names: Set<String>? = nil,
    following earlier: String? = nil
  ) throws -> Finding {
    try refreshDocuments()
    let others = try sharedWorkspaces()
    let words = earlier.map { "\(question) \($0)" } ?? question
    func find() throws -> (finding: Finding, documents: [DocumentRow]) {
      try catalog().reading {
        let all = [SharedWorkspace(name: nil, workspace: self)] + others
        let postings = try all.map { try $0.workspace.postings() ?? PostingIndex([], gone: RowSet()) }
        let plan = try plan(question, following: earlier, postings)
        let request = Request(
          words: words, plan: plan, limit: limit, glob: pattern.map { Glob($0) }, names: names, embedder: embedder.name)
        var found = Found()
        var own: [DocumentRow] = []
        for (part, postings) in zip(all, postings) {
          try part.workspace.lookUp(request, in: postings, named: part.prefix, &found)
          if part.name == nil { own = found.documents }
        }
        if let pattern, names == nil, !found.hasDocuments {
          surroundings.notify("no document is called like '\(pattern)'")
        }
        let passages = try chooseAmong(plan.rank(found.candidates), found, plan, limit: limit)
        return (Finding(passages: passages, plan: plan), own)
      }
    }
    let (finding, looked) = try find()
    // One that was changed in its place, and whose turn to be looked at has not come yet, is not quoted as it was; nor is
    // one that went away meanwhile.
    guard !leavesNothing, try haveChanged(looked) else { return finding }
    try refreshDocuments(alsoLookingAt: looked)
    return try find().finding
  }

  /// What is looked up, in this workspace and in those that are searched with it.
  private struct Request {
    let words: String
    let plan: QueryPlan
    let limit: Int
    let glob: Glob?
    let names: Set<String>?
    /// Who embeds where the question is asked.
    let embedder: String

    /// How many passages each of the two lists gives: 50, or as many as are asked for.
    var listLength: Int { max(50, limit) }
  }

  /// Adds what this workspace has for a question.
  private func lookUp(_ request: Request, in postings: PostingIndex, named prefix: String, _ found: inout Found) throws
  {
    let allowed =
      request.glob == nil && request.names == nil
      ? nil
      : try catalog().documents().filter {
        (request.glob?.matches(prefix + $0.name) ?? true) && (request.names?.contains(prefix + $0.name) ?? true)
      }
    if let allowed, allowed.isEmpty { return }
    found.hasDocuments = true
    let ranges = allowed.map { Self.rows(of: $0) }
    // Another workspace's embedder is not handed what is asked here.
    let query = embedder.name == request.embedder ? try query(request.words, request.plan) : nil
    var lookup = Lookup(allowed: ranges, query: query, reader: DocumentReader(self, prefix: prefix), prefix: prefix)
    let byVectors = try nearestRows(&lookup, limit: request.listLength, gone: postings.gone)
    let byWords = postings.top(
      request.listLength, terms: request.plan.searchTerms, in: ranges.map { RowSet($0) })
    for row in byWords + byVectors { try add(row, to: &lookup) }
    found.places += lookup.places
    found.candidates += lookup.candidates
    found.readers += Array(repeating: lookup.reader, count: lookup.places.count)
  }

  /// The rows of the passages of some documents, in ascending order.
  private static func rows(of documents: [DocumentRow]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for rows in documents.map(\.passages).filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last, last.upperBound == rows.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<rows.upperBound
      } else {
        ranges.append(rows)
      }
    }
    return ranges
  }

  private func plan(_ question: String, following earlier: String?, _ postings: [PostingIndex]) throws -> QueryPlan {
    let (count, vocabulary) = (postings.reduce(0) { $0 + $1.passages }, IndexVocabulary(postings))
    guard let earlier else { return try QueryPlan(question, chunkCount: count, vocabulary: vocabulary) }
    return try QueryPlan(question, following: earlier, chunkCount: count, vocabulary: vocabulary)
  }

  /// What is gathered while a question is looked up.
  private struct Lookup {
    /// The rows of the passages that may be given; `nil` for all.
    let allowed: [Range<Int>]?
    /// The question's vector; `nil` when nobody could make one, and words alone are looked for.
    let query: ScanQuery?
    let reader: DocumentReader
    /// What the names of its documents begin with where the question is asked.
    let prefix: String
    /// The cosine of each row whose segment was read.
    var cosines: [Int: Float] = [:]
    var rows: Set<Int> = []
    var places: [PassagePlace] = []
    var candidates: [Candidate] = []
  }

  private func query(_ question: String, _ plan: QueryPlan) throws -> ScanQuery? {
    if embedder.name == HashedEmbedder.name { return ScanQuery(plan.embedding()) }
    do {
      return ScanQuery(try embedder.embed([Array(question.utf8)[...]], purpose: .query))
    } catch let error as PluginError {
      surroundings.notify("the question is looked for by its words alone: \(error)")
      return nil
    }
  }

  /// Adds a passage with its text and its cosine.
  private func add(_ row: Int, to lookup: inout Lookup) throws {
    guard lookup.rows.insert(row).inserted, var place = try catalog().place(of: row) else { return }
    place.document.name = lookup.prefix + place.document.name
    // A document that went away since it was looked at is not there to be quoted.
    guard let text = try textIfThere(place, lookup.reader) else { return }
    lookup.places.append(place)
    lookup.candidates.append(
      Candidate(
        text: text, trail: Outline.trail(place.document.name, place.passage.context),
        cosine: lookup.cosines[row] ?? lookup.query.flatMap { lookup.reader.cosine(place, $0) }))
  }

  private func textIfThere(_ place: PassagePlace, _ reader: DocumentReader) throws -> String? {
    do {
      return String(decoding: try reader.text(of: place.document, range: place.passage.range), as: UTF8.self)
    } catch let error as FileError where error.isNotFound {
      return nil
    }
  }

  /// The rows with the greatest cosine: twice as many are chosen by the 1-bit codes, then the 8-bit ones decide.
  ///
  /// Rows of passages that are gone are still in the cache, and are passed over; what may not be given is not scanned.
  private func nearestRows(_ lookup: inout Lookup, limit: Int, gone: RowSet) throws -> [Int] {
    guard let query = lookup.query, let cache = try codeCache() else { return [] }
    let catalog = try catalog()
    let rows = try Scan.top(limit * 2, query: query, in: cache, among: lookup.allowed) { !gone.contains($0) }.map(\.row)
    var scored: [(row: Int, cosine: Float)] = []
    for row in rows {
      guard let place = try catalog.place(of: row), let cosine = lookup.reader.cosine(place, query) else { continue }
      lookup.cosines[row] = cosine
      scored.append((row, cosine))
    }
    return scored.sorted { ($1.cosine, $0.row) < ($0.cosine, $1.row) }.prefix(limit).map(\.row)
  }
}
