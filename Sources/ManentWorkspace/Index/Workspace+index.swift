import ManentCatalog
import ManentCore
import ManentIndex
import ManentPlugins
import ManentRecords

extension Workspace {
  /// Where segments and extracted texts are: in the workspace, or with `index.versioned: false` in this machine's own
  /// folder.
  var indexBase: Path { settings.isIndexVersioned ? root : cacheFolder }

  /// Whether a file of the index, by its path in it, goes into git.
  func isVersioned(_ relative: String) -> Bool {
    settings.isIndexVersioned && !(hasStandInEmbedder && !relative.hasPrefix(WorkspaceLayout.index + "/text/"))
  }

  /// Where segments are: beside the texts, or those of an embedder that stands in for another in this machine's own
  /// folder.
  var segmentBase: Path { hasStandInEmbedder ? cacheFolder : indexBase }

  /// The path of a document version's segment.
  func segmentPath(_ blob: BlobID) -> Path {
    let name = embedder.name
    return segmentBase / WorkspaceLayout.segment(blob, embedder: name)
  }

  /// The path of a document version's text, where the text is not the file itself.
  func textPath(_ blob: BlobID) -> Path { indexBase / WorkspaceLayout.text(blob) }

  /// How documents are made ready.
  var preparation: DocumentPreparation {
    let embedder = embedder
    let (base, segments) = (indexBase, segmentBase)
    return DocumentPreparation(
      embedder: embedder, rebuildsSegments: rebuildsSegments, limit: settings.maxDocumentBytes,
      findsSecrets: settings.secrets != .off,
      extractors: extractors,
      segmentPath: { segments / WorkspaceLayout.segment($0, embedder: embedder.name) },
      textPath: { base / WorkspaceLayout.text($0) })
  }

  /// The merged index cache; `nil` when it is missing, damaged or not the one that the catalog's rows belong to.
  func codeCache() throws -> CodeCache? {
    guard let generation = try catalog().fact(Self.generationFact) else { return nil }
    do {
      let cache = try CodeCache.open(codeCachePath)
      guard String(cache.generation) == generation, cache.dimensions == embedder.dimensions,
        cache.fingerprint == embedder.fingerprint, try cache.rows >= catalog().passageEnd()
      else { return nil }
      return cache
    } catch {
      return nil
    }
  }

  /// Whether most of the merged cache is rows of passages that are gone.
  func hasTooManyDeadRows() throws -> Bool {
    guard let cache = try codeCache() else { return false }
    return try cache.rows > 2 * catalog().passageCount() + 1024
  }

  /// Empties the cache and the catalog's documents, which are then read again: segments are kept, so nothing is
  /// embedded.
  func resetIndexCache() throws {
    let before = try catalog().fact(Self.embedderFact)
    if let before, before != settings.embedder {
      surroundings.notify(
        "the documents are embedded by '\(settings.embedder)' now, not by '\(before)'; those without its vectors get them"
      )
    }
    try CodeCache.create(at: codeCachePath, dimensions: embedder.dimensions, fingerprint: embedder.fingerprint)
    let cache = try CodeCache.open(codeCachePath)
    let generation = String(cache.generation)
    try catalog().transaction {
      try catalog().removeAllDocuments()
      try catalog().setFact(Self.generationFact, to: generation)
      try catalog().setFact(Self.embedderFact, to: settings.embedder)
      try catalog().setFact(Self.listingFact, to: nil)
    }
  }

  /// A document version whose files are in place, for the catalog.
  struct IndexEntry {
    var name: String
    var blob: BlobID
    var text: ExtractedText
    var stamp: FileStamp
  }

  /// Adds document versions, whose segments are in place, to the catalog and the merged cache.
  ///
  /// - Returns: how many passages they have.
  func enter(_ entries: [IndexEntry]) throws -> Int {
    guard !entries.isEmpty else { return 0 }
    if try codeCache() == nil { try resetIndexCache() }
    var codes: [UInt8] = []
    var chunks: [[SegmentChunk]] = []
    for entry in entries {
      let segment = try Segment.open(segmentPath(entry.blob), expecting: embedder.fingerprint, blob: entry.blob)
      segment.withOneBitCodes { codes.append(contentsOf: $0) }
      chunks.append(segment.chunks)
    }
    let terms = try Parallel.map(Array(zip(entries, chunks))) { entry, chunks -> [(terms: [UInt8], context: String)] in
      let text = entry.text.text
      let ranges = chunks.map { $0.range.clamped(to: 0..<text.count) }
      let contexts = Outline.contexts(of: ranges, in: text, format: entry.text.format, name: entry.name)
      return zip(ranges, contexts).map { range, context in
        let terms = text[range].withUnsafeBufferPointer {
          Terms.indexText($0, trail: Outline.trail(entry.name, context))
        }
        return (terms, context)
      }
    }
    guard var cache = try codeCache() else {
      throw WorkspaceError(.unsupported, codeCachePath.string, "the merged index cache cannot be read back")
    }
    var row = try cache.append(codes: codes)
    // The rows are on the disk before the catalog counts on them.
    try cache.sync()
    let catalog = try catalog()
    try catalog.transaction {
      // What the folder looked like when it was last compared says nothing of what the catalog holds from here on.
      try catalog.setFact(Self.listingFact, to: nil)
      for (index, entry) in entries.enumerated() {
        let document = try catalog.put(
          DocumentRow(
            name: entry.name, blob: entry.blob, format: entry.text.format.rawValue, isVerbatim: entry.text.isVerbatim,
            stamp: entry.stamp))
        var lines = LineCounter(entry.text.text)
        for (ordinal, chunk) in chunks[index].enumerated() {
          try catalog.insert(
            PassageRow(
              id: row, document: document, ordinal: ordinal, range: chunk.range,
              line: lines.line(at: chunk.range.lowerBound), page: chunk.page,
              context: terms[index][ordinal].context),
            terms: terms[index][ordinal].terms)
          row += 1
        }
      }
    }
    return chunks.reduce(0) { $0 + $1.count }
  }

  var codeCachePath: Path { cacheFolder / "codes-\(embedder.name).cache" }

  private static let generationFact = "codes"
  private static let embedderFact = "embedder"
  static let listingFact = "documents"
}
