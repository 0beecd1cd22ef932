import ManentCatalog
import ManentCore
import ManentIndex
import ManentPlugins
import ManentRecords
import ManentWorkspace

extension Workspace {
  /// So many documents are in memory at once.
  private static let entered = 2048

  /// Adds document versions, whose segments are in place, to the catalog, the merged cache and the posting lists. Each
  /// grows by what is new.
  ///
  /// - Returns: how many passages they have.
  func enter(_ entries: [IndexEntry]) throws -> Int {
    guard !entries.isEmpty else { return 0 }
    if try !hasIndexCache() { try resetIndexCache() }
    var passages = 0
    for start in stride(from: 0, to: entries.count, by: Self.entered) {
      if entries.count > Self.entered { surroundings.report(.init("Indexing", done: start, total: entries.count)) }
      passages += try enterSome(entries[start..<min(start + Self.entered, entries.count)])
      if entries.count > Self.entered { Platform.releaseFreedMemory() }
    }
    return passages
  }

  private func enterSome(_ entries: ArraySlice<IndexEntry>) throws -> Int {
    let embedder = embedder
    let (texts, segments) = (indexBase, segmentBase)
    let files = IndexFiles(
      documents: root / WorkspaceLayout.documents, fingerprint: embedder.fingerprint,
      segment: { segments / WorkspaceLayout.segment($0, embedder: embedder.name) },
      textPath: { texts / WorkspaceLayout.text($0) })
    let count = max(1, min(Platform.processorCount * 2, entries.count / 64))
    let slices = (0..<count).map { part in
      entries[
        entries.startIndex + entries.count * part / count..<entries.startIndex + entries.count * (part + 1) / count]
    }
    let parts = try Parallel.map(slices) { try EnteredPart($0, from: files) }
    let catalog = try catalog()
    guard var cache = try codeCache() else {
      throw WorkspaceError(.unsupported, codeCachePath.string, "the merged index cache cannot be read back")
    }
    let first = try cache.append(codes: parts.count == 1 ? parts[0].codes : parts.flatMap(\.codes))
    // The rows are on the disk before the catalog counts on them.
    try cache.sync()
    var (row, runs): (Int, [(first: Int, rows: Int, bytes: [UInt8])]) = (first, [])
    for part in parts where part.rows > 0 {
      runs.append((row, part.rows, part.run))
      row += part.rows
    }
    let end = try catalog.passageEnd()
    let change = try planRuns(runs)
    try catalog.transaction {
      // What a killed process had added to the cache belongs to no passage.
      if end < first { try catalog.noteGone(end..<first) }
      var row = first
      for part in parts {
        for (entry, passages) in part.documents {
          try put(entry, passages, from: row)
          row += passages.count
        }
      }
      for run in change.removed { try catalog.remove(run) }
      for (run, bytes) in change.added { try catalog.add(run, bytes: bytes) }
    }
    documentMemory.runCache.drop(change.removed.map(\.name))
    if change.removed.contains(where: { $0.file != nil }) { try removeFormerRuns() }
    return row - first
  }

  /// Puts a document and its passages into the catalog.
  func put(_ entry: IndexEntry, _ passages: [PassageRow], from row: Int) throws {
    let catalog = try catalog()
    let document = try catalog.put(
      DocumentRow(
        name: entry.name, blob: entry.blob, format: entry.format.rawValue, isVerbatim: entry.isVerbatim,
        stamp: entry.stamp, passages: row..<row + passages.count))
    for (place, passage) in passages.enumerated() {
      var passage = passage
      (passage.id, passage.document) = (row + place, document)
      try catalog.insert(passage)
    }
  }
}
