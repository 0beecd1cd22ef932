public import ManentCore
public import ManentGit

extension History {
  /// Puts a rewriting into effect: every branch, tag and other reference, detached `HEAD`s, the logs, the stash and the
  /// index lead to the new commits. Whatever remains of the old ones is not reachable afterwards, but still on the
  /// disk.
  ///
  /// Killed in the middle, it can be done again with a rewriting of what is there then.
  ///
  /// - Parameters:
  ///   - rewriting: what becomes of the commits.
  ///   - changes: what one more commit on the checked-out branch says; with none there is no such commit.
  ///   - message: the message of that commit.
  ///   - time: its time.
  /// - Returns: why it has to wait, or `nil` when it is done.
  public func replace(
    by rewriting: Rewriting, adding changes: [Change], message: String, at time: Timestamp
  ) throws(GitError) -> CommitDelay? {
    if let delay = repository.delay { return delay }
    let deadline = Deadline(in: patience)
    guard let folder = try enterCommitFolder(until: deadline) else {
      return .busy
    }
    while true {
      switch try moveHead(rewriting, changes, message, time, in: folder) {
      case nil:
        try replaceReferences(rewriting, in: folder)
        try rewriteLogs(rewriting)
        releaseHolds()
        return try removeRemains(in: folder)
      case .moved: guard deadline.pause() else { return .branchLocked }
      case .held(let delay): guard deadline.pause() else { return delay }
      }
    }
  }

  /// Moves the checked-out branch, with the index.
  private func moveHead(
    _ rewriting: Rewriting, _ changes: [Change], _ message: String, _ time: Timestamp, in folder: borrowing CommitFolder
  ) throws(GitError) -> Obstacle? {
    let head = try headState()
    let base = head.commit.flatMap { rewriting.result(of: $0) }
    let configuration = try repository.configuration()
    let identity = try Identity(environment: environment, configuration: configuration)
    let committer = Signature(identity.committer, time)
    var new = base
    var files = try leaving(rewriting, of: head.commit)
    if !changes.isEmpty {
      var sink = try ObjectSink(for: changes.count, in: packFolder)
      let paths = try changes.map { change throws(GitError) in try WorkspacePath(change.path, below: prefix) }
      let written = try write(
        changes, at: paths, into: &sink, hasModes: configuration.flag("core.filemode") ?? true)
      let before = try base.map { commit throws(GitError) in try tree(of: commit) }
      if let tree = try tree(before, with: written, writing: &sink), tree != before {
        let content = CommitText.bytes(
          tree: tree, parents: base.map { [$0.object] } ?? [], author: Signature(identity.author, time),
          committer: committer,
          message: message)
        new = CommitID(
          try content.withBytes { bytes throws(GitError) in try sink.write(bytes, as: .commit, objects) })
      }
      try sink.finish(objects)
      hold(sink.guarding)
      files += written
    }
    guard let new else {
      throw GitError(.damaged, "purge", path: gitFolder, reason: "nothing would be left on the branch")
    }
    guard new != head.commit || !files.isEmpty else { return nil }
    let update = BranchUpdate(
      head: head, gitFolder: gitFolder, new: new, committer: committer, subject: "purge",
      keepsLog: try configuration.flag("core.logallrefupdates") ?? true)
    return try publish(update, files, in: folder)
  }

  /// The files of the index that go.
  private func leaving(_ rewriting: Rewriting, of head: CommitID?) throws(GitError) -> [CommittedFile] {
    let folders = rewriting.folders.map { Array((prefix + $0.path + "/").utf8) }
    guard !folders.isEmpty else { return [] }
    let parents = Set(folders.map { Array($0.dropLast()) })
    var names = Set(try readIndex().names())
    if let head {
      var comparison = TreeComparison()
      try comparison.compare(nil, tree(of: head), in: objects)
      names.formUnion(comparison.changes.map { Array($0.path.utf8) })
    }
    return try names.filter { name in
      var end = name.lastIndex(of: UInt8(ascii: "/"))
      while let slash = end {
        if parents.contains(Array(name[..<slash])) { return true }
        end = name[..<slash].lastIndex(of: UInt8(ascii: "/"))
      }
      return false
    }.map { name throws(GitError) in
      CommittedFile(path: try WorkspacePath(String(decoding: name, as: UTF8.self), below: ""), content: nil)
    }
  }

  /// Git's number for an annotated tag.
  static let tagKind: Int32 = 4

  /// What an object becomes: a commit, or a tag that leads to one. `nil` when nothing is left of it.
  func result(of id: ObjectID, _ rewriting: Rewriting, depth: Int = 0) throws(GitError) -> ObjectID? {
    if let known = rewriting.commits[id] { return known }
    guard depth < 16, let object = try objects.raw(id), object.kind == Self.tagKind else { return id }
    let text = object.bytes
    guard text.starts(with: "object ".utf8), text.count > 48,
      let target = ObjectID(String(decoding: text[7..<47], as: UTF8.self))
    else { return id }
    guard let new = try result(of: target, rewriting, depth: depth + 1) else { return nil }
    if new == target { return id }
    var bytes = Array("object \(new)".utf8) + text[47...]
    // A signature would not be true of it.
    if let signature = bytes.firstRange(of: Array("-----BEGIN ".utf8)) { bytes.removeSubrange(signature.lowerBound...) }
    return try repository.writeTag(bytes)
  }
}
