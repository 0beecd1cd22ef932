internal import ManentCore
public import ManentGit

extension History {
  /// Removes every object that nothing leads to, whatever pack, loose file or cache of git's it is in.
  ///
  /// What references, heads, indexes, logs and stashes of all work trees lead to is put into one new pack; when that is
  /// on the disk, all other packs (also those with a `.keep`) and loose objects go. The user's git does it
  /// (`git gc --prune=now`); where there is none, it is done here. Nobody else may work on the repository meanwhile: a lock
  /// of git's, or an operation like a merge half way, is an error, and so is a history that is not complete. What only a
  /// partial clone's server holds stays there.
  ///
  /// - Parameters:
  ///   - keepingReflogs: whether what only logs of references lead to is kept; else these logs are emptied first, and
  ///     `ORIG_HEAD` and `FETCH_HEAD` removed. The log of the stash is kept in any case.
  ///   - report: is told how many objects of how many are written.
  public func prune(keepingReflogs: Bool, report: (Int, Int) -> Void) throws(GitError) -> PruneReport {
    if let delay = repository.delay {
      throw GitError(.busy, "prune", path: gitFolder, reason: "an operation is half way (\(delay.rawValue)) in ")
    }
    if try repository.configuration().flag("extensions.preciousobjects") == true {
      throw GitError(
        .unsupported, "prune", path: gitFolder,
        reason: "its setting extensions.preciousObjects says that no object may be removed")
    }
    let deadline = Deadline(in: patience)
    guard let entered = try enterCommitFolder(until: deadline) else {
      throw GitError(.busy, "prune", path: gitFolder, reason: "a commit of Manent's is being made in ")
    }
    defer { withExtendedLifetime(entered) {} }
    let folder = packFolder
    let packing = try folder.waitForPacking()
    defer { withExtendedLifetime(packing) {} }
    releaseHolds()
    while try PackGuard.isHeldElsewhere(in: folder) {
      guard deadline.pause() else {
        throw GitError(.busy, "prune", path: gitFolder, reason: "a commit of Manent's is being made in ")
      }
    }
    try ForeignLocks.requireNone(in: commonFolder)
    return try pruneLocked(in: folder, keepingReflogs: keepingReflogs, report: report)
  }

  private func pruneLocked(
    in folder: PackFolder, keepingReflogs: Bool, report: (Int, Int) -> Void
  ) throws(GitError) -> PruneReport {
    let (objectsBefore, bytesBefore) = (try objectCount(in: folder), try storedBytes())
    try folder.noteRemoval(try folder.list().filter { !$0.isPromised }.map(\.stem))
    if let git = UserGit(environment: environment) {
      try collect(with: git, in: folder, keepingReflogs: keepingReflogs)
    } else {
      try collect(in: folder, keepingReflogs: keepingReflogs)
    }
    try folder.finishRemoval()
    try objects.reopen()
    let objectsAfter = try objectCount(in: folder)
    report(objectsAfter, objectsAfter)
    return PruneReport(
      objectsBefore: objectsBefore, objectsAfter: objectsAfter, bytesBefore: bytesBefore, bytesAfter: try storedBytes())
  }

  /// Has the user's git do it.
  private func collect(
    with git: UserGit, in folder: PackFolder, keepingReflogs: Bool
  ) throws(GitError) {
    // Before anything changes: what is missing may be missing because of some damage that can be mended.
    let words = ["rev-list", "--objects", "--all", "--reflog", "--indexed-objects", "--quiet"]
    let isPartial = try folder.list().contains(where: \.isPromised)
    let looked = try git.run(words + (isPartial ? ["--exclude-promisor-objects"] : []), in: self)
    guard looked.succeeded else {
      let failure = UserGit.failure("rev-list", looked, in: self)
      throw GitError(.damaged, "prune", path: gitFolder, reason: failure.reason)
    }
    if !keepingReflogs { try removeLogs() }
    try removeCaches()
    try onFiles { () throws(FileError) in
      // Git leaves alone what somebody keeps, and here nothing may stay.
      for name in try Files.list(folder.path) where name.hasSuffix(".keep") { try Files.remove(folder.path / name) }
    }
    let outcome = try git.run(
      ["-c", "gc.bigPackThreshold=0", "-c", "gc.cruftPacks=false", "gc", "--quiet", "--prune=now"], in: self)
    guard outcome.succeeded else { throw UserGit.failure("gc", outcome, in: self) }
  }

  /// Does it where there is no git.
  private func collect(in folder: PackFolder, keepingReflogs: Bool) throws(GitError) {
    let tips = try Tips(of: commonFolder, logs: keepingReflogs)
    try objects.reopen()
    var reachability = Reachability(shallow: try Tips.shallow(in: commonFolder))
    for tip in tips.references { try reachability.walk(from: tip, in: objects) }
    for tip in tips.others where objects.contains(tip) {
      // A log or an index may name what is long gone.
      try reachability.walk(from: tip, in: objects)
    }
    let (packs, loose) = (try folder.list(), LooseFolder(path: commonFolder / "objects"))
    let files = try loose.list()
    let stem = try repository.writePack(of: reachability.found, to: folder)
    guard try Tips(of: commonFolder, logs: keepingReflogs).references == tips.references else {
      throw GitError(.busy, "prune", path: commonFolder, reason: "a reference has moved in ")
    }
    if !keepingReflogs { try removeLogs() }
    try removeCaches()
    try onFiles { () throws(FileError) in
      for pack in packs where !pack.isPromised && pack.stem != stem { try folder.remove(pack.stem) }
    }
    for file in files { try loose.remove(file.id) }
  }

  /// Removes what git has noted of objects beside them, and makes anew when it likes.
  private func removeCaches() throws(GitError) {
    let (info, packs) = (commonFolder / "objects/info", commonFolder / "objects/pack")
    try onFiles { () throws(FileError) in
      for name in ["commit-graph", "commit-graphs", "packs"] { try Files.removeTree(info / name) }
      guard Files.exists(packs) else { return }
      for name in try Files.list(packs) where name.hasPrefix("multi-pack-index") { try Files.removeTree(packs / name) }
    }
  }

  private func removeLogs() throws(GitError) {
    for folder in try Tips.gitFolders(in: commonFolder) {
      for log in try Tips.files(below: folder / "logs") where !log.string.hasSuffix("/logs/refs/stash") {
        try onFiles { () throws(FileError) in try Files.truncate(log, to: 0) }
      }
      try onFiles { () throws(FileError) in
        for name in ["ORIG_HEAD", "FETCH_HEAD"] { try Files.remove(folder / name) }
      }
    }
  }

  /// How many objects there are, one counted for each place that it is in.
  private func objectCount(in folder: PackFolder) throws(GitError) -> Int {
    var count = try LooseFolder(path: commonFolder / "objects").list().count
    for pack in try folder.list() where !pack.isPromised {
      let start = try onFiles { () throws(FileError) in
        try Files.read(folder.path / "\(pack.stem).idx", range: 0..<1032)
      }
      let table = start.starts(with: [0xFF, 0x74, 0x4F, 0x63]) ? start[...] : start.prefix(1024)
      count += table.suffix(4).reduce(0) { $0 << 8 | Int($1) }
    }
    return count
  }
}
