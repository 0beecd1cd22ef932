internal import ManentCore
public import ManentGit

extension History {
  /// What came of ``pack()``.
  public enum Packing: Hashable, Sendable {
    /// The objects lie as they should.
    case packed
    /// Another process is at it.
    case busy
  }

  /// From so many packs more than the last packing has left (and from so many at all) on they are put together.
  private static let (morePacks, manyPacks) = (12, 16)
  /// From so many loose objects in one of their 256 folders on they are put into a pack.
  private static let manyLoose = 8

  /// Whether so many packs or loose objects have gathered that they are worth putting together.
  ///
  /// Not while another process is at it, and not for ten minutes after it has failed.
  public func isPackingDue() throws(GitError) -> Bool {
    let folder = packFolder
    let packs = try packCount(in: folder)
    if packs < Self.manyPacks, try looseSample() < Self.manyLoose { return false }
    return try onFiles { () throws(FileError) in
      if try FileLock.isHeld(folder.packingLock) { return false }
      let now = Clock.system.now().milliseconds * 1_000_000
      if let failed = try Files.status(packingFailure), failed.modified > now - 600_000_000_000 { return false }
      guard try Files.status(packsLeft) != nil else { return true }
      let left = Int(String(decoding: try Files.read(packsLeft, limit: 64), as: UTF8.self)) ?? 0
      if packs >= left + Self.morePacks { return true }
      return try Self.names(in: looseFolder).count >= Self.manyLoose
    }
  }

  /// Puts packs and loose objects together, so that they take not much more room than one pack of all would: by the user's
  /// git (`git repack -d --geometric=2`), which changes nothing of what is reachable and drops nothing else.
  ///
  /// Where there is no git, with `gc.auto` at 0, and in a partial clone only packs of Manent's own are put together, as
  /// they are. Killed anywhere, it leaves all objects in place.
  public func pack() throws(GitError) -> Packing {
    let folder = packFolder
    guard let lock = try folder.lockForPacking() else { return .busy }
    defer { withExtendedLifetime(lock) {} }
    do throws(GitError) {
      if try packByGit(in: folder) == false {
        let choice = PackJoin.choice(of: try folder.list())
        try PackJoin.join(choice, in: folder)
      }
      let left = try packCount(in: folder)
      try onFiles { () throws(FileError) in
        try Files.remove(packingFailure)
        try Files.writeAtomically(Array("\(left)".utf8), to: packsLeft)
      }
    } catch {
      // When it was tried, so that it is not tried again at every commit; the error is the caller's.
      try? Files.writeAtomically([], to: packingFailure)
      throw error
    }
    try expireLogs()
    try removeUnusedIndexes()
    try objects.refresh()
    return .packed
  }

  /// Whether git has done it; not when it must not or cannot.
  private func packByGit(in folder: PackFolder) throws(GitError) -> Bool {
    let configuration = try repository.configuration()
    guard try configuration.text("gc.auto").map({ Int($0) != 0 }) ?? true,
      try configuration.flag("extensions.preciousobjects") != true, try !folder.list().contains(where: \.isPromised),
      let git = UserGit(environment: environment)
    else { return false }
    let outcome = try git.run(["repack", "-d", "-q", "-n", "--geometric=2", "--no-write-bitmap-index"], in: self)
    // A git that does not know of `--geometric` (before 2.32) says how it is used, with this status.
    if outcome.ending == .exited(129) { return false }
    guard outcome.succeeded else { throw UserGit.failure("repack", outcome, in: self) }
    return true
  }

  /// Has git shorten its logs of references as its settings say (`gc.reflogExpire`), once a day when they are long.
  ///
  /// What their lines lead to is not looked into (`gc.reflogExpireUnreachable`): that takes long, under git's locks on
  /// the references.
  private func expireLogs() throws(GitError) {
    let (log, mark) = (gitFolder / "logs/HEAD", commonFolder / "manent/noted-expiry")
    let now = Clock.system.now().milliseconds * 1_000_000
    let isDue = try onFiles { () throws(FileError) in
      guard try Files.status(log)?.size ?? 0 > 256 << 10 else { return false }
      return try Files.status(mark)?.modified ?? 0 < now - 86_400_000_000_000
    }
    guard isDue, let git = UserGit(environment: environment) else { return }
    try onFiles { () throws(FileError) in try Files.writeAtomically([], to: mark) }
    let outcome = try git.run(["reflog", "expire", "--all", "--expire-unreachable=never"], in: self)
    guard outcome.succeeded else { throw UserGit.failure("reflog expire", outcome, in: self) }
  }

  /// Removes shared indexes of before; `index` has held all entries itself for a while then.
  private func removeUnusedIndexes() throws(GitError) {
    guard try repository.configuration().flag("core.splitindex") != true else { return }
    let current = try readIndex().shared
    try SharedIndex.removeUnused(except: current, in: gitFolder, at: Clock.system.now())
  }

  private var packingFailure: Path { commonFolder / "manent/noted-failure" }
  private var packsLeft: Path { commonFolder / "manent/noted-packs" }
  private var looseFolder: Path { commonFolder / "objects/17" }

  /// How many packs there are that may be put together.
  private func packCount(in folder: PackFolder) throws(GitError) -> Int {
    let names = try onFiles { () throws(FileError) in try Self.names(in: folder.path) }
    return names.count { $0.hasSuffix(".idx") } - names.count { $0.hasSuffix(".keep") }
  }

  private func looseSample() throws(GitError) -> Int {
    try onFiles { () throws(FileError) in try Self.names(in: looseFolder).count }
  }

  private static func names(in folder: Path) throws(FileError) -> [String] {
    do throws(FileError) { return try Files.list(folder) } catch {
      guard error.isNotFound else { throw error }
      return []
    }
  }
}
