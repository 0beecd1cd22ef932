package import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What git remembers of a file to see without reading it that it has not changed.
package struct FileFacts {
  package var changed: Int64
  package var modified: Int64
  package var device: UInt32
  package var inode: UInt32
  package var user: UInt32
  package var group: UInt32
  package var size: UInt32
  package var isExecutable: Bool

  /// The facts of a regular file that holds exactly `content`; `nil` for any other, so that git looks into it.
  package static func of(_ path: String, holding content: [UInt8]) -> FileFacts? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = stat()
    guard fstat(descriptor, &buffer) == 0, buffer.st_mode & S_IFMT == S_IFREG, Int(buffer.st_size) == content.count,
      isSame(descriptor, content)
    else { return nil }
    return FileFacts(buffer)
  }

  /// The facts of a regular file, whatever it holds; `nil` when there is none.
  package static func of(_ file: Path) -> FileFacts? {
    var buffer = stat()
    guard lstat(file.string, &buffer) == 0, buffer.st_mode & S_IFMT == S_IFREG else { return nil }
    return FileFacts(buffer)
  }

  private init(_ buffer: stat) {
    #if canImport(Darwin)
      let (modification, change) = (buffer.st_mtimespec, buffer.st_ctimespec)
    #else
      let (modification, change) = (buffer.st_mtim, buffer.st_ctim)
    #endif
    changed = Int64(change.tv_sec) * 1_000_000_000 + Int64(change.tv_nsec)
    modified = Int64(modification.tv_sec) * 1_000_000_000 + Int64(modification.tv_nsec)
    device = UInt32(truncatingIfNeeded: buffer.st_dev)
    inode = UInt32(truncatingIfNeeded: buffer.st_ino)
    user = buffer.st_uid
    group = buffer.st_gid
    size = UInt32(truncatingIfNeeded: buffer.st_size)
    isExecutable = buffer.st_mode & S_IXUSR != 0
  }

  private static func isSame(_ descriptor: Int32, _ content: [UInt8]) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: min(max(content.count, 1), 1 << 16), alignment: 8) { chunk in
      content.withUnsafeBytes { bytes in
        var position = 0
        while position < bytes.count {
          let count = read(descriptor, chunk.baseAddress, min(chunk.count, bytes.count - position))
          guard count > 0, let here = bytes.baseAddress, let there = chunk.baseAddress,
            memcmp(here + position, there, count) == 0
          else { return false }
          position += count
        }
        return true
      }
    }
  }
}
