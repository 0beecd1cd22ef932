import ManentCatalog
import ManentCore
internal import ManentGit
import ManentHistory
import ManentRecords

extension Workspace {
  /// Brings the lines of `.gitattributes` that Manent once wrote up to date, once; what the user has written there stays.
  package func updateAttributes() throws {
    guard settings.commit != .manual, !leavesNothing, try catalog().fact(Self.attributesFact) == nil,
      let history = try historyIfThere(), let head = try history.head()
    else { return }
    let file = try inside(WorkspaceAttributes.file)
    if try Files.status(file)?.kind == .file,
      let committed = try history.content(at: WorkspaceAttributes.file, in: head)
    {
      let bytes = try Files.read(file, limit: 1 << 20, followsLinks: false)
      // What the user is about to change is left alone until that is committed.
      guard try bytes == committed || history.cleaned(bytes, at: WorkspaceAttributes.file) == committed,
        history.delay == nil
      else { return }
      let text = String(decoding: committed, as: UTF8.self)
      if let updated = WorkspaceAttributes.updated(text, keepsFilters: try hasFilteredDocuments(history, head)) {
        try Files.writeAtomically(Array(updated.utf8), to: file)
        let message = "workspace: tell git to keep line ends and contents as they are"
        if case .deferred = try commit([WorkspaceAttributes.file], message: message) { return }
      }
    }
    try catalog().setFact(Self.attributesFact, to: "yes")
  }

  /// Whether git has committed a document through a filter of the user's.
  private func hasFilteredDocuments(_ history: History, _ head: CommitID) throws -> Bool {
    guard try history.hasFilters(), let folder = try history.folder(at: WorkspaceLayout.documents, in: head) else {
      return false
    }
    return try history.files(in: folder).contains {
      try history.filter(of: "\(WorkspaceLayout.documents)/\($0.path)") != nil && history.isLargeFilePointer($0.blob)
    }
  }

  /// Whether `.gitattributes` are as this version of Manent writes them.
  private static let attributesFact = "attributes"
}
