import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
internal import ManentGit
import ManentHistory
import ManentRecords
import ManentWorkspace

/// Joins the copies of documents that every session had, and adds each once.
struct LegacyDocuments {
  let layout: LegacyLayout
  let workspace: Workspace

  init(in layout: LegacyLayout, of workspace: Workspace) {
    self.layout = layout
    self.workspace = workspace
  }

  /// A document with all its copies, the first one first.
  struct Document {
    var blob: BlobID
    var name: String
    var copies: [LegacyLayout.Copy]
  }

  /// Adds the documents that the workspace lacks, told by content.
  func take(isRehearsal: Bool) throws -> LegacyFigures {
    var figures = LegacyFigures()
    let documents = try joined()
    figures.failed = tooLarge.map { copy in
      .init(
        chat: copy.path.string,
        error: "\(ByteCount(copy.status.size)) is more than limits.max_document_bytes (\(limit))")
    }
    let known = try workspace.documents()
    var names = Dictionary(known.map { ($0.blob, $0.name) }, uniquingKeysWith: { first, _ in first })
    var taken = Set(known.map(\.name))
    var sources: [DocumentSource] = []
    for document in documents where names[document.blob] == nil {
      let name = Self.free(document, taken)
      taken.insert(name)
      names[document.blob] = name
      sources.append(DocumentSource(.file(document.copies[0].path), name: name, isExplicit: true))
    }
    if !isRehearsal, !sources.isEmpty {
      let report = try workspace.add(sources)
      figures.added = report.added.count
      figures.failed += (report.failed + report.skipped).map { .init(chat: $0.path, error: $0.error) }
    } else {
      figures.added = sources.count
    }
    try count(documents, names, &figures)
    return figures
  }

  private var limit: ByteCount { workspace.settings.maxDocumentBytes }

  /// The copies that no workspace takes: they are not even read.
  private var tooLarge: [LegacyLayout.Copy] { layout.copies.filter { $0.status.size > limit.bytes } }

  /// The documents by content, in the order in which the sessions had them.
  func joined() throws -> [Document] {
    var documents: [Document] = []
    var places: [BlobID: Int] = [:]
    for (index, copy) in layout.copies.enumerated() where copy.status.size <= limit.bytes {
      try Interruption.check()
      if layout.copies.count > 100 {
        workspace.surroundings.report(.init("Comparing", done: index, total: layout.copies.count))
      }
      let blob = try Self.blob(of: copy.path)
      if let place = places[blob] {
        documents[place].copies.append(copy)
      } else {
        places[blob] = documents.count
        documents.append(Document(blob: blob, name: copy.name, copies: [copy]))
      }
    }
    return documents
  }

  /// Git's name for a file's content, without a copy of it in memory.
  static func blob(of path: Path) throws -> BlobID {
    try MappedFile.open(path).withBytes { try History.blobID(of: $0) }
  }

  /// The document's name, or one with a part of its content's name when another document is called so.
  private static func free(_ document: Document, _ taken: Set<String>) -> String {
    guard taken.contains(document.name) else { return document.name }
    let ending = Path(document.name).fileExtension
    let stem = ending.isEmpty ? document.name : String(document.name.dropLast(ending.count + 1))
    return "\(stem)-\(document.blob.description.prefix(8))" + (ending.isEmpty ? "" : ".\(ending)")
  }

  private func count(
    _ documents: [Document], _ names: [BlobID: String], _ figures: inout LegacyFigures
  ) throws {
    let here = Set(try workspace.documents().filter { $0.problem == nil }.map(\.name))
    var contents: [String: Set<BlobID>] = [:]
    for document in documents {
      let size = document.copies[0].status.size
      figures.documents += 1
      figures.copies += document.copies.count
      figures.bytes += size * document.copies.count
      figures.duplicateBytes += size * (document.copies.count - 1)
      if let name = names[document.blob], here.contains(name) {
        let passages = try workspace.document(named: name).passages.count
        figures.embeddings += passages * document.copies.count
        figures.duplicateEmbeddings += passages * (document.copies.count - 1)
      }
      for copy in document.copies { contents[copy.session, default: []].insert(document.blob) }
    }
    var seen: Set<Set<BlobID>> = []
    for (session, files) in layout.indexes.sorted(by: { $0.key < $1.key }) {
      let bytes = files.reduce(0) { $0 + $1.status.size }
      figures.indexBytes += bytes
      if let content = contents[session], !seen.insert(content).inserted { figures.duplicateIndexBytes += bytes }
    }
  }
}
