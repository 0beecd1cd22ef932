#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder that is open, so that much can be asked about what is in it without going the way to it each time.
public struct OpenFolder: ~Copyable {
  private let descriptor: OwnedDescriptor

  /// Opens a folder; a link is none.
  public init(_ path: Path) throws(FileError) {
    descriptor = try OwnedDescriptor(opening: path, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
  }

  /// What is at a path below the folder, a link at its end not followed; `nil` when nothing is there.
  public func status(_ name: String) throws(FileError) -> FileStatus? {
    var buffer = stat()
    if fstatat(descriptor.number, name, &buffer, AT_SYMLINK_NOFOLLOW) == 0 { return FileStatus(buffer) }
    let error = FileError("inspect", descriptor.path / name, code: errno)
    if error.isNotFound { return nil }
    throw error
  }
}
