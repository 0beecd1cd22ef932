import ManentCatalog
import ManentCore
internal import ManentGit
import ManentHistory
import ManentPlugins
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Adds documents: copies them in, extracts, splits and embeds what is new, and commits, all in one step that
  /// happens whole or not at all.
  ///
  /// - Parameters:
  ///   - sources: what is to be added.
  ///   - message: the commit's message; `nil` for one that names the documents.
  /// - Throws: `Interruption` when the user stopped it; then nothing has changed. Files that cannot be taken are in
  ///   the report instead.
  public func add(_ sources: [DocumentSource], message: String? = nil) throws -> AddReport {
    try requireWritable()
    try recoverInterruptedWork()
    _ = try requireEmbedder()
    var isCommitted = false
    let report = try locked(.documents) {
      _ = try inside(WorkspaceLayout.documents)
      var report = AddReport()
      let work = try catalog().reading {
        try sources.filter { source in
          guard try isUnchanged(source) else { return true }
          report.unchanged.append(source.name)
          return false
        }
      }
      if work.isEmpty { return report }
      // What was changed by hand and not looked at yet is taken in first, so that no version is lost.
      if try work.contains(where: wasChangedByHand) { try refreshDocuments() }
      var placement = try Placement(in: root, journal: placements, owner: mark(), inside: inside)
      do {
        let versions = try stage(work, into: &placement, report: &report)
        if versions.isEmpty {
          placement.abandon()
        } else {
          isCommitted = try land(versions, placement, message, report: &report)
        }
      } catch {
        placement.abandon()
        throw error
      }
      return report
    }
    // Packing takes processors that the index needs, and comes last.
    if isCommitted { tidyHistory() }
    return report
  }

  /// A version that is staged, and where it came from.
  private struct Version {
    var document: PreparedDocument
    var source: Path?
    var sourceStamp: FileStamp?
    var paths: [String]
    var replaced: DocumentRow?
  }

  /// Whether a file was added before and neither it nor the document has changed since: told from the file system's
  /// word alone.
  private func isUnchanged(_ source: DocumentSource) throws -> Bool {
    guard case .file(let path) = source.content, let known = try catalog().source(path), known.name == source.name,
      let status = try source.status ?? Files.statusFollowingLinks(path), known.stamp.matches(status),
      let document = try catalog().document(named: source.name), document.blob.description == known.blob,
      let current = try Files.status(root / WorkspaceLayout.documents / source.name)
    else { return false }
    return document.stamp.size == current.size && document.stamp.modified == current.modified
      && document.stamp.inode == current.inode
  }

  /// Whether the document that a source is to become is not what the catalog knows it as.
  private func wasChangedByHand(_ source: DocumentSource) throws -> Bool {
    guard (try? DocumentName.check(source.name)) != nil else { return false }
    let current = try Files.status(root / WorkspaceLayout.documents / source.name)
    guard let known = try catalog().document(named: source.name) else { return current != nil }
    return current.map { !known.stamp.matches($0) } ?? true
  }

  /// So many bytes of texts are kept from the staging to the index.
  private static let mostKept = 16 << 20

  /// From so many documents on, memory is given back between the steps.
  private static let many = 1000

  private enum Outcome: Sendable {
    case prepared(PreparedDocument, FileStamp?, bytes: [UInt8])
    case same
    case refused(String, isText: Bool)
  }

  /// Reads and prepares sources, and writes what is new to the staging folder.
  private func stage(
    _ sources: [DocumentSource], into placement: inout Placement, report: inout AddReport
  ) throws -> [Version] {
    let preparation = preparation
    var versions: [Version] = []
    var staged: Set<String> = []
    var keptBytes = 0
    var saving = CacheSaving()
    for start in stride(from: 0, to: sources.count, by: 128) {
      try Interruption.check()
      let batch = Array(sources[start..<min(start + 128, sources.count)])
      if sources.count > 128 { surroundings.report(.init("Adding", done: start, total: sources.count)) }
      let known = try catalog().reading { try batch.map { try catalog().document(named: $0.name) } }
      var outcomes = try Parallel.map(Array(zip(batch, known.map { $0?.blob }))) { source, blob in
        try Self.prepare(source, with: preparation, unless: blob)
      }
      try embed(&outcomes, with: preparation)
      for ((source, outcome), known) in zip(zip(batch, outcomes), known) {
        let label = source.label
        switch outcome {
        case .same:
          report.unchanged.append(source.name)
        case .refused(let problem, let isText):
          let refusal = AddReport.Refusal(path: label, error: problem)
          if isText || source.isExplicit { report.failed.append(refusal) } else { report.skipped.append(refusal) }
        case .prepared(let document, let stamp, let bytes):
          guard staged.insert(document.name).inserted else {
            report.failed.append(
              .init(path: label, error: "another of the files is to be called '\(document.name)' too"))
            continue
          }
          if let objection = try objection(to: document, policy: effectiveSecretPolicy) {
            staged.remove(document.name)
            let advice = "; let it in with --allow-secrets if that is meant"
            report.failed.append(.init(path: label, error: objection + advice, isSecret: true))
            continue
          }
          let target = "\(WorkspaceLayout.documents)/\(document.name)"
          if known == nil, let obstacle = try obstacle(to: target) {
            staged.remove(document.name)
            report.failed.append(.init(path: label, error: obstacle))
            continue
          }
          var paths = [target]
          try placement.stage(bytes, for: target)
          if let segment = document.segment {
            try stageIndexFile(
              segment, WorkspaceLayout.segment(document.blob, embedder: embedder.name), &placement, &paths, &staged)
          }
          if !document.text.isVerbatim, !Files.exists(textPath(document.blob)) {
            try stageIndexFile(document.text.text, WorkspaceLayout.text(document.blob), &placement, &paths, &staged)
          }
          if known == nil { report.added.append(document.name) } else { report.updated.append(document.name) }
          report.embedded += document.embedded
          saving += document.saving
          if let notice = document.decodingNotice { report.notices.append(notice) }
          var path: Path?
          if case .file(let file) = source.content, !source.isPassing { path = file }
          var version = Version(document: document, source: path, sourceStamp: stamp, paths: paths, replaced: known)
          // What is staged can be read again; not all of a large folder is in memory at once.
          version.document.segment = nil
          keptBytes += document.text.text.count
          if keptBytes > Self.mostKept { version.document.text.text = [] }
          versions.append(version)
        }
      }
    }
    try note(saving)
    return versions
  }

  /// Why a new document cannot lie at a place: a folder has its name, or a document that of one of its folders.
  private func obstacle(to target: String) throws -> String? {
    do {
      return try Files.status(inside(target))?.kind == .folder ? "a folder of documents is called so" : nil
    } catch let error as WorkspaceError {
      return error.description
    }
  }

  private func stageIndexFile(
    _ bytes: [UInt8], _ relative: String, _ placement: inout Placement, _ paths: inout [String],
    _ staged: inout Set<String>
  ) throws {
    guard staged.insert(relative).inserted else { return }
    if isVersioned(relative) {
      try placement.stage(bytes, for: relative)
      paths.append(relative)
    } else {
      try Files.makeFolders((cacheFolder / relative).parent)
      try Files.writeAtomically(bytes, to: cacheFolder / relative)
    }
  }

  /// Has the passages embedded of all that is taken; what is refused for its credentials is shown to nobody.
  private func embed(_ outcomes: inout [Outcome], with preparation: DocumentPreparation) throws {
    var places: [Int] = []
    var documents: [PreparedDocument] = []
    for (place, outcome) in outcomes.enumerated() {
      guard case .prepared(let document, _, _) = outcome, !document.unembedded.isEmpty else { continue }
      let policy = effectiveSecretPolicy
      guard try policy == .warn || objection(to: document, policy: policy) == nil else { continue }
      places.append(place)
      documents.append(document)
    }
    try preparation.embed(&documents) { surroundings.report(.init("Embedding", done: $0, total: $1)) }
    for (place, document) in zip(places, documents) {
      guard case .prepared(_, let stamp, let bytes) = outcomes[place] else { continue }
      outcomes[place] = .prepared(document, stamp, bytes: bytes)
    }
  }

  private static func prepare(
    _ source: DocumentSource, with preparation: DocumentPreparation, unless known: BlobID?
  ) throws -> Outcome {
    do {
      try DocumentName.check(source.name)
      let bytes: [UInt8]
      var stamp: FileStamp?
      switch source.content {
      case .file(let path):
        stamp = try Files.statusFollowingLinks(path).map { FileStamp($0) }
        bytes = try preparation.read(path)
      case .bytes(let given): bytes = given
      }
      if let known, try History.blobID(of: bytes) == known { return .same }
      if !source.isExplicit, MinifiedCode.isMinified(bytes, name: source.name) {
        return .refused("minified code; name the file itself to have it taken in", isText: false)
      }
      return .prepared(try preparation.prepare(bytes, name: source.name), stamp, bytes: bytes)
    } catch let error as WorkspaceError {
      return .refused(error.problem + (error.advice.isEmpty ? "" : "; \(error.advice)"), isText: error.code != .noText)
    } catch let interruption as Interruption {
      throw interruption
    } catch {
      return .refused("\(error)", isText: true)
    }
  }

  /// Moves staged versions into place, commits them and enters them into the catalog.
  ///
  /// - Returns: whether a commit was made.
  private func land(
    _ versions: [Version], _ staged: Placement, _ message: String?, report: inout AddReport
  ) throws -> Bool {
    var isCommitted = false
    var placement = staged
    let paths = versions.flatMap(\.paths)
    let catalog = try catalog()
    let replaced = versions.compactMap(\.replaced)
    let gone =
      replaced.isEmpty
      ? []
      : indexFiles(
        of: replaced,
        unless: try self.versions(without: Set(replaced.map(\.name))).union(versions.map(\.document.blob)))
    let removed = settings.isIndexVersioned ? gone : []
    placement.remove(removed)
    if versions.count > Self.many { Platform.releaseFreedMemory() }
    let before = try gitState()
    var folders = try TouchedFolders(of: versions.map(\.document.name), in: self)
    try catalog.transaction { try catalog.addPending(paths + removed, owner: mark()) }
    do {
      try placement.place()
      try folders.look()
      do {
        let outcome = try commit(
          paths, contents: placement.contents, removing: removed, message: message ?? Self.message(report),
          tidies: false)
        isCommitted = outcome.isCommitted
      } catch {
        // As long as git has taken nothing in, the whole step can be taken back; after that it can only go forward.
        guard try gitState() != before else {
          placement.undo()
          throw error
        }
        notifyUncommitted(error)
      }
    } catch {
      try? catalog.transaction { try catalog.removePending(paths + removed, owner: mark()) }
      throw error
    }
    do {
      // Whoever is killed before this is done leaves the list, and the next command does it.
      if settings.isIndexVersioned { try placement.removeOthers() } else { _ = try removeIndexFiles(gone) }
      placement.abandon()
      let generation = try catalog.fact(Self.generationFact)
      report.chunks = try enterPlaced(versions)
      // Where the index had to be made anew, the other documents are still to be read into it.
      if try generation != nil && catalog.fact(Self.generationFact) == generation {
        try catalog.transaction { try catalog.put(folders.unchanged()) }
      }
    } catch {
      surroundings.notify("added, but the index is not up to date yet (\(error)); a later command makes it so")
    }
    return isCommitted
  }

  /// Enters versions whose files are in place into the catalog; gives the number of their passages.
  private func enterPlaced(_ versions: [Version]) throws -> Int {
    let catalog = try catalog()
    let entries = try versions.map { version in
      guard let status = try Files.status(root / WorkspaceLayout.documents / version.document.name) else {
        throw FileError(
          "inspect", root / WorkspaceLayout.documents / version.document.name, code: FileError.notFoundCode)
      }
      return IndexEntry(version.document, stamp: FileStamp(status))
    }
    let chunks = try enter(entries)
    try catalog.transaction {
      for version in versions {
        guard let source = version.source, let stamp = version.sourceStamp else { continue }
        try catalog.setSource(source, stamp: stamp, name: version.document.name, blob: version.document.blob)
      }
    }
    return chunks
  }

  private static func message(_ report: AddReport) -> String {
    let names = (report.added + report.updated).sorted()
    let verb = report.updated.isEmpty ? "add" : report.added.isEmpty ? "update" : "add and update"
    let subject = names.count == 1 ? names[0] : "\(names.count) documents"
    guard names.count > 1 else { return "documents: \(verb) \(subject)" }
    let listed = names.prefix(100).joined(separator: "\n") + (names.count > 100 ? "\n…" : "")
    return "documents: \(verb) \(subject)\n\n\(listed)"
  }
}

extension DocumentSource {
  /// What the source is called in reports.
  var label: String {
    switch content {
    case .file(let path): path.string
    case .bytes: "-"
    }
  }
}
