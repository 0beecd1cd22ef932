package import ManentGit
import ManentHistory
import ManentRecords

extension Workspace {
  /// The commit of a name that git knows: a hash or its beginning, a branch, a tag, `HEAD~1`.
  ///
  /// - Throws: `WorkspaceError.Code.noCommit`.
  package func resolve(_ name: String) throws -> CommitID {
    guard let commit = try history().commit(named: name) else {
      throw WorkspaceError(.noCommit, "'\(name)'", "no such commit", advice: "'manent log' lists them")
    }
    return commit
  }
}
