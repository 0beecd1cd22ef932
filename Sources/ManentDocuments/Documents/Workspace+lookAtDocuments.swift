import ManentCatalog
import ManentCore
import ManentHistory
import ManentIndex
import ManentPlugins
import ManentRecords
import ManentWorkspace

extension Workspace {
  /// Brings a catalog in memory in line with what lies in `documents/`, and writes nothing.
  ///
  /// What the index does not have yet is found by its words alone; the next command that may write makes its vectors.
  func lookAtDocuments() throws {
    if readsCatalog {
      if try hasIndexCache(), try lookForChanges().isEmpty { return }
      readsCatalog = false
      closeCatalog()
    }
    let catalog = try catalog()
    if try catalog.fact(Self.generationFact) == nil { try catalog.setFact(Self.generationFact, to: "0") }
    if try postings() == nil {
      try catalog.removeAllDocuments()
      documentMemory.runCache.forget()
    }
    let changes = try lookForChanges()
    guard !changes.isEmpty else { return }
    for document in changes.missing { try catalog.removeDocument(named: document.name) }
    let preparation = preparation
    var builder = PostingRunBuilder()
    let first = try max(catalog.passageEnd(), codeCache()?.rows ?? 0)
    for entry in changes.suspects {
      guard entry.status.kind == .file, (try? DocumentName.check(entry.name)) != nil else { continue }
      let path = try inside("\(WorkspaceLayout.documents)/\(entry.name)")
      let known = try catalog.document(named: entry.name)
      // What cannot be read now is told of by whoever takes it in.
      guard let bytes = try? preparation.read(path), try known?.blob != History.blobID(of: bytes),
        let document = try? preparation.prepare(bytes, name: entry.name)
      else { continue }
      guard try objection(to: document, policy: settings.secrets) == nil else { continue }
      try enterInMemory(document, stamp: FileStamp(entry.status), from: first + builder.rows, &builder)
      try Interruption.check()
    }
    if builder.rows > 0 {
      try catalog.add(Catalog.Run(first: first, rows: builder.rows), bytes: builder.bytes())
    }
    try catalog.forgetFolders(changes.goneFolders)
    try catalog.put(changes.folders)
  }

  private func enterInMemory(
    _ document: PreparedDocument, stamp: FileStamp, from row: Int, _ builder: inout PostingRunBuilder
  ) throws {
    let text = document.text
    let chunks = Splitter.split(text.text, format: text.format, pages: text.pages)
    let contexts = Outline.contexts(of: chunks.map(\.range), in: text.text, format: text.format, name: document.name)
    var lines = LineCounter(text.text)
    var passages: [PassageRow] = []
    for (ordinal, chunk) in chunks.enumerated() {
      let trail = Outline.trail(document.name, contexts[ordinal])
      text.text[chunk.range].withUnsafeBufferPointer { builder.add($0, trail: trail) }
      passages.append(
        PassageRow(
          id: 0, document: 0, ordinal: ordinal, range: chunk.range, line: lines.line(at: chunk.range.lowerBound),
          page: chunk.page, context: contexts[ordinal]))
    }
    try catalog().transaction { try put(IndexEntry(document, stamp: stamp), passages, from: row) }
  }
}
