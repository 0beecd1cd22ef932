#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file that is closed when its owner goes away.
public struct OwnedDescriptor: ~Copyable {
  /// The system's number for the open file.
  public let number: Int32
  /// Where the file was opened, for messages.
  public let path: Path
  /// What was known of the file when it was opened; `nil` when nothing was asked.
  private let opened: FileStatus?

  /// Opens `path` with the flags of `open(2)`; the descriptor is never inherited by a child process.
  public init(opening path: Path, flags: Int32, mode: UInt32 = 0o644) throws(FileError) {
    number = try Self.number(opening: path, flags: flags, mode: mode)
    self.path = path
    opened = nil
  }

  private static func number(opening path: Path, flags: Int32, mode: UInt32) throws(FileError) -> Int32 {
    let number = retryingInterrupts { open(path.string, flags | O_CLOEXEC, mode_t(mode)) }
    guard number >= 0 else { throw FileError("open", path, code: errno) }
    return number
  }

  /// Opens a regular file; a folder (`EISDIR`) or anything else is refused at once, where opening or reading a pipe
  /// would wait for somebody and a device might never end.
  public init(openingFile path: Path, flags: Int32, mode: UInt32 = 0o644) throws(FileError) {
    let number = try Self.number(opening: path, flags: flags | O_NONBLOCK, mode: mode)
    let status: FileStatus
    do throws(FileError) {
      status = try Self.status(of: number, path)
      guard status.kind == .file else {
        throw FileError(
          flags & O_ACCMODE == O_RDONLY ? "read" : "open", path,
          code: status.kind == .folder ? FileError.isFolderCode : FileError.notRegularCode)
      }
    } catch {
      close(number)
      throw error
    }
    self.number = number
    self.path = path
    opened = status
  }

  /// Takes over an open file; `path` is what messages call it.
  init(adopting number: Int32, as path: Path) {
    self.number = number
    self.path = path
    opened = nil
  }

  deinit { close(number) }

  /// Writes all bytes, however many calls that takes.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = retryingInterrupts {
        platformWrite(number, bytes.baseAddress.unsafelyUnwrapped + written, bytes.count - written)
      }
      guard count >= 0 else { throw FileError("write", path, code: errno) }
      written += count
    }
  }

  /// Forces what was written onto the disk.
  public func sync() throws(FileError) {
    #if canImport(Darwin)
      // fsync(2) on Darwin stops at the drive's cache; F_FULLFSYNC does not.
      if fcntl(number, F_FULLFSYNC) == 0 { return }
    #endif
    guard retryingInterrupts({ fsync(number) }) == 0 else { throw FileError("sync", path, code: errno) }
  }

  /// What the system knows about the open file.
  public func status() throws(FileError) -> FileStatus { try Self.status(of: number, path) }

  private static func status(of number: Int32, _ path: Path) throws(FileError) -> FileStatus {
    var buffer = stat()
    guard fstat(number, &buffer) == 0 else { throw FileError("inspect", path, code: errno) }
    return FileStatus(buffer)
  }

  /// What the system knew about the file when it was opened, which is asked for once; a file that others write to may
  /// have become another since.
  public func statusWhenOpened() throws(FileError) -> FileStatus {
    if let opened { return opened }
    return try status()
  }

  /// Reads to the end, and refuses to hold more than `limit` bytes (`EFBIG`).
  public func readToEnd(limit: Int = .max) throws(FileError) -> [UInt8] {
    let size = try statusWhenOpened().size
    guard size <= limit else { throw FileError("read", path, code: EFBIG) }
    // One byte more than expected shows at once that the end was reached.
    var bytes = try readOnce(size + 1)
    // A file that gave as much as it holds is at its end; only one that tells no length, as in /proc, is asked again.
    if bytes.isEmpty || bytes.count == size { return bytes }
    while true {
      if bytes.count > limit { throw FileError("read", path, code: EFBIG) }
      let more = try readOnce(bytes.count < size ? size + 1 - bytes.count : 64 << 10)
      if more.isEmpty { return bytes }
      bytes += more
      if size > 0, bytes.count == size { return bytes }
    }
  }

  /// Up to `count` bytes by one call of `read(2)`; none at the end.
  private func readOnce(_ count: Int) throws(FileError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let result = retryingInterrupts { read(number, buffer.baseAddress, count) }
      if result < 0 { failure = errno }
      filled = max(0, result)
    }
    guard failure == 0 else { throw FileError("read", path, code: failure) }
    return bytes
  }
}

/// Repeats a system call for as long as a signal cuts it short.
func retryingInterrupts<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

/// `write(2)` under a name that the method above does not shadow.
private func platformWrite(_ number: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(number, start, count)
}
