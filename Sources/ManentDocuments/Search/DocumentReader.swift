import ManentCatalog
import ManentCore
import ManentIndex
import ManentPlugins
import ManentWorkspace

/// Reads documents and their segments for one question, each file once however many of its passages are looked at.
final class DocumentReader {
  private let workspace: Workspace
  /// What the names of its documents begin with here.
  private let prefix: String
  private var texts: [Int: [UInt8]] = [:]
  private var bytes = 0
  private var segments: [BlobID: SharedDocumentCache.KeptSegment] = [:]
  /// The documents whose segment was found to be whole.
  private var checked: Set<BlobID> = []

  /// Longer texts are read in parts.
  private static let whole = 1 << 16
  /// So many bytes of texts are kept.
  private static let mostBytes = 16 << 20
  /// So many segments are kept open.
  private static let mostSegments = 64

  init(_ workspace: Workspace, prefix: String = "") {
    self.workspace = workspace
    self.prefix = prefix
  }

  /// The row with the name that the document has in its workspace.
  private func own(_ row: DocumentRow) -> DocumentRow {
    guard !prefix.isEmpty else { return row }
    var row = row
    row.name = String(row.name.dropFirst(prefix.count))
    return row
  }

  /// A part of a document's text; less where the text ends before.
  func text(of row: DocumentRow, range: Range<Int>) throws -> [UInt8] {
    if let text = texts[row.id] { return Array(text[range.clamped(to: 0..<text.count)]) }
    guard row.isVerbatim, row.stamp.size <= Self.whole, bytes + row.stamp.size <= Self.mostBytes else {
      return try workspace.text(of: own(row), range: range)
    }
    let text = try wholeText(of: own(row))
    texts[row.id] = text
    bytes += text.count
    return Array(text[range.clamped(to: 0..<text.count)])
  }

  private func wholeText(of row: DocumentRow) throws -> [UInt8] {
    guard let memory = workspace.sharedDocumentCache else { return try workspace.text(of: row) }
    if let known = memory.text(of: row.blob) { return known }
    let text = try workspace.text(of: row)
    // A file that was changed while it was read is not the version that the catalog knows.
    if try !workspace.haveChanged([row]) { memory.keep(text, of: row.blob) }
    return text
  }

  /// The cosine of a passage and a question by the 8-bit codes of the passage's segment.
  ///
  /// A segment that is missing or damaged only costs the passage its cosine; `doctor` finds and mends it.
  func cosine(_ place: PassagePlace, _ query: ScanQuery) -> Float? {
    let blob = place.document.blob
    let open: SharedDocumentCache.KeptSegment
    do throws(SegmentError) { open = try segment(of: blob) } catch { return nil }
    return open.segment.score(place.passage.ordinal, query: query)
  }

  private func segment(of blob: BlobID) throws(SegmentError) -> SharedDocumentCache.KeptSegment {
    if let open = segments[blob] { return open }
    let (memory, fingerprint) = (workspace.sharedDocumentCache, workspace.embedder.fingerprint)
    let found: SharedDocumentCache.KeptSegment
    if let known = memory?.segment(of: blob, by: fingerprint) {
      found = known
    } else {
      found = SharedDocumentCache.KeptSegment(
        try Segment.open(
          workspace.segmentPath(blob), expecting: fingerprint, blob: blob, checkingContent: !checked.contains(blob)))
      checked.insert(blob)
      memory?.keep(found, of: blob, by: fingerprint)
    }
    if segments.count >= Self.mostSegments { segments.removeAll() }
    segments[blob] = found
    return found
  }
}
