#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Files {
  /// The whole content of a regular file; anything else is an error, so are more than `limit` bytes (`EFBIG`), and so is
  /// a link unless `followsLinks`.
  public static func read(_ path: Path, limit: Int = .max, followsLinks: Bool = true) throws(FileError) -> [UInt8] {
    let file = try OwnedDescriptor(openingFile: path, flags: O_RDONLY | (followsLinks ? 0 : O_NOFOLLOW))
    return try file.readToEnd(limit: limit)
  }

  /// All that a file, a pipe or a device gives, however long that takes: for what a user names on the command line, such
  /// as `<(command)`, and not for what lies in a workspace.
  public static func readStream(_ path: Path) throws(FileError) -> [UInt8] {
    try OwnedDescriptor(opening: path, flags: O_RDONLY).readToEnd()
  }

  /// Some bytes of a regular file; fewer when it ends before. A link is not followed.
  public static func read(_ path: Path, range: Range<Int>) throws(FileError) -> [UInt8] {
    let file = try OwnedDescriptor(openingFile: path, flags: O_RDONLY | O_NOFOLLOW)
    let available = try file.statusWhenOpened().size
    let range = range.clamped(to: 0..<max(0, available))
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let read = retryingInterrupts {
          pread(
            file.number, buffer.baseAddress.unsafelyUnwrapped + count, range.count - count,
            off_t(range.lowerBound + count))
        }
        if read < 0 { failure = errno }
        if read <= 0 { break }
        count += read
      }
    }
    guard failure == 0 else { throw FileError("read", path, code: failure) }
    return bytes
  }

  /// Whether the last byte is not a line feed: what a line cut short by a crash looks like. An empty file ends well.
  public static func endsMidLine(_ path: Path) throws(FileError) -> Bool {
    let file = try OwnedDescriptor(openingFile: path, flags: O_RDONLY)
    let size = try file.statusWhenOpened().size
    guard size > 0 else { return false }
    var byte: UInt8 = 0
    let count = retryingInterrupts { pread(file.number, &byte, 1, off_t(size - 1)) }
    guard count == 1 else { throw FileError("read", path, code: count < 0 ? errno : EIO) }
    return byte != UInt8(ascii: "\n")
  }
}
