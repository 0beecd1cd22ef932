package import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Moves a branch (or a detached `HEAD`) from one commit to the next, with its log.
package struct BranchUpdate {
  package var head: HeadState
  package var gitFolder: Path
  /// Commits between the one before and the new one, the oldest first, each with the first line of its message.
  package var between: [(commit: CommitID, subject: String)] = []
  package var new: CommitID
  package var committer: Signature
  package var subject: String
  package var keepsLog: Bool

  /// An update from its facts.
  package init(
    head: HeadState, gitFolder: Path, new: CommitID, committer: Signature, subject: String, keepsLog: Bool
  ) {
    self.head = head
    self.gitFolder = gitFolder
    self.new = new
    self.committer = committer
    self.subject = subject
    self.keepsLog = keepsLog
  }

  /// Writes the lines into the logs: before the branch moves, as git does.
  package func log(_ sharing: SharedPermissions?) throws(GitError) {
    guard keepsLog else { return }
    var (last, lines) = (head.commit, "")
    for step in between + [(new, subject)] {
      let kind = last == nil ? "commit (initial)" : "commit"
      lines += "\(last?.object ?? .zero) \(step.commit) \(committer.line)\t\(kind): \(step.subject)\n"
      last = step.commit
    }
    var logs = [gitFolder / "logs" / "HEAD"]
    if !head.isDetached { logs.append(head.folder / "logs" / head.reference) }
    for path in logs {
      try onFiles { () throws(FileError) in
        try Files.makeFolders(path.parent)
        // Not forced to disk, as with git: a log is a convenience.
        let file = try OwnedDescriptor(opening: path, flags: O_WRONLY | O_APPEND | O_CREAT)
        var failure: FileError?
        Array(lines.utf8).withUnsafeBytes { bytes in
          do throws(FileError) { try file.write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
        try sharing?.apply(to: [path.parent, path])
      }
    }
  }

  /// Writes the new content of the reference's file.
  package func draft(at path: Path) throws(GitError) {
    try onFiles { () throws(FileError) in
      try Files.remove(path)
      try Files.makeFolders(head.file.parent)
      try Files.writeNew(Array("\(new)\n".utf8), to: path)
    }
  }
}
