public import ManentCore
public import ManentGit

extension History {
  /// How our newest commit and another have gone apart.
  ///
  /// - Throws: `GitError.Code.missing` when a commit is not in the repository.
  public func fork(_ ours: CommitID, _ theirs: CommitID) throws(GitError) -> Fork {
    try Fork(ours, theirs, in: self)
  }

  /// Writes the commit that joins the sides of a fork: our tree with some changes, both as parents. No branch leads
  /// to it yet.
  ///
  /// Its time is not before that of its parents, so that what joins two histories is the newest of both.
  ///
  /// - Parameters:
  ///   - fork: what is joined.
  ///   - changes: what becomes of our tree; paths that git cannot keep are an error.
  ///   - message: the commit's message.
  ///   - time: when it was made.
  public func join(
    _ fork: Fork, _ changes: [TreeChange], message: String, at time: Timestamp
  ) throws(GitError) -> CommitID {
    let newest = try max(self.time(of: fork.ours), self.time(of: fork.theirs))
    return try write(
      changes, carrying: fork.opaquePaths(), on: [fork.ours, fork.theirs], message: message,
      at: Timestamp(milliseconds: max(time.milliseconds, newest * 1000)))
  }

  /// Writes a commit: the tree of the first of its parents with some changes. No branch leads to it yet.
  func write(
    _ changes: [TreeChange], carrying opaque: [OpaquePath] = [], on parents: [CommitID], message: String,
    at time: Timestamp
  ) throws(GitError) -> CommitID {
    let identity = try Identity(environment: environment, configuration: repository.configuration())
    var sink = try ObjectSink(for: changes.count, in: packFolder)
    var nodes = ChangeTree()
    // What goes makes room for what comes: a file where a folder was, or a folder where a file was.
    for change in changes { if case .removal = change.outcome { try set(change, in: &nodes, &sink) } }
    for change in changes {
      guard case .removal = change.outcome else {
        try set(change, in: &nodes, &sink)
        continue
      }
    }
    for path in opaque where path.joined != path.ours {
      let parts = path.name.split(separator: UInt8(ascii: "/")).map { Array($0) }
      nodes.set(parts[...], path.joined.map { .file($0.id, $0.mode) } ?? .removal)
    }
    let base = try parents.first.map { parent throws(GitError) in try self.tree(of: parent) }
    var tree = try nodes.apply(to: base, reading: objects, writing: &sink)
    if tree == nil {
      tree = try [UInt8]().withBytes { bytes throws(GitError) in try sink.write(bytes, as: .tree, objects) }
    }
    guard let tree else { throw GitError(.git, "write tree") }
    let content = CommitText.bytes(
      tree: tree, parents: parents.map(\.object), author: Signature(identity.author, time),
      committer: Signature(identity.committer, time),
      message: String(message.unicodeScalars.filter { $0.value != 0 }))
    let object = try content.withBytes { bytes throws(GitError) in try sink.write(bytes, as: .commit, objects) }
    try sink.finish(objects)
    hold(sink.guarding)
    return CommitID(object)
  }

  private func set(
    _ change: TreeChange, in nodes: inout ChangeTree, _ sink: inout ObjectSink
  ) throws(GitError) {
    let parts = try WorkspacePath(change.path.string, below: prefix).parts
    switch change.outcome {
    case .removal: nodes.set(parts[...], .removal)
    case .version(let version): nodes.set(parts[...], .file(ObjectID(version.blob), version.mode))
    case .content(let bytes, let kind):
      let id = try bytes.withBytes { bytes throws(GitError) in try sink.write(bytes, as: .blob, objects) }
      guard let blob = id.blob else { throw GitError(.git, "git_odb_write") }
      nodes.set(parts[...], .file(id, FileVersion(blob, kind).mode))
    }
  }

  /// When a commit was made, in seconds since 1970.
  func time(of commit: CommitID) throws(GitError) -> Int64 { try facts(of: commit).time }

  func facts(of commit: CommitID) throws(GitError) -> CommitFacts {
    try objects.read(commit.object, as: .commit) { bytes throws(GitError) in
      try CommitFacts(bytes, of: commit.object)
    }
  }

  /// The commits whose parents a shallow clone has left out (git's file `shallow`).
  func shallowCommits() throws(GitError) -> Set<ObjectID> {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try Files.read(commonFolder / "shallow", limit: 1 << 26) } catch {
      if error.isNotFound { return [] }
      throw GitError(.file, error.operation, path: error.path, reason: error.reason, underlying: error)
    }
    return Set(bytes.split(separator: 0x0A).compactMap { ObjectID(String(decoding: $0, as: UTF8.self)) })
  }
}
