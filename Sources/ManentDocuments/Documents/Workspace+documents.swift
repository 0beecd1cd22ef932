public import ManentCatalog
import ManentCore
import ManentIndex
import ManentPlugins
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// All documents, by name; those that cannot be searched say why.
  public func documents() throws -> [DocumentRow] {
    try refreshDocuments()
    return try catalog().documents()
  }

  /// The document of that name, with its passages and its text.
  public func document(named name: String) throws -> (row: DocumentRow, passages: [PassageRow], text: [UInt8]) {
    try refreshDocuments()
    guard let row = try catalog().document(named: name) else { throw try noDocument(name) }
    if let problem = row.problem { throw WorkspaceError(.badDocument, name, problem) }
    return (row, try catalog().passages(of: row.id), try text(of: row))
  }

  /// Takes documents out: the files, their part of the index and their rows, in one commit.
  ///
  /// - Parameter names: each must be the name of a document, else nothing is removed.
  public func removeDocuments(_ names: [String]) throws {
    try requireWritable()
    try refreshDocuments()
    try locked(.documents) {
      let catalog = try catalog()
      let rows = try Set(names).sorted().map { name in
        guard let row = try catalog.document(named: name) else { throw try noDocument(name) }
        return row
      }
      let files = rows.map { "\(WorkspaceLayout.documents)/\($0.name)" }
      let unshared = indexFiles(of: rows, unless: try versions(without: Set(rows.map(\.name))))
      let subject = rows.count == 1 ? rows[0].name : "\(rows.count) documents"
      let leaving = files + (settings.isIndexVersioned ? unshared : [])
      try catalog.transaction { try catalog.addPending(leaving, owner: mark()) }
      for file in files {
        let path = try inside(file)
        try Files.remove(path)
        var folder = path.parent
        while folder != root / WorkspaceLayout.documents, Files.removeEmptyFolder(folder) { folder = folder.parent }
      }
      _ = try removeIndexFiles(unshared)
      commitWhatHappened([], removing: leaving, message: "documents: remove \(subject)")
      try catalog.transaction {
        for row in rows { try catalog.removeDocument(named: row.name) }
      }
    }
  }

  /// The text of a document: the file itself, or what was extracted from it.
  func text(of row: DocumentRow) throws -> [UInt8] {
    let document = try inside("\(WorkspaceLayout.documents)/\(row.name)")
    if row.isVerbatim { return try Files.read(document, followsLinks: false) }
    // The text is kept, but anybody may have taken it away; then it is extracted again.
    if let kept = try? Files.read(keptTextPath(row.blob), followsLinks: false) { return kept }
    return try preparation.extract(Files.read(document, followsLinks: false), name: row.name, blob: row.blob).text
  }

  /// A part of a document's text; less where the text ends before.
  func text(of row: DocumentRow, range: Range<Int>) throws -> [UInt8] {
    guard row.isVerbatim else {
      if let kept = try? Files.read(keptTextPath(row.blob), range: range), !kept.isEmpty { return kept }
      let text = try text(of: row)
      return Array(text[range.clamped(to: 0..<text.count)])
    }
    let path = try inside("\(WorkspaceLayout.documents)/\(row.name)")
    return try Files.read(path, range: range)
  }

  /// The path of a kept text, after checking that no link on the way leads out of the workspace.
  private func keptTextPath(_ blob: BlobID) throws -> Path {
    settings.isIndexVersioned ? try inside(WorkspaceLayout.text(blob)) : textPath(blob)
  }

  private func noDocument(_ name: String) throws -> WorkspaceError {
    let near =
      Nearest.match(for: name, in: try catalog().documents().map(\.name)).map { "did you mean '\($0)'? " } ?? ""
    return WorkspaceError(
      .noDocument, "'\(name)'", "no such document", advice: near + "'manent documents' lists them")
  }
}
