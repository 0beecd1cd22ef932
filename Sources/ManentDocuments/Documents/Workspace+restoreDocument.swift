import ManentCore
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Brings a document back that was removed, or an older version of one: the file, its part of the index and its row,
  /// in one commit.
  ///
  /// - Parameters:
  ///   - name: the document's name.
  ///   - commit: what git names a commit by: the document comes back as it was there. `nil` for the last version of one
  ///     that was removed.
  public func restore(document name: String, at commit: String? = nil) throws -> RestoreReport {
    try requireWritable()
    try DocumentName.check(name)
    // What lies there and is not committed yet is, so that nothing is replaced that git has not got.
    try refreshDocuments()
    let path = "\(WorkspaceLayout.documents)/\(name)"
    let content: BlobID?
    if let commit {
      content = try history().blob(at: path, in: resolve(commit))
    } else if try Files.status(inside(path)) != nil {
      throw WorkspaceError(
        .nothingToDo, "'\(name)'", "the document is there", advice: "--at COMMIT brings an older version back")
    } else {
      content = try history().lastContent(at: path)
    }
    guard let content else {
      throw WorkspaceError(
        .noDocument, "'\(name)'", commit == nil ? "no commit here has the document" : "that commit does not have it",
        advice: "'manent log --documents' tells what was removed")
    }
    let bytes = try history().content(of: content)
    let report = try add(
      [DocumentSource(.bytes(bytes), name: name, isExplicit: true)], message: "restore: \(CommitMessage.line(name))")
    if let refusal = report.failed.first { throw WorkspaceError(.badDocument, name, refusal.error) }
    return RestoreReport(kind: .document, id: name, title: name, messages: 0, versions: 1)
  }

  /// Whether there is no document of that name and git has one that was removed.
  package func hasRemovedDocument(_ name: String) throws -> Bool {
    let path = "\(WorkspaceLayout.documents)/\(name)"
    // Few titles of chats could be the name of a file, and history is long.
    guard name.contains("."), History.objection(to: path) == nil, let file = try place(of: path), !Files.exists(file)
    else {
      return false
    }
    return try history().lastContent(at: path) != nil
  }
}
