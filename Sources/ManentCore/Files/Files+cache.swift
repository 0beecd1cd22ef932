#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Files {
  /// Gives `path` new content in one step, as `writeAtomically` does, and does not force it to disk: for what is checked
  /// when it is read, and can be made again.
  public static func writeUnforced(_ bytes: [UInt8], to path: Path, mode: UInt32 = 0o644) throws(FileError) {
    let temporary = temporaryPath(beside: path)
    do throws(FileError) {
      try writeNew(bytes, to: temporary, mode: mode, sync: false)
      try rename(temporary, to: path)
    } catch {
      unlink(temporary.string)
      throw error
    }
  }

  /// Notes that a file was used now, by the time of its last change. One that is not there, or not this user's, stays as
  /// it is.
  public static func touch(_ path: Path) { utimensat(AT_FDCWD, path.string, nil, AT_SYMLINK_NOFOLLOW) }
}
