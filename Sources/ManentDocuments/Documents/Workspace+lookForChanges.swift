import ManentCatalog
import ManentCore
import ManentRecords
import ManentWorkspace

extension Workspace {
  /// What looks different below `documents/` from what the catalog knows.
  ///
  /// Folders are compared by their times, and only those that differ are listed: what came, went or was replaced is seen
  /// at once. A file that was changed in its place is seen when its turn comes (see ``LookTurn``), at once where there are
  /// no more documents than one command looks at.
  ///
  /// - Parameter isComplete: whether every folder is listed and every file looked at.
  func lookForChanges(completely isComplete: Bool = false) throws -> DocumentChanges {
    let now = Timestamp.now.milliseconds
    let turn = LookTurn(in: lookFile)
    let known = isComplete ? [] : try catalog().folders()
    // Without what is known of the uppermost folder nothing tells what else there is.
    let isOver = turn.map { now - $0.begun >= LookTurn.longest || $0.begun > now } ?? true
    if isOver || !known.contains(where: \.path.isEmpty) {
      let changes = try lookAtAll()
      leave(LookTurn(beginning: now))
      return changes
    }
    var changes = DocumentChanges()
    for folder in known { try look(at: folder, known: known, &changes) }
    changes.suspects += try lookInTurn(turn ?? LookTurn(beginning: now), now: now, except: changes)
    return changes
  }

  /// Lists every folder.
  private func lookAtAll() throws -> DocumentChanges {
    let catalog = try catalog()
    let listing = try DocumentListing(of: inside(WorkspaceLayout.documents))
    var changes = DocumentChanges()
    changes.compare(listing, with: try catalog.documents())
    let before = try catalog.folders()
    let present = Set(listing.folders.map(\.path))
    changes.goneFolders = before.map(\.path).filter { !present.contains($0) }
    // Nothing needs to be noted of those that look as before.
    let noted = Dictionary(before.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    changes.folders.removeAll { noted[$0.path] == $0 && $0.inode != 0 }
    return changes
  }

  /// Lists a folder if it does not look as it did.
  private func look(at folder: Catalog.Folder, known: [Catalog.Folder], _ changes: inout DocumentChanges) throws {
    let documents = root / WorkspaceLayout.documents
    let path = folder.path.isEmpty ? documents : documents / folder.path
    let looked = Timestamp.now.milliseconds * 1_000_000
    let status = try Files.status(path)
    if let status, folder.matches(status) { return }
    let catalog = try catalog()
    let rows = try catalog.documents(inFolder: folder.path)
    guard let status, status.kind == .folder, folder.path.isEmpty || !Files.exists(path / ".git") else {
      if let status, status.kind == .folder { changes.repositories.append(folder.path) }
      changes.missing += rows
      changes.goneFolders.append(folder.path)
      return
    }
    _ = try inside("\(WorkspaceLayout.documents)/\(folder.path.isEmpty ? "" : folder.path + "/")_")
    let (listing, folders) = try DocumentListing.ofOne(path, named: folder.path)
    changes.compare(listing, with: rows)
    changes.folders.append(Catalog.Folder(path: folder.path, status, looked: looked))
    let listed = Set(known.map(\.path))
    for name in folders where !listed.contains(name) {
      let inner = try DocumentListing(of: documents / name, named: name)
      changes.compare(inner, with: try catalog.documents(inFolder: name))
    }
  }

  /// Looks at the documents whose turn it is.
  private func lookInTurn(
    _ turn: LookTurn, now: Int64, except changes: DocumentChanges
  ) throws -> [DocumentListing.Entry] {
    // In a server that answers many questions a second, not each looks.
    let shared = sharedDocumentCache
    if let shared, !shared.beginsLook() { return [] }
    let rows = try catalog().documents(after: Int(turn.row), limit: lookShare)
    shared?.noteLook(isPartial: rows.count >= lookShare)
    let seen = Set(changes.suspects.map(\.name) + changes.missing.map(\.name))
    let documents = (root / WorkspaceLayout.documents).string + "/"
    var suspects: [DocumentListing.Entry] = []
    for row in rows {
      // One that is missing is missing from its folder, which tells so.
      guard let status = try Files.status(Path(documents + row.name)), !row.stamp.matches(status),
        !seen.contains(row.name)
      else { continue }
      suspects.append(.init(name: row.name, status: status))
    }
    if rows.count < lookShare {
      // All were looked at by this command: that is as good as a turn.
      if turn.row > 0 || now - turn.begun > LookTurn.longest / 2 { leave(LookTurn(beginning: now)) }
    } else if let last = rows.last?.row {
      leave(LookTurn(row: Int64(last), begun: turn.begun))
    }
    return suspects
  }

  /// Whether one of some documents does not look as the catalog knows it, or is not there any more.
  func haveChanged(_ documents: some Sequence<DocumentRow>) throws -> Bool {
    try documents.contains { document in
      let status = try Files.status(root / WorkspaceLayout.documents / document.name)
      return status.map { !document.stamp.matches($0) } ?? true
    }
  }

  /// The documents of some names that do not look as the catalog knows them.
  func changes(among documents: some Sequence<DocumentRow>) throws -> [DocumentListing.Entry] {
    try documents.compactMap { document in
      guard let status = try Files.status(root / WorkspaceLayout.documents / document.name),
        !document.stamp.matches(status)
      else { return nil }
      return .init(name: document.name, status: status)
    }
  }

  private var lookFile: Path { cacheFolder / "look" }

  /// Leaves the turn to the next command, unless this one is to leave nothing.
  private func leave(_ turn: LookTurn) { if !leavesNothing { turn.leave(in: lookFile) } }
}
