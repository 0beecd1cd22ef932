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
    let series = try commit([CommitPlan(changes, message: message, at: time)])
    return series.outcomes[0]
  }

  /// Makes several commits, each on top of the one before, and lets the branch and the index lead to all of them in one step:
  /// their objects are written and forced to disk together.
  ///
  /// - Parameters:
  ///   - plans: what each commit is to hold; one that changes nothing makes no commit.
  ///   - memory: what is known from commits before, when many follow one another.
  public func commit(_ plans: [CommitPlan], memory: CommitMemory? = nil) throws(GitError) -> CommitSeries {
    func all(_ outcome: CommitOutcome) -> CommitSeries {
      CommitSeries(outcomes: plans.map { _ in outcome }, before: nil, newest: nil)
    }
    guard plans.contains(where: { !$0.changes.isEmpty }) else { return all(.unchanged) }
    var paths: [[WorkspacePath]] = []
    for plan in plans {
      paths.append(try plan.changes.map { change throws(GitError) in try WorkspacePath(change.path, below: prefix) })
    }
    if let delay = repository.delay { return all(.deferred(delay)) }
    let deadline = Deadline(in: patience)
    guard
      let folder = try enterCommitFolder(until: deadline)
    else { return all(.deferred(.busy)) }

    let configuration = try repository.configuration()
    let identity: Identity
    do throws(GitError) {
      identity = try Identity(environment: environment, configuration: configuration)
    } catch {
      guard error.code == .noIdentity else { throw error }
      return all(.deferred(.noIdentity))
    }
    wantsSignatures = try configuration.flag("commit.gpgsign") == true
    let (hasModes, keepsLog) = (
      try configuration.flag("core.filemode") ?? true, try configuration.flag("core.logallrefupdates") ?? true
    )
    if try headState().commit.flatMap({ memory?.trees.root(of: $0) }) == nil { try objects.refresh() }
    var sink = try ObjectSink(
      for: plans.map(\.changes.count).max() ?? 0, in: packFolder, keepingTrees: plans.count > 1, memory: memory?.trees)
    var files: [[CommittedFile]] = []
    for (plan, paths) in zip(plans, paths) {
      files.append(try write(plan.changes, at: paths, into: &sink, hasModes: hasModes))
    }
    while true {
      let head = try headState()
      var chain = try Chain(on: head.commit, root: root(of: head.commit, memory))
      for (plan, files) in zip(plans, files) {
        try chain.add(plan, files, by: identity, in: self, writing: &sink)
      }
      guard let newest = chain.steps.last, let tree = chain.tree else { return all(.unchanged) }
      try sink.finish(objects)
      var update = BranchUpdate(
        head: head, gitFolder: gitFolder, new: newest.commit, committer: newest.committer, subject: newest.subject,
        keepsLog: keepsLog)
      update.between = chain.steps.dropLast().map { ($0.commit, $0.subject) }
      switch try publish(update, files.flatMap(\.self), in: folder) {
      case nil:
        sink.release()
        sink.remember(root: tree, of: newest.commit)
        return CommitSeries(outcomes: chain.outcomes, before: head.commit, newest: newest.commit)
      case .moved:
        guard deadline.pause() else {
          try sink.discard()
          return all(.deferred(.branchLocked))
        }
      case .held(let delay):
        guard deadline.pause() else {
          try sink.discard()
          return all(.deferred(delay))
        }
      }
    }
  }

  /// The root tree of the commit that is checked out.
  private func root(of commit: CommitID?, _ memory: CommitMemory?) throws(GitError) -> ObjectID? {
    guard let commit else { return nil }
    if let known = memory?.trees.root(of: commit) { return known }
    return try tree(of: commit)
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
    return try sink.writeTree([], replacing: base, objects)
  }
}
