internal import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Moves a branch (or a detached `HEAD`) from one commit to the next, with its log.
struct BranchUpdate {
  var head: HeadState
  var gitFolder: Path
  var new: CommitID
  var committer: Signature
  var subject: String
  var keepsLog: Bool

  /// Writes the lines into the logs: before the branch moves, as git does.
  func log(_ sharing: SharedPermissions?) throws(HistoryError) {
    guard keepsLog else { return }
    let kind = head.commit == nil ? "commit (initial)" : "commit"
    let line = "\(head.commit?.object ?? .zero) \(new) \(committer.line)\t\(kind): \(subject)\n"
    var logs = [gitFolder / "logs" / "HEAD"]
    if !head.isDetached { logs.append(head.folder / "logs" / head.reference) }
    for path in logs {
      try onFiles { () throws(FileError) in
        try Files.makeFolders(path.parent)
        // Not forced to disk, as with git: a log is a convenience.
        let file = try OwnedDescriptor(opening: path, flags: O_WRONLY | O_APPEND | O_CREAT)
        var failure: FileError?
        Array(line.utf8).withUnsafeBytes { bytes in
          do throws(FileError) { try file.write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
        try sharing?.apply(to: [path.parent, path])
      }
    }
  }

  /// Writes the new content of the reference's file.
  func draft(at path: Path) throws(HistoryError) {
    try onFiles { () throws(FileError) in
      try Files.remove(path)
      try Files.makeFolders(head.file.parent)
      try Files.writeNew(Array("\(new)\n".utf8), to: path)
    }
  }
}
