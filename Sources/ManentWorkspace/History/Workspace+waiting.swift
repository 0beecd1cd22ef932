import ManentCore
import ManentHistory
import ManentRecords

extension Workspace {
  /// Where copies of what waits to be committed are: `git rebase --abort` and its like put files back to what was
  /// committed, and with them would go turns that were only waiting.
  private var waitingFolder: Path { stateFolder / "waiting" }

  /// The copy of a file, named by the blob id of its path: all are in one folder, so that no link can lead out of it.
  private func copy(of path: String) throws -> Path {
    waitingFolder / (try History.blobID(of: Array(path.utf8)).description)
  }

  /// Keeps copies of files of chats until they are committed.
  func keepWaiting(_ paths: [String]) {
    for path in paths where WorkspaceLayout.chatFolder(of: path) != nil {
      // A copy that cannot be made (a full disk) leaves the file itself, which is on the disk.
      guard let bytes = try? Files.read(inside(path), followsLinks: false) else { continue }
      try? Files.makeFolders(waitingFolder)
      try? Files.writeAtomically(bytes, to: copy(of: path))
    }
  }

  /// Drops the copies of what is committed now.
  func dropWaiting(_ paths: some Sequence<String>) {
    guard Files.exists(waitingFolder) else { return }
    for path in paths { try? Files.remove(copy(of: path)) }
    Files.removeEmptyFolder(waitingFolder)
  }

  /// Puts back what was taken away while it waited: whole files, and lines of parts.
  package func restoreWaiting(_ paths: [String]) throws {
    guard try Files.status(waitingFolder) != nil else { return }
    try locked(.chats) {
      for path in paths {
        // A copy that cannot be read may be all that is left of what waited: nothing is committed without it.
        let copy = try copy(of: path)
        guard try Files.status(copy) != nil else { continue }
        let kept = try Files.read(copy, followsLinks: false)
        let file = try inside(path)
        guard try Files.status(file) != nil else {
          try Files.makeFolders(file.parent)
          try Files.writeAtomically(kept, to: file)
          surroundings.notify("\(path) was taken away while it waited to be committed; it is back")
          continue
        }
        guard WorkspaceLayout.partNumber(file.name) != nil else { continue }
        let lineFeed = UInt8(ascii: "\n")
        let present = try Files.read(file, followsLinks: false)
        let known = Set(present.split(separator: lineFeed))
        let missing = kept.split(separator: lineFeed).filter { !known.contains($0) }
        guard !missing.isEmpty else { continue }
        let lines = Array(missing.map { Array($0) + [lineFeed] }.joined())
        try Files.append((try Files.endsMidLine(file) ? [lineFeed] : []) + lines, to: file)
        surroundings.notify(
          "\(missing.count) lines of \(path) were taken away while they waited to be committed; they are back")
      }
    }
  }
}
