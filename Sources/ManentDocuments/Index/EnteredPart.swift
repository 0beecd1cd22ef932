import ManentCatalog
import ManentCore
import ManentHistory
import ManentIndex
import ManentPlugins
import ManentRecords

/// Some document versions as the index takes them in: their passages, codes and posting lists.
struct EnteredPart: Sendable {
  /// The documents with their passages, whose rows count from the part's first.
  private(set) var documents: [(entry: IndexEntry, passages: [PassageRow])] = []
  /// The 1-bit codes of all passages.
  private(set) var codes: [UInt8] = []
  /// How many passages there are.
  private(set) var rows = 0
  /// The posting lists.
  private(set) var run: [UInt8] = []

  /// Reads the segments of some versions, and their texts where they are not at hand.
  ///
  /// A document that was changed since is left out: the next look at the documents takes it in.
  ///
  /// - Parameters:
  ///   - entries: the versions.
  ///   - source: where their files are.
  init(_ entries: ArraySlice<IndexEntry>, from source: IndexFiles) throws {
    var builder = PostingRunBuilder()
    for entry in entries {
      guard let text = try entry.text ?? source.text(of: entry) else { continue }
      let segment = try Segment.open(source.segment(entry.blob), expecting: source.fingerprint, blob: entry.blob)
      segment.withOneBitCodes { codes.append(contentsOf: $0) }
      let chunks = segment.chunks
      let ranges = chunks.map { $0.range.clamped(to: 0..<text.count) }
      let contexts = Outline.contexts(of: ranges, in: text, format: entry.format, name: entry.name)
      var lines = LineCounter(text)
      var passages: [PassageRow] = []
      for (ordinal, chunk) in chunks.enumerated() {
        let trail = Outline.trail(entry.name, contexts[ordinal])
        text[ranges[ordinal]].withUnsafeBufferPointer { builder.add($0, trail: trail) }
        passages.append(
          PassageRow(
            id: rows, document: 0, ordinal: ordinal, range: chunk.range, line: lines.line(at: chunk.range.lowerBound),
            page: chunk.page, context: contexts[ordinal]))
        rows += 1
      }
      var entry = entry
      entry.text = nil
      documents.append((entry, passages))
    }
    run = builder.bytes()
  }
}

/// Where the files are that the index is made from.
struct IndexFiles: Sendable {
  let documents: Path
  let fingerprint: [UInt8]
  let segment: @Sendable (BlobID) -> Path
  let textPath: @Sendable (BlobID) -> Path

  /// The text of a version; `nil` when the document holds another one by now.
  func text(of entry: IndexEntry) throws -> [UInt8]? {
    guard entry.isVerbatim else { return try Files.read(textPath(entry.blob), followsLinks: false) }
    let bytes = try Files.read(documents / entry.name, followsLinks: false)
    return try History.blobID(of: bytes) == entry.blob ? bytes : nil
  }
}
