public import ManentCore
public import ManentGit

extension History {
  /// What came of the wish to make another commit the newest one.
  public enum Advance: Hashable, Sendable {
    /// The branch leads to it, and the index holds it.
    case done
    /// The branch leads to another commit than it was thought to; nothing was done.
    case moved
    /// Somebody holds a lock for longer than this one waits; nothing was done.
    case deferred(CommitDelay)
  }

  /// What the user is in the middle of, if a merge has to wait for it.
  public var delay: CommitDelay? { repository.delay }

  /// Makes a commit that is in the repository the newest one: the index gets the paths in which it differs, and the
  /// branch (or a detached `HEAD`) leads to it.
  ///
  /// The files of the work tree are the caller's: they lie in place by now.
  ///
  /// - Parameters:
  ///   - new: the commit.
  ///   - old: what the branch leads to now.
  ///   - changed: the paths in which the two differ, with what they are in the new one.
  ///   - untouched: of these, the ones whose files are not what the new commit says: git is to look into them.
  ///   - leftOut: of these, the ones that are not to be in the work tree.
  ///   - opaque: what of the difference has names that are no text: it is kept in the commit, and not checked out.
  ///   - action: what git's log of the branch says about it, such as `merge laptop`.
  ///   - time: when.
  public func advance(
    from old: CommitID?, to new: CommitID, changed: [(path: Path, version: FileVersion?)],
    untouched: Set<Path> = [], leftOut: Set<Path> = [], opaque: [OpaquePath] = [], action: String, at time: Timestamp
  ) throws(GitError) -> Advance {
    if let delay { return .deferred(delay) }
    let deadline = Deadline(in: patience)
    guard let folder = try enterCommitFolder(until: deadline) else {
      return .deferred(.busy)
    }
    let configuration = try repository.configuration()
    let committer = Signature(
      try Identity(environment: environment, configuration: configuration).committer, time)
    var files: [CommittedFile] = []
    for (path, version) in changed {
      let place = try WorkspacePath(path.string, below: prefix)
      let facts = version?.isFile == true && !untouched.contains(path) ? FileFacts.of(root / place.text) : nil
      files.append(
        CommittedFile(
          path: place, content: version.map { (ObjectID($0.blob), $0.mode, facts) }, isLeftOut: leftOut.contains(path)))
    }
    for path in opaque {
      var file = CommittedFile(
        path: try WorkspacePath("-", below: ""), content: path.theirs.map { ($0.id, $0.mode, nil) }, isLeftOut: true)
      file.rawName = path.name
      if path.theirs?.isFolder != true { files.append(file) }
    }
    while true {
      let head = try headState()
      guard head.commit == old else { return .moved }
      let update = BranchUpdate(
        head: head, gitFolder: gitFolder, new: new, committer: committer,
        subject: action, keepsLog: try configuration.flag("core.logallrefupdates") ?? true)
      switch try publish(update, files, in: folder) {
      case nil:
        releaseHolds()
        return .done
      case .moved: guard deadline.pause() else { return .deferred(.branchLocked) }
      case .held(let delay): guard deadline.pause() else { return .deferred(delay) }
      }
    }
  }
}
