internal import ManentCore

extension History {
  /// Removes every object that nothing leads to, whatever pack, loose file or cache of git's it is in.
  ///
  /// What references, heads, indexes and stashes of all work trees lead to is put into one new pack; when that is on
  /// the disk, all other packs (also those with a `.keep`) and loose objects go. Nobody else may work on the repository
  /// meanwhile: a lock of git's, or an operation like a merge half way, is an error, and so is a history that is not
  /// complete. What only a partial clone's server holds stays there.
  ///
  /// - Parameters:
  ///   - keepingReflogs: whether what only logs of references lead to is kept; else these logs are emptied first, and
  ///     `ORIG_HEAD` and `FETCH_HEAD` removed. The log of the stash is kept in any case.
  ///   - tips: commits to keep besides.
  ///   - report: is told how many objects of how many are written.
  public func prune(
    keepingReflogs: Bool, keeping tips: [CommitID] = [], report: (Int, Int) -> Void
  ) throws(HistoryError) -> PruneReport {
    if let delay = repository.delay {
      throw HistoryError(.busy, "prune", path: gitFolder, reason: "an operation is half way (\(delay.rawValue)) in ")
    }
    let deadline = Deadline(in: patience)
    guard let entered = try CommitFolder.enter(gitFolder: gitFolder, commonFolder: commonFolder, until: deadline) else {
      throw HistoryError(.busy, "prune", path: gitFolder, reason: "a commit of Manent's is being made in ")
    }
    defer { withExtendedLifetime(entered) {} }
    let folder = PackFolder(commonFolder: commonFolder)
    let packing = try folder.waitForPacking()
    defer { withExtendedLifetime(packing) {} }
    let lock = try folder.lock()
    defer { withExtendedLifetime(lock) {} }
    try ForeignLocks.requireNone(in: commonFolder)
    return try pruneLocked(in: folder, keepingReflogs: keepingReflogs, keeping: tips, report: report)
  }

  private func pruneLocked(
    in folder: PackFolder, keepingReflogs: Bool, keeping extra: [CommitID], report: (Int, Int) -> Void
  ) throws(HistoryError) -> PruneReport {
    try folder.finishRemoval()
    let bytesBefore = try storedBytes()
    let tips = try Tips(of: commonFolder, logs: keepingReflogs)
    try objects.refresh()
    let wanted = try reachable(from: tips, extra)
    var merge = PackMerge()
    let packs = try folder.list().packs.filter { !folder.isPromised($0) }
    for pack in packs.sorted(by: { $0.size > $1.size }) {
      try merge.take(try PackFile(pack, in: folder), isSettled: pack.name?.kind == .merged || pack.name == nil)
    }
    let loose = LooseFolder(path: commonFolder / "objects")
    let files = try loose.list()
    for file in files where wanted.contains(file.id) {
      guard let kind = objects.kind(of: file.id) else {
        throw HistoryError(.damaged, "prune", path: loose.path, reason: "the loose object \(file.id) cannot be read")
      }
      merge.take(loose: file.id, as: kind)
    }
    let count = merge.packs.reduce(files.count) { $0 + $1.count }
    merge.keep(only: wanted)
    try merge.plan(try merge.pairs(reading: objects), reading: objects)

    let stem = try write(
      &merge, to: folder, generation: packs.compactMap(\.name?.generation).max() ?? 0, report: report)
    guard try Tips(of: commonFolder, logs: keepingReflogs).references == tips.references else {
      throw HistoryError(.busy, "prune", path: commonFolder, reason: "a reference has moved in ")
    }
    if !keepingReflogs { try removeLogs() }
    try removeObjects(of: packs.filter { $0.stem != stem }, and: files, in: folder, loose)
    try renewObjects()
    return PruneReport(
      objectsBefore: count, objectsAfter: merge.items.count, bytesBefore: bytesBefore, bytesAfter: try storedBytes())
  }

  /// All that references, heads, indexes, logs and some commits lead to.
  private func reachable(from tips: Tips, _ extra: [CommitID]) throws(HistoryError) -> Set<ObjectID> {
    var reachability = Reachability(shallow: try Tips.shallow(in: commonFolder))
    for tip in tips.references { try reachability.walk(from: tip, in: objects) }
    for commit in extra { try reachability.walk(from: commit.object, in: objects) }
    for tip in tips.others where objects.contains(tip) {
      // A log or an index may name what is long gone.
      try reachability.walk(from: tip, in: objects)
    }
    return reachability.found
  }

  /// Writes what is kept, and gives the pack's name; `nil` when nothing is.
  private func write(
    _ merge: inout PackMerge, to folder: PackFolder, generation: UInt32, report: (Int, Int) -> Void
  ) throws(HistoryError) -> String? {
    guard !merge.items.isEmpty else { return nil }
    try folder.prepareMerge()
    let draft = folder.mergeDraft
    do throws(HistoryError) {
      let (entries, checksum) = try merge.write(to: draft, reading: objects, report: report)
      let name = PackName(.merged, generation: generation, checksum: checksum)
      try folder.place(merged: draft, index: PackIndex.bytes(of: entries, packChecksum: checksum), as: name.stem)
      return name.stem
    } catch {
      try? Files.remove(draft)
      throw error
    }
  }

  private func removeLogs() throws(HistoryError) {
    for folder in try Tips.gitFolders(in: commonFolder) {
      for log in try Tips.files(below: folder / "logs") where !log.string.hasSuffix("/logs/refs/stash") {
        try onFiles { () throws(FileError) in try Files.truncate(log, to: 0) }
      }
      try onFiles { () throws(FileError) in
        for name in ["ORIG_HEAD", "FETCH_HEAD"] { try Files.remove(folder / name) }
      }
    }
  }

  private func removeObjects(
    of packs: [StoredPack], and files: [LooseFolder.Object], in folder: PackFolder, _ loose: LooseFolder
  ) throws(HistoryError) {
    try folder.forget(packs.map(\.stem))
    try folder.removeForGood(packs.map(\.stem))
    for file in files { try loose.remove(file.id) }
    let info = commonFolder / "objects/info"
    try onFiles { () throws(FileError) in
      for name in ["commit-graph", "commit-graphs", "packs"] { try Files.removeTree(info / name) }
      try Files.writeAtomically(
        Array("\(UInt64.random(in: 0...UInt64.max))\n".utf8), to: commonFolder / "manent/pruned")
    }
  }
}
