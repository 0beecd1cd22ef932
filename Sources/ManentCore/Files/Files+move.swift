#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Files {
  /// Moves a file or a folder, also to another file system: there it is copied to a name beside the target, forced to
  /// disk and renamed, so that it appears whole, and goes from its old place after that.
  public static func move(_ source: Path, to target: Path) throws(FileError) {
    do throws(FileError) { try rename(source, to: target) } catch {
      guard error.code == EXDEV else { throw error }
      let draft = temporaryPath(beside: target)
      do throws(FileError) {
        try copy(source, to: draft)
        try rename(draft, to: target)
      } catch {
        try? removeTree(draft)
        throw error
      }
      try syncFolder(target.parent)
      try removeTree(source)
    }
  }

  /// Sets the permission bits of a file or folder.
  public static func setMode(_ path: Path, _ mode: UInt32) throws(FileError) {
    guard chmod(path.string, mode_t(mode)) == 0 else { throw FileError("set permissions of", path, code: errno) }
  }

  /// Copies regular files and folders with their permissions; anything else is an error.
  private static func copy(_ source: Path, to target: Path) throws(FileError) {
    guard let status = try status(source) else { throw FileError("copy", source, code: ENOENT) }
    switch status.kind {
    case .file: try writeNew(read(source, followsLinks: false), to: target, mode: status.mode & 0o777)
    case .folder:
      try makeFolders(target, mode: 0o700)
      for name in try list(source) { try copy(source / name, to: target / name) }
      try setMode(target, status.mode & 0o777)
      try syncFolder(target)
    case .link, .other: throw FileError("copy", source, code: FileError.notRegularCode)
    }
  }
}
