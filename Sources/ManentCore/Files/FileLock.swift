#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lock between processes, held for as long as this value lives (`flock(2)` on a file that stays).
///
/// The system lets go of it when the process ends, however it ends, so that no stale lock is left behind.
public struct FileLock: ~Copyable {
  private let descriptor: OwnedDescriptor

  private init(_ descriptor: consuming OwnedDescriptor) { self.descriptor = descriptor }

  /// Takes the lock, and waits for as long as another process holds it.
  public static func wait(for path: Path) throws(FileError) -> FileLock {
    let descriptor = try OwnedDescriptor(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW)
    while flock(descriptor.number, LOCK_EX) != 0 {
      guard errno == EINTR, !Interruption.isRequested else { throw FileError("lock", path, code: errno) }
    }
    return FileLock(descriptor)
  }

  /// Takes the lock if it is free; `nil` when another process holds it.
  public static func takeIfFree(_ path: Path) throws(FileError) -> FileLock? {
    let descriptor = try OwnedDescriptor(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW)
    if flock(descriptor.number, LOCK_EX | LOCK_NB) == 0 { return FileLock(descriptor) }
    guard errno == EWOULDBLOCK else { throw FileError("lock", path, code: errno) }
    return nil
  }

  /// Runs `body` while the lock is held: the value is borrowed for the length of the call, so that it is not lost
  /// before the end of it.
  public borrowing func during<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }
}
