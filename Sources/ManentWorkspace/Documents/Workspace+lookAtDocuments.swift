import ManentCatalog
import ManentCore
import ManentHistory
import ManentIndex
import ManentPlugins
import ManentRecords

extension Workspace {
  /// Brings a catalog in memory in line with what lies in `documents/`, and writes nothing.
  ///
  /// What the index does not have yet is found by its words alone; the next command that may write makes its vectors.
  func lookAtDocuments() throws {
    let listing = try DocumentListing(of: inside(WorkspaceLayout.documents))
    let catalog = try catalog()
    let fingerprint = String(listing.fingerprint)
    guard try catalog.fact(Self.listingFact) != fingerprint else { return }
    let known = Dictionary(try catalog.documents().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let present = Set(listing.entries.map(\.name))
    for name in known.keys where !present.contains(name) { try catalog.removeDocument(named: name) }
    let preparation = preparation
    for entry in listing.entries where known[entry.name]?.stamp.matches(entry.status) != true {
      guard entry.status.kind == .file, (try? DocumentName.check(entry.name)) != nil else { continue }
      let path = try inside("\(WorkspaceLayout.documents)/\(entry.name)")
      // What cannot be read now is told of by whoever takes it in.
      guard let bytes = try? preparation.read(path), known[entry.name]?.blob != (try? History.blobID(of: bytes)),
        let document = try? preparation.prepare(bytes, name: entry.name)
      else { continue }
      guard try objection(to: document, policy: settings.secrets) == nil else { continue }
      try enterInMemory(document, stamp: FileStamp(entry.status))
      try Interruption.check()
    }
    try catalog.setFact(Self.listingFact, to: fingerprint)
  }

  private func enterInMemory(_ document: PreparedDocument, stamp: FileStamp) throws {
    let catalog = try catalog()
    let text = document.text
    try catalog.transaction {
      let number = try catalog.put(
        DocumentRow(
          name: document.name, blob: document.blob, format: text.format.rawValue, isVerbatim: text.isVerbatim,
          stamp: stamp))
      var lines = LineCounter(text.text)
      var row = try catalog.passageEnd()
      let chunks = Splitter.split(text.text, format: text.format, pages: text.pages)
      let contexts = Outline.contexts(
        of: chunks.map(\.range), in: text.text, format: text.format, name: document.name)
      for (ordinal, chunk) in chunks.enumerated() {
        let trail = Outline.trail(document.name, contexts[ordinal])
        try catalog.insert(
          PassageRow(
            id: row, document: number, ordinal: ordinal, range: chunk.range,
            line: lines.line(at: chunk.range.lowerBound), page: chunk.page,
            context: contexts[ordinal]),
          terms: text.text[chunk.range].withUnsafeBufferPointer { Terms.indexText($0, trail: trail) })
        row += 1
      }
    }
  }
}
