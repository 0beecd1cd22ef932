public import ManentCore
public import ManentGit

extension History {
  /// Commits changes of the workspace on top of what is checked out, whatever else is staged or changed.
  ///
  /// The new tree is that of the commit before with these changes. The index gets the same entries, so that `git
  /// status` has nothing to say about them; what the user staged stays staged. A file that is executable on the disk
  /// stays so. When somebody else commits at the same time the changes are put on top of theirs.
  ///
  /// - Parameters:
  ///   - changes: what happens to which path; a later change of a path wins.
  ///   - message: the commit message.
  ///   - time: when it was made; the zone is the machine's own.
  public func commit(
    _ changes: [Change], message: String, at time: Timestamp
  ) throws(GitError) -> CommitOutcome {
    guard !changes.isEmpty else { return .unchanged }
    let paths = try changes.map { change throws(GitError) in try WorkspacePath(change.path, below: prefix) }
    if let delay = repository.delay { return .deferred(delay) }
    let deadline = Deadline(in: patience)
    guard
      let folder = try enterCommitFolder(until: deadline)
    else { return .deferred(.busy) }

    try objects.refresh()
    let configuration = try repository.configuration()
    let message = String(message.unicodeScalars.filter { $0.value != 0 })
    let identity: Identity
    do throws(GitError) {
      identity = try Identity(environment: environment, configuration: configuration)
    } catch {
      guard error.code == .noIdentity else { throw error }
      return .deferred(.noIdentity)
    }
    wantsSignatures = try configuration.flag("commit.gpgsign") == true
    var sink = try ObjectSink(for: changes.count, in: packFolder)
    let files = try write(changes, at: paths, into: &sink, hasModes: configuration.flag("core.filemode") ?? true)
    while true {
      let head = try headState()
      let base = try head.commit.map { commit throws(GitError) in try tree(of: commit) }
      guard let tree = try tree(base, with: files, writing: &sink), tree != base else { return .unchanged }
      let committer = Signature(identity.committer, time)
      let content = CommitText.bytes(
        tree: tree, parents: head.commit.map { [$0.object] } ?? [], author: Signature(identity.author, time),
        committer: committer, message: message)
      let object = try content.withBytes { bytes throws(GitError) in
        try sink.write(bytes, as: .commit, objects)
      }
      try sink.finish(objects)
      let update = BranchUpdate(
        head: head, gitFolder: gitFolder, new: CommitID(object), committer: committer,
        subject: String(message.prefix { !$0.isNewline }),
        keepsLog: try configuration.flag("core.logallrefupdates") ?? true)
      switch try publish(update, files, in: folder) {
      case nil:
        sink.release()
        return .committed(CommitID(object))
      case .moved:
        guard deadline.pause() else {
          try sink.discard()
          return .deferred(.branchLocked)
        }
      case .held(let delay):
        guard deadline.pause() else {
          try sink.discard()
          return .deferred(delay)
        }
      }
    }
  }

  /// Writes the contents, and notes what the tree and the index will say about each path.
  func write(
    _ changes: [Change], at paths: [WorkspacePath], into sink: inout ObjectSink, hasModes: Bool
  ) throws(GitError) -> [CommittedFile] {
    if sink.isMany { return try writeMany(changes, at: paths, into: &sink, hasModes: hasModes) }
    var files: [CommittedFile] = []
    files.reserveCapacity(changes.count)
    let base = root.string + "/"
    for (change, path) in zip(changes, paths) {
      guard let content = try change.content() else {
        files.append(CommittedFile(path: path, content: nil))
        continue
      }
      let facts = FileFacts.of(base + path.text, holding: content)
      let id = try content.withBytes { bytes throws(GitError) in
        try sink.write(bytes, as: .blob, objects)
      }
      files.append(CommittedFile(path: path, content: (id, try mode(of: path, facts, hasModes), facts)))
    }
    return files
  }

  /// The mode that a path is to have in the commit.
  ///
  /// - Parameters:
  ///   - facts: what the file system knows of the file, if it holds what is committed.
  ///   - hasModes: whether the permissions of files say anything.
  func mode(of path: WorkspacePath, _ facts: FileFacts?, _ hasModes: Bool) throws(GitError) -> TreeEntry.Mode {
    guard hasModes, let facts else { return try committedMode(path) }
    return facts.isExecutable ? .executable : .file
  }

  /// The mode that the file has in the checked-out commit, for when the disk cannot tell.
  private func committedMode(_ path: WorkspacePath) throws(GitError) -> TreeEntry.Mode {
    guard let commit = try head(), let entry = try entry(at: path.parts[...], in: tree(of: commit)) else {
      return .file
    }
    return entry.mode == .executable ? .executable : .file
  }

  /// The tree that `base` becomes; `nil` when there was none and nothing is added.
  func tree(
    _ base: ObjectID?, with files: [CommittedFile], writing sink: inout ObjectSink
  ) throws(GitError) -> ObjectID? {
    var changes = ChangeTree()
    for file in files {
      changes.set(file.path.parts[...], file.content.map { .file($0.id, $0.mode) } ?? .removal)
    }
    if let tree = try changes.apply(to: base, reading: objects, writing: &sink) { return tree }
    guard base != nil else { return nil }
    return try [UInt8]().withBytes { bytes throws(GitError) in try sink.write(bytes, as: .tree, objects) }
  }
}
