internal import ManentCore
public import ManentGit

extension History {
  /// Why a commit could not become the newest one.
  enum Obstacle {
    /// The branch or the index is not what the commit was built on any more.
    case moved
    /// Somebody else holds a lock.
    case held(CommitDelay)
  }

  /// Makes a commit the newest one, in the index and on the branch; `nil` when that is done.
  ///
  /// Both files are complete before git's locks are taken. The index comes first: a process killed between the two
  /// leaves the changes staged, and not a branch whose newest commit an index would take back.
  func publish(
    _ update: BranchUpdate, _ files: [CommittedFile], in folder: borrowing CommitFolder
  ) throws(GitError) -> Obstacle? {
    let index = gitFolder / "index"
    let (indexDraft, branchDraft) = (folder.draft("index"), folder.draft("reference"))
    let seen = try onFiles { () throws(FileError) in try Files.status(index) }
    let shared = try draftIndex(with: files, seen, at: indexDraft)
    defer { try? Files.remove(indexDraft) }
    try update.draft(at: branchDraft)
    try share([indexDraft, branchDraft])
    defer { try? Files.remove(branchDraft) }

    guard let indexLock = try LockedFile.take(index, draft: indexDraft) else { return .held(.indexLocked) }
    guard try onFiles({ () throws(FileError) in try Files.status(index) }) == seen else { return .moved }
    guard let branchLock = try LockedFile.take(update.head.file, draft: branchDraft) else {
      return .held(.branchLocked)
    }
    guard try headState() == update.head else { return .moved }
    indexRead = nil
    try indexLock.commit()
    try update.log(sharing)
    try branchLock.commit()
    try onFiles { () throws(FileError) in try Files.syncFolder(update.head.file.parent) }
    if let shared { try SharedIndex.removeUnused(except: shared, in: gitFolder, at: Clock.system.now()) }
    return nil
  }

  /// Makes a copy of the index with our entries in it; gives the shared index that is new with it, if one is.
  private func draftIndex(
    with files: [CommittedFile], _ seen: FileStatus?, at draft: Path
  ) throws(GitError) -> ObjectID? {
    var index = try readIndex()
    if let seen { try index.distrust(since: seen.modified) }
    for file in files {
      let name = file.name
      if let content = file.content {
        var entry = IndexEntry(name, content.id, content.mode, content.facts)
        if file.isLeftOut { entry.leaveOut() }
        try index.set(entry)
      } else {
        try index.remove(name)
      }
    }
    let content = try index.content(splitting())
    return try onFiles { () throws(FileError) in
      try Files.remove(draft)
      if let shared = content.shared { try place(shared) }
      try Files.writeNew(content.index, to: draft, mode: seen?.mode ?? 0o644, sync: false)
      return content.shared?.id
    }
  }

  /// Whether the index is to be kept in two files.
  private func splitting() throws(GitError) -> GitIndex.Splitting {
    switch try repository.configuration().flag("core.splitindex") {
    case true?: .always
    case false?: .never
    // One that was split is joined: other programs than git cannot read it. In a larger repository it is its user's.
    case nil: prefix.isEmpty ? .never : .asItIs
    }
  }

  /// Puts a new shared index into place, whole and forced to disk: `index`, which names it, is replaced many times
  /// before it is.
  private func place(_ shared: (id: ObjectID, bytes: [UInt8], notes: [UInt8])) throws(FileError) {
    let path = SharedIndex.path(shared.id, in: gitFolder)
    if try Files.status(path)?.size != shared.bytes.count {
      let draft = gitFolder / "manent" / "shared"
      try Files.remove(draft)
      try Files.writeNew(shared.bytes, to: draft)
      try Files.rename(draft, to: path)
      try Files.syncFolder(gitFolder)
    }
    let notes = gitFolder / "manent" / path.name
    try Files.remove(notes)
    try Files.writeNew(shared.notes, to: notes, sync: false)
  }

  /// Gives files and folders of the repository the permissions that they are to have where it is shared.
  func share(_ paths: [Path]) throws(GitError) {
    guard let sharing else { return }
    try onFiles { () throws(FileError) in try sharing.apply(to: paths) }
  }

  /// The packs of the repository.
  var packFolder: PackFolder { PackFolder(commonFolder: commonFolder, sharing: sharing) }

  /// Whether a commit was to be signed, was not, and it is the first time that this is asked.
  public func isFirstUnsigned() throws(GitError) -> Bool {
    guard wantsSignatures else { return false }
    let mark = gitFolder / "manent/noted-unsigned"
    return try onFiles { () throws(FileError) in
      guard try Files.status(mark) == nil else { return false }
      try Files.writeAtomically([], to: mark)
      return true
    }
  }

  /// Takes the lock of commits; `nil` when another process holds it for too long.
  func enterCommitFolder(until deadline: Deadline) throws(GitError) -> CommitFolder? {
    try CommitFolder.enter(gitFolder: gitFolder, commonFolder: commonFolder, sharing: sharing, until: deadline)
  }
}
