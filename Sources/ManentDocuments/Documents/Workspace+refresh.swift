import ManentCatalog
import ManentCore
internal import ManentGit
import ManentHistory
import ManentIndex
import ManentPlugins
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Brings the catalog in line with what lies in `documents/`: files dropped in, changed or taken out by hand or by
  /// git are picked up, and, where the workspace can be written, committed with their segments.
  public func refreshDocuments() throws {
    try refreshDocuments(committing: [], message: "documents: pick up changes made by hand")
  }

  /// The same, for documents that were found to have changed whether or not it is their turn to be looked at.
  func refreshDocuments(alsoLookingAt documents: [DocumentRow]) throws {
    try refreshIndex(
      committing: [], message: "documents: pick up changes made by hand", alsoLookingAt: documents)
  }

  /// The same, with other paths in the same commit.
  func refreshDocuments(committing others: [String], message: String) throws {
    try recoverInterruptedWork()
    _ = try requireEmbedder()
    if leavesNothing { return try lookAtDocuments() }
    do {
      try refreshIndex(committing: others, message: message)
    } catch let failure as EmbeddingFailure where !documentMemory.rebuildsSegments {
      choose(standIn(because: failure.reason))
      try refreshIndex(committing: others, message: message)
    }
  }

  private func refreshIndex(
    committing others: [String], message: String, alsoLookingAt documents: [DocumentRow] = []
  ) throws {
    let catalog = try catalog()
    _ = try inside(WorkspaceLayout.documents + "/_")
    if documents.isEmpty, try hasIndexCache(), try lookForChanges().isEmpty, try withheldDocuments().isEmpty { return }
    try locked(.documents) {
      let paths = try refresh(with: changes(among: documents))
      guard !(paths + others).isEmpty, !isReadOnly else { return }
      // From here on the catalog knows the documents; if the commit does not come to its end, a later command makes
      // up for it.
      try catalog.transaction { try catalog.addPending(paths + others, owner: mark()) }
      try commit(paths + others, message: message)
    }
  }

  /// Reads what looks changed into the catalog; gives the paths that are to be committed.
  ///
  /// - Parameter others: entries that look changed, beside those that are found.
  func refresh(with others: [DocumentListing.Entry] = []) throws -> [String] {
    let catalog = try catalog()
    if try !hasIndexCache() || hasTooManyDeadRows() { try resetIndexCache() }
    // Another process may have seen to it meanwhile, so that it is looked at again, under the lock.
    let changes = try lookForChanges()
    for name in changes.repositories where told.paths.insert("\(WorkspaceLayout.documents)/\(name)").inserted {
      surroundings.notify(
        "\(WorkspaceLayout.documents)/\(name) is a repository of its own; what is in it is neither searched nor committed"
      )
    }
    let suspects = try suspects(changes.suspects + others)
    let known = try knownDocuments(suspects)
    var withheld: [String: String] = [:]
    let changed = try pickUp(suspects, known: known, unmerged: unmergedDocuments(suspects), withheld: &withheld)
    let missing = changes.missing.sorted { $0.name < $1.name }
    let state = missing.isEmpty && suspects.isEmpty ? nil : try historyIfThere()?.checkoutState()
    func isSettled(_ name: String, isPresent: Bool) -> Bool {
      state?.isSettled("\(WorkspaceLayout.documents)/\(name)", isPresent: isPresent) ?? false
    }
    // What git was told to leave out is not searched, and was not removed.
    let gone = missing.filter { !isSettled($0.name, isPresent: false) }
    try catalog.transaction {
      for document in missing where isSettled(document.name, isPresent: false) {
        try catalog.removeDocument(named: document.name)
      }
      try notePending(gone.map { "\(WorkspaceLayout.documents)/\($0.name)" })
      for document in gone { try catalog.removeDocument(named: document.name) }
    }
    var paths = changed + gone.map { "\(WorkspaceLayout.documents)/\($0.name)" }
    let replaced = suspects.filter { withheld[$0.name] == nil && !isSettled($0.name, isPresent: true) }
      .compactMap { known[$0.name] }
    if !gone.isEmpty || !replaced.isEmpty {
      let leftOut = state?.skipped(below: WorkspaceLayout.documents).map(\.blob) ?? []
      let superfluous = try indexFiles(of: gone + replaced, unless: versions().union(leftOut))
      if settings.isIndexVersioned { try catalog.transaction { try notePending(superfluous) } }
      paths += try removeIndexFiles(superfluous)
    }
    try withhold(withheld)
    if !changes.folders.isEmpty || !changes.goneFolders.isEmpty {
      try catalog.transaction {
        try catalog.forgetFolders(changes.goneFolders)
        try catalog.put(changes.folders)
      }
    }
    return paths
  }

  /// The entries that are looked into: those that look changed, and those that are kept out, since whether one of these
  /// may come in depends on more than its content. Sorted, each once.
  private func suspects(_ found: [DocumentListing.Entry]) throws -> [DocumentListing.Entry] {
    var entries = Dictionary(found.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for name in try withheldDocuments().keys where entries[name] == nil {
      guard let status = try Files.status(inside("\(WorkspaceLayout.documents)/\(name)")) else { continue }
      entries[name] = .init(name: name, status: status)
    }
    return entries.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// What the catalog knows of some entries.
  private func knownDocuments(_ entries: [DocumentListing.Entry]) throws -> [String: DocumentRow] {
    let catalog = try catalog()
    return try catalog.reading {
      var known: [String: DocumentRow] = [:]
      for entry in entries { known[entry.name] = try catalog.document(named: entry.name) }
      return known
    }
  }

  /// Notes paths that this process changes; what can only be read is never committed.
  private func notePending(_ paths: [String]) throws {
    if !isReadOnly { try catalog().addPending(paths, owner: mark()) }
  }

  /// The documents that a merge of the user's has left in conflict, with git's markers in their text.
  private func unmergedDocuments(_ suspects: [DocumentListing.Entry]) throws -> Set<String> {
    guard !suspects.isEmpty, let history = try historyIfThere(), history.delay != nil else { return [] }
    let folder = WorkspaceLayout.documents + "/"
    return Set(try history.unmerged().filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) })
  }

  /// Reads files that are new or look changed; gives the paths that are to be committed.
  private func pickUp(
    _ suspects: [DocumentListing.Entry], known: [String: DocumentRow], unmerged: Set<String>,
    withheld: inout [String: String]
  ) throws -> [String] {
    let catalog = try catalog()
    let (preparation, documents) = (preparation, root / WorkspaceLayout.documents)
    let blobs = known.mapValues(\.blob)
    var paths: [String] = []
    var noted = paths.startIndex
    var saving = CacheSaving()
    // Batches bound the memory that a large folder takes, and let progress show.
    for start in stride(from: 0, to: suspects.count, by: 256) {
      let batch = suspects[start..<min(start + 256, suspects.count)]
      if suspects.count > 256 { surroundings.report(.init("Indexing", done: start, total: suspects.count)) }
      var outcomes = try Parallel.map(batch.map { ($0.name, $0.status) }) { name, status -> PickUp in
        let stamp = FileStamp(status)
        do {
          guard status.kind == .file else {
            throw WorkspaceError(.badDocument, name, "a link or a device, which is not followed; copy the file itself")
          }
          try DocumentName.check(name)
          if unmerged.contains(name) {
            throw WorkspaceError(
              .badDocument, name, "a merge has left it in conflict; choose with git, then 'git add' it")
          }
          if let objection = History.objection(to: "\(WorkspaceLayout.documents)/\(name)") {
            throw WorkspaceError(.badDocument, name, "git cannot keep a file of that name: \(objection)")
          }
          let bytes = try preparation.read(documents / name)
          let blob = try History.blobID(of: bytes)
          if blobs[name] == blob { return .same(name, stamp) }
          return .prepared(try preparation.prepare(bytes, name: name), stamp)
        } catch let error as WorkspaceError {
          return .refused(name, stamp, error)
        } catch let error as FileError {
          return .refused(name, stamp, WorkspaceError(.badDocument, name, error.description))
        } catch let error as PluginError {
          return .refused(name, stamp, WorkspaceError(.badDocument, name, error.description))
        }
      }
      try embed(&outcomes, with: preparation)
      var entries: [IndexEntry] = []
      for outcome in outcomes {
        switch outcome {
        case .same(let name, let stamp):
          try catalog.restamp(name, stamp)
        case .refused(let name, let stamp, let error):
          if known[name]?.problem != error.problem {
            surroundings.notify("cannot use \(WorkspaceLayout.documents)/\(name): \(error.problem)")
          }
          try catalog.put(
            DocumentRow(
              name: name, blob: Self.noBlob, format: "", isVerbatim: true, stamp: stamp, problem: error.problem))
        case .prepared(let document, let stamp):
          if let objection = try objection(to: document, policy: settings.secrets) {
            withheld[document.name] = objection
            try catalog.put(
              DocumentRow(
                name: document.name, blob: Self.noBlob, format: "", isVerbatim: true, stamp: stamp, problem: objection))
            continue
          }
          if let notice = document.decodingNotice { surroundings.notify(notice) }
          saving += document.saving
          paths += try writeIndexFiles(of: document)
          paths.append("\(WorkspaceLayout.documents)/\(document.name)")
          entries.append(IndexEntry(document, stamp: stamp))
        }
      }
      // Once the catalog knows them nobody looks at them again, so that what is to be committed is noted before.
      let entered = paths.suffix(from: noted)
      try catalog.transaction { try notePending(Array(entered)) }
      noted = paths.endIndex
      _ = try enter(entries)
      try Interruption.check()
    }
    try note(saving)
    return paths
  }

  /// Writes what the index needs of a version beside the document; gives the paths that belong into git.
  private func writeIndexFiles(of document: PreparedDocument) throws -> [String] {
    var paths: [String] = []
    func write(_ bytes: [UInt8], _ relative: String) throws {
      let path = isVersioned(relative) ? try inside(relative) : cacheFolder / relative
      try Files.makeFolders(path.parent)
      try Files.writeAtomically(bytes, to: path)
      if isVersioned(relative) { paths.append(relative) }
    }
    if let segment = document.segment {
      try write(segment, WorkspaceLayout.segment(document.blob, embedder: embedder.name))
    }
    if !document.text.isVerbatim, !Files.exists(textPath(document.blob)) {
      try write(document.text.text, WorkspaceLayout.text(document.blob))
    }
    return paths
  }

  /// The segments and texts of versions that no document has any more, relative to `indexBase`.
  ///
  /// - Parameters:
  ///   - gone: the versions that went.
  ///   - kept: the versions that documents have.
  func indexFiles(of gone: [DocumentRow], unless kept: Set<BlobID>) -> [String] {
    let embedders = Set([embedder.name] + (EmbedderReference(settings.embedder).map { [$0.folder] } ?? []))
    return gone.filter { !kept.contains($0.blob) && $0.blob != Self.noBlob }.flatMap { document in
      embedders.sorted().map { WorkspaceLayout.segment(document.blob, embedder: $0) }
        + [WorkspaceLayout.text(document.blob)]
    }.filter { Files.exists(indexBase / $0) }
  }

  /// The versions of all documents but some.
  func versions(without names: Set<String> = []) throws -> Set<BlobID> {
    Set(try catalog().documents().filter { !names.contains($0.name) }.map(\.blob))
  }

  /// Removes files of the index, relative to `indexBase`; gives those that belong into git.
  func removeIndexFiles(_ files: [String]) throws -> [String] {
    guard !isReadOnly else { return [] }
    for relative in files {
      let path = settings.isIndexVersioned ? try inside(relative) : cacheFolder / relative
      try Files.remove(path)
      Files.removeEmptyFolder(path.parent)
    }
    return settings.isIndexVersioned ? files : []
  }

  /// What stands for a file whose content was not read.
  static let noBlob = BlobID(bytes: [UInt8](repeating: 0, count: 20)).unsafelyUnwrapped

  /// Has the passages embedded of all that is taken; what is kept out for its credentials is shown to nobody.
  private func embed(_ outcomes: inout [PickUp], with preparation: DocumentPreparation) throws {
    var places: [Int] = []
    var documents: [PreparedDocument] = []
    for (place, outcome) in outcomes.enumerated() {
      guard case .prepared(let document, _) = outcome, !document.unembedded.isEmpty else { continue }
      guard try settings.secrets == .warn || objection(to: document, policy: settings.secrets) == nil else { continue }
      places.append(place)
      documents.append(document)
    }
    try preparation.embed(&documents) { surroundings.report(.init("Embedding", done: $0, total: $1)) }
    for (place, document) in zip(places, documents) {
      guard case .prepared(_, let stamp) = outcomes[place] else { continue }
      outcomes[place] = .prepared(document, stamp)
    }
  }

  private enum PickUp: Sendable {
    case same(String, FileStamp)
    case refused(String, FileStamp, WorkspaceError)
    case prepared(PreparedDocument, FileStamp)
  }
}
