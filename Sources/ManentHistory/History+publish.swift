internal import ManentCore

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
  ) throws(HistoryError) -> Obstacle? {
    let index = gitFolder / "index"
    let (indexDraft, branchDraft) = (folder.draft("index"), folder.draft("reference"))
    let seen = try onFiles { () throws(FileError) in try Files.status(index) }
    try editedIndex(files, of: index, seen, at: indexDraft)
    defer { try? Files.remove(indexDraft) }
    try update.draft(at: branchDraft)
    defer { try? Files.remove(branchDraft) }

    guard let indexLock = try LockedFile.take(index, draft: indexDraft) else { return .held(.indexLocked) }
    guard try onFiles({ () throws(FileError) in try Files.status(index) }) == seen else { return .moved }
    guard let branchLock = try LockedFile.take(update.head.file, draft: branchDraft) else {
      return .held(.branchLocked)
    }
    guard try headState() == update.head else { return .moved }
    try indexLock.commit()
    try update.log()
    try branchLock.commit()
    try onFiles { () throws(FileError) in try Files.syncFolder(update.head.file.parent) }
    return nil
  }

  /// Makes a copy of the index with our entries in it.
  private func editedIndex(
    _ files: [CommittedFile], of index: Path, _ seen: FileStatus?, at draft: Path
  ) throws(HistoryError) {
    try onFiles { () throws(FileError) in
      try Files.remove(draft)
      if seen != nil { try Files.writeNew(try Files.read(index), to: draft, sync: false) }
    }
    let edited = try GitIndex(draft)
    if let seen { try edited.distrust(since: seen.modified) }
    for file in files {
      if let content = file.content {
        try edited.set(file.path.text, to: content.id, mode: content.mode, facts: content.facts)
      } else {
        try edited.remove(file.path.text)
      }
    }
    try edited.write()
  }
}
