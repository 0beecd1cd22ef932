import ManentCatalog
public import ManentCore
import ManentGit
import ManentHistory
import ManentPlugins
import ManentRecords
public import ManentWorkspace

/// A version of a document that git's history has.
public struct DocumentVersion: Sendable, Equatable {
  /// Git's name for the content.
  public var blob: BlobID
  /// The commit that brought it.
  public var commit: String
  /// When.
  public var time: Timestamp
  /// Whose commit it was.
  public var author: String
}

extension Workspace {
  /// The versions of a document along the first parents of what is checked out, the latest first; also those of one that
  /// was removed.
  ///
  /// - Parameter limit: at most how many.
  public func versions(ofDocument name: String, limit: Int = 1000) throws -> [DocumentVersion] {
    try DocumentName.check(name)
    try refreshDocuments()
    let path = "\(WorkspaceLayout.documents)/\(name)"
    let history = try history()
    guard var commit = try history.head() else { return [] }
    var lookup = try history.lookup(of: Path(path).parent.string)
    var versions: [DocumentVersion] = []
    var logged = try history.logged(commit)
    var folder = try history.folder(in: logged, by: &lookup)
    var blob = try folder == nil ? nil : history.blob(at: path, in: commit)
    // A shallow clone ends where its oldest commit's parent is not there.
    while versions.count < limit {
      try Interruption.check()
      guard let parent = logged.parents.first, let before = try? history.logged(parent) else {
        if let blob { versions.append(version(blob, logged)) }
        break
      }
      let oldFolder = try history.folder(in: before, by: &lookup)
      if oldFolder != folder {
        let old = try oldFolder == nil ? nil : history.blob(at: path, in: parent)
        if old != blob, let blob { versions.append(version(blob, logged)) }
        blob = old
        folder = oldFolder
      }
      commit = parent
      logged = before
    }
    return versions
  }

  private func version(_ blob: BlobID, _ commit: LoggedCommit) -> DocumentVersion {
    DocumentVersion(blob: blob, commit: commit.id.description, time: commit.time, author: commit.author)
  }

  /// The bytes of a document as it is, or of a version of it.
  ///
  /// - Throws: `WorkspaceError.Code.noDocument` for one that is not there, or a content that was never its own.
  public func bytes(ofDocument name: String, version: BlobID? = nil) throws -> (bytes: [UInt8], isCurrent: Bool) {
    try DocumentName.check(name)
    try refreshDocuments()
    let row = try catalog().document(named: name)
    if let row, version == nil || row.blob == version {
      let file = try inside("\(WorkspaceLayout.documents)/\(name)")
      return (try Files.read(file, limit: settings.maxDocumentBytes.bytes, followsLinks: false), true)
    }
    // Only what was once this document is given out, whatever else the repository holds.
    guard let version, try versions(ofDocument: name, limit: 10_000).contains(where: { $0.blob == version }) else {
      throw WorkspaceError(
        .noDocument, "'\(name)'", version == nil ? "no such document" : "the document never had this version")
    }
    return (try history().content(of: version), false)
  }

  /// The text of a document as it is, or of a version of it: what `start` and `end` of sources count in.
  public func text(ofDocument name: String, version: BlobID? = nil) throws -> (
    text: [UInt8], blob: BlobID, isCurrent: Bool
  ) {
    try refreshDocuments()
    if let row = try catalog().document(named: name), version == nil || row.blob == version {
      if let problem = row.problem { throw WorkspaceError(.badDocument, name, problem) }
      return (try text(of: row), row.blob, true)
    }
    let (bytes, _) = try bytes(ofDocument: name, version: version)
    guard let version else { throw WorkspaceError(.noDocument, "'\(name)'", "no such document") }
    return (try preparation.extract(bytes, name: name, blob: version).text, version, false)
  }
}
