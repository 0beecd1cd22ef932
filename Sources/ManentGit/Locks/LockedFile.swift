package import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Git's lock on one of its files (`FILE.lock`), taken with the new content of the file already complete.
///
/// Letting go of the value lets go of the lock.
package struct LockedFile: ~Copyable {
  private let target: Path
  private let draft: Path
  private let lock: Path
  /// Whether the lock is a second name for the draft, and not an empty file beside it.
  private let isLinked: Bool
  private var isHeld = true

  private init(target: Path, draft: Path, lock: Path, isLinked: Bool) {
    self.target = target
    self.draft = draft
    self.lock = lock
    self.isLinked = isLinked
  }

  deinit { if isHeld { unlink(lock.string) } }

  /// Takes the lock on `target` with `draft` as its new content; `nil` when somebody else holds it.
  package static func take(_ target: Path, draft: Path) throws(GitError) -> LockedFile? {
    let lock = Path(target.string + ".lock")
    if link(draft.string, lock.string) == 0 {
      return LockedFile(target: target, draft: draft, lock: lock, isLinked: true)
    }
    switch errno {
    case EEXIST: return nil
    case EPERM, ENOTSUP, EOPNOTSUPP, EMLINK:
      // A file system without second names: a lock file as git makes it, which a kill in this moment leaves behind.
      return try onFiles { () throws(FileError) in
        do throws(FileError) { try Files.writeNew([], to: lock, sync: false) } catch  where error.code == EEXIST {
          return nil
        }
        return LockedFile(target: target, draft: draft, lock: lock, isLinked: false)
      }
    case let code:
      let failure = FileError("lock", target, code: code)
      throw GitError(.file, "lock", path: target, reason: failure.reason, underlying: failure)
    }
  }

  /// Gives the file its new content and lets go of the lock.
  package consuming func commit() throws(GitError) {
    let (source, target) = (isLinked ? lock : draft, target)
    try onFiles { () throws(FileError) in try Files.rename(source, to: target) }
    // Somebody else may hold the lock from now on; it is not ours to remove.
    if isLinked { isHeld = false }
  }
}
