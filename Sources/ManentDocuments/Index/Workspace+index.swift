import ManentCatalog
package import ManentCore
import ManentIndex
import ManentPlugins
import ManentRecords
package import ManentWorkspace

extension Workspace {
  /// Where segments and extracted texts are: in the workspace, or with `index.versioned: false` in this machine's own
  /// folder.
  package var indexBase: Path { settings.isIndexVersioned ? root : cacheFolder }

  /// Whether a file of the index, by its path in it, goes into git.
  func isVersioned(_ relative: String) -> Bool {
    settings.isIndexVersioned && !(hasStandInEmbedder && !relative.hasPrefix(WorkspaceLayout.index + "/text/"))
  }

  /// Where segments are: beside the texts, or those of an embedder that stands in for another in this machine's own
  /// folder.
  package var segmentBase: Path { hasStandInEmbedder ? cacheFolder : indexBase }

  /// The path of a document version's segment.
  package func segmentPath(_ blob: BlobID) -> Path {
    let name = embedder.name
    return segmentBase / WorkspaceLayout.segment(blob, embedder: name)
  }

  /// The path of a document version's text, where the text is not the file itself.
  package func textPath(_ blob: BlobID) -> Path { indexBase / WorkspaceLayout.text(blob) }

  /// How documents are made ready.
  var preparation: DocumentPreparation {
    let embedder = embedder
    let (base, segments) = (indexBase, segmentBase)
    return DocumentPreparation(
      embedder: embedder, rebuildsSegments: documentMemory.rebuildsSegments, limit: settings.maxDocumentBytes,
      findsSecrets: settings.secrets != .off,
      extractors: documentMemory.extractors,
      segmentPath: { segments / WorkspaceLayout.segment($0, embedder: embedder.name) },
      textPath: { base / WorkspaceLayout.text($0) }, cache: machineCache)
  }

  /// The merged index cache; `nil` when it is missing, damaged or not the one that the catalog's rows belong to.
  func codeCache() throws -> CodeCache? {
    guard let generation = try catalog().fact(Self.generationFact) else { return nil }
    do {
      let cache = try CodeCache.open(codeCachePath)
      guard String(cache.generation) == generation, cache.dimensions == embedder.dimensions,
        cache.fingerprint == embedder.fingerprint, try Self.fits(cache.rows, catalog().passageEnd())
      else { return nil }
      return cache
    } catch {
      return nil
    }
  }

  /// Whether the cache has the rows that the catalog counts on, and not far more: what crashed additions have left is read
  /// over, but a file of many gigabytes is damaged or somebody's work.
  private static func fits(_ rows: Int, _ end: Int) -> Bool { rows >= end && rows <= 4 * end + (1 << 20) }

  /// Whether the merged cache and the posting lists are what the catalog counts on.
  func hasIndexCache() throws -> Bool { try codeCache() != nil && postings() != nil }

  /// Whether most of the merged cache is rows of passages that are gone, or the catalog tells of more than it has.
  func hasTooManyDeadRows() throws -> Bool {
    guard let cache = try codeCache() else { return false }
    let count = try catalog().passageCount()
    return cache.rows > 2 * count + 1024 || count > cache.rows
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
    }
    documentMemory.runCache.forget()
  }

  var codeCachePath: Path { cacheFolder / "codes-\(embedder.name).cache" }

  static let generationFact = "codes"
  private static let embedderFact = "embedder"
}
