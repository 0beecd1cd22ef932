internal import ManentCore
internal import ManentGit

extension History {
  /// This many files or bytes are looked at together: so much is in memory twice for a while.
  private static let batch = (files: 1024, bytes: 8 << 20)

  /// What is found out about a change without the repository.
  private struct Look: Sendable {
    var facts: FileFacts?
    var blob: ObjectSink.NamedBlob
  }

  /// Writes the contents of many files, and notes what the tree and the index will say about each path.
  ///
  /// The files are looked at and the contents named and compressed by as many threads as there are processors.
  func writeMany(
    _ changes: [Change], at paths: [WorkspacePath], into sink: inout ObjectSink, hasModes: Bool
  ) throws(GitError) -> [CommittedFile] {
    var files: [CommittedFile] = []
    files.reserveCapacity(changes.count)
    var batches = 0
    let base = root.string + "/"
    while files.count < changes.count {
      let batch = files.count..<Self.end(of: changes, from: files.count)
      let looks = Parallel.results(batch.map { (changes[$0], base + paths[$0].text) }) { Self.look(at: $1, $0) }
      var found: [Look?] = []
      for look in looks { found.append(try look.get()) }
      try sink.write(found.compactMap { $0?.blob }, objects)
      batches += 1
      if batches % 8 == 0 { Platform.releaseFreedMemory() }
      for (path, look) in zip(paths[batch], found) {
        guard let look else {
          files.append(CommittedFile(path: path, content: nil))
          continue
        }
        let mode = try mode(of: path, look.facts, hasModes)
        files.append(CommittedFile(path: path, content: (look.blob.id, mode, look.facts)))
      }
    }
    return files
  }

  /// Where a batch of changes ends that begins at `start`: behind one change at least.
  private static func end(of changes: [Change], from start: Int) -> Int {
    var bytes = 0
    for index in start..<min(changes.count, start + batch.files) {
      bytes += changes[index].size
      if bytes >= batch.bytes { return index + 1 }
    }
    return min(changes.count, start + batch.files)
  }

  /// Names a content and looks at the file that should hold it; `nil` for the removal of one.
  private static func look(at file: String, _ change: Change) -> Result<Look?, GitError> {
    Result { () throws(GitError) in
      guard let content = try change.content() else { return nil }
      let id = try content.withBytes { bytes throws(GitError) in try GitObjects.name(of: bytes, as: .blob) }
      return Look(facts: .of(file, holding: content), blob: .init(id: id, content: content))
    }
  }
}
