#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lock between processes, held for as long as this value lives (`flock(2)`).
///
/// The system lets go of it when the process ends, however it ends, so that no stale lock is left behind.
public struct FileLock: ~Copyable {
  private let descriptor: OwnedDescriptor

  private init(_ descriptor: consuming OwnedDescriptor) { self.descriptor = descriptor }

  /// Takes the lock, and waits for as long as another process holds it.
  ///
  /// - Parameters:
  ///   - path: the lock's file, made when it is missing.
  ///   - patience: how long the wait may last before it is worth a word.
  ///   - overdue: called once when it has lasted that long, with the number of the process that holds the lock, where
  ///     the system tells it.
  public static func wait(
    for path: Path, patience: Duration = .seconds(2), overdue: (_ holder: Int?) -> Void = { _ in }
  ) throws(FileError) -> FileLock {
    let end = ContinuousClock.now + patience
    var isPatient = true
    while true {
      let descriptor = try OwnedDescriptor(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW)
      // Looked at again and again until the word is due: the system's own wait knows no limit.
      var pause: UInt32 = 200
      while isPatient, flock(descriptor.number, LOCK_EX | LOCK_NB) != 0 {
        guard errno == EWOULDBLOCK || errno == EINTR else { throw FileError("lock", path, code: errno) }
        if Interruption.isRequested { throw FileError("lock", path, code: EINTR) }
        if ContinuousClock.now >= end {
          isPatient = false
          overdue(holder(of: descriptor))
        } else {
          usleep(pause)
          pause = min(pause * 2, 5000)
        }
      }
      while !isPatient, flock(descriptor.number, LOCK_EX) != 0 {
        guard errno == EINTR, !Interruption.isRequested else { throw FileError("lock", path, code: errno) }
      }
      if try isCurrent(descriptor, path) { return FileLock(descriptor) }
    }
  }

  /// The process that holds the lock on a file, as `/proc/locks` tells it; `nil` where it does not.
  private static func holder(of descriptor: borrowing OwnedDescriptor) -> Int? {
    // It is only a word for people: without it the message names no process.
    guard let inode = try? descriptor.status().inode, let bytes = try? Files.readStream("/proc/locks") else {
      return nil
    }
    // 1: FLOCK  ADVISORY  WRITE 708 08:01:131202 0 EOF; a waiting one has «->» before its kind.
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 6, words[1] == "FLOCK", words[5].split(separator: ":").last == "\(inode)" else { continue }
      return Int(words[4]).flatMap { $0 > 0 ? $0 : nil }
    }
    return nil
  }

  /// Takes the lock if it is free; `nil` when another process holds it.
  public static func takeIfFree(_ path: Path) throws(FileError) -> FileLock? {
    while true {
      let descriptor = try OwnedDescriptor(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW)
      if flock(descriptor.number, LOCK_EX | LOCK_NB) == 0 {
        if try isCurrent(descriptor, path) { return FileLock(descriptor) }
      } else {
        guard errno == EWOULDBLOCK else { throw FileError("lock", path, code: errno) }
        return nil
      }
    }
  }

  /// Whether a process holds the lock; a file that is not there is held by nobody, and is not made.
  public static func isHeld(_ path: Path) throws(FileError) -> Bool {
    do throws(FileError) {
      let descriptor = try OwnedDescriptor(opening: path, flags: O_RDWR | O_NOFOLLOW)
      // Shared, so that two who look do not take each other for the holder.
      if flock(descriptor.number, LOCK_SH | LOCK_NB) == 0 { return false }
      guard errno == EWOULDBLOCK else { throw FileError("lock", path, code: errno) }
      return true
    } catch {
      guard error.isNotFound else { throw error }
      return false
    }
  }

  /// Whether the file is still the one of that name: who removes it while it is locked lets others make a new one.
  private static func isCurrent(_ descriptor: borrowing OwnedDescriptor, _ path: Path) throws(FileError) -> Bool {
    try Files.status(path)?.inode == descriptor.status().inode
  }

  /// Runs `body` while the lock is held: the value is borrowed for the length of the call, so that it is not lost
  /// before the end of it.
  public borrowing func during<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }
}
