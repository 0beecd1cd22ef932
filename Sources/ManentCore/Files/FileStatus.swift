#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the file system knows about an entry without opening it.
public struct FileStatus: Hashable, Sendable {
  /// What an entry is.
  public enum Kind: Hashable, Sendable {
    /// A regular file.
    case file
    /// A folder.
    case folder
    /// A symbolic link.
    case link
    /// A device, a socket or a pipe.
    case other
  }

  /// What the entry is.
  public var kind: Kind
  /// Length in bytes.
  public var size: Int
  /// Time of the last change to the content, in nanoseconds since 1970.
  public var modified: Int64
  /// Time of the last change to the content or the attributes, in nanoseconds since 1970.
  public var changed: Int64
  /// The entry's number on its device.
  public var inode: UInt64
  /// The permission bits.
  public var mode: UInt32
  /// The number of the user that it belongs to.
  public var owner: UInt32

  init(_ buffer: stat) {
    switch buffer.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    size = Int(buffer.st_size)
    #if canImport(Darwin)
      let (modification, change) = (buffer.st_mtimespec, buffer.st_ctimespec)
    #else
      let (modification, change) = (buffer.st_mtim, buffer.st_ctim)
    #endif
    modified = Int64(modification.tv_sec) * 1_000_000_000 + Int64(modification.tv_nsec)
    changed = Int64(change.tv_sec) * 1_000_000_000 + Int64(change.tv_nsec)
    inode = UInt64(buffer.st_ino)
    mode = UInt32(buffer.st_mode & 0o7777)
    owner = UInt32(buffer.st_uid)
  }
}
