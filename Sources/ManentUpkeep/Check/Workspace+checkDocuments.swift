import ManentCatalog
import ManentCore
import ManentDocuments
import ManentHistory
import ManentIndex
import ManentPlugins
import ManentRecords
import ManentWorkspace

extension Workspace {
  func checkDocuments(_ check: Check) throws -> [Problem] {
    try refreshDocuments()
    var problems: [Problem] = []
    var broken: [DocumentRow] = []
    for name in try undecodableDocuments() {
      problems.append(
        Problem(
          path: name, problem: "its name is not UTF-8, so it is not among the documents",
          repair: "rename it, for example with 'convmv'"))
    }
    for document in try catalog().documents() {
      let path = "\(WorkspaceLayout.documents)/\(document.name)"
      if let problem = document.problem {
        problems.append(Problem(path: path, problem: problem, repair: "replace or remove the file"))
        continue
      }
      if check.isThorough, try History.blobID(of: Files.read(inside(path), followsLinks: false)) != document.blob {
        broken.append(document)
        problems.append(
          Problem(
            path: path, problem: "the catalog knows another content",
            repair: check.repairs ? "read again" : "read again with --repair", isRepaired: check.repairs))
        continue
      }
      do {
        _ = try Segment.open(segmentPath(document.blob), expecting: embedder.fingerprint, blob: document.blob)
      } catch {
        broken.append(document)
        let segment = WorkspaceLayout.segment(document.blob, embedder: embedder.name)
        problems.append(
          Problem(
            path: segment, problem: "\(error)",
            repair: check.repairs ? "made anew from \(path)" : "made anew with --repair", isRepaired: check.repairs))
      }
    }
    if check.repairs, !broken.isEmpty { try rebuildSegments(of: broken) }
    return problems
  }

  /// The entries below `documents/` whose names are not UTF-8, with U+FFFD for what is not.
  private func undecodableDocuments() throws -> [String] {
    var found: [String] = []
    func walk(_ folder: Path, _ prefix: String) throws {
      found += try Files.undecodableNames(in: folder).map { prefix + $0 }
      for (name, status) in try Files.entries(of: folder) where status.kind == .folder && !name.hasPrefix(".") {
        try walk(folder / name, prefix + name + "/")
      }
    }
    let documents = try inside(WorkspaceLayout.documents)
    if try Files.status(documents)?.kind == .folder { try walk(documents, WorkspaceLayout.documents + "/") }
    return found.sorted()
  }

  /// Sets damaged segments aside and makes them anew.
  private func rebuildSegments(of documents: [DocumentRow]) throws {
    try locked(.documents) {
      for document in documents {
        let segment = segmentPath(document.blob)
        if Files.exists(segment) {
          try Files.makeFolders(stateFolder / "damaged")
          try Files.move(segment, to: stateFolder / "damaged" / segment.name)
        }
        try catalog().removeDocument(named: document.name)
      }
      try catalog().forgetFolders()
    }
    try refreshDocuments()
  }
}
