import CSystem
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The operations on files that the rest of Manent is built from.
///
/// Each either does what it says or throws a `FileError` that names the call, the path and the reason.
public enum Files {
  /// What is at `path`, links not followed; `nil` when nothing is there.
  public static func status(_ path: Path) throws(FileError) -> FileStatus? {
    var buffer = stat()
    if lstat(path.string, &buffer) == 0 { return FileStatus(buffer) }
    let error = FileError("inspect", path, code: errno)
    if error.isNotFound { return nil }
    throw error
  }

  /// What `path` leads to, links followed; `nil` when nothing is there.
  public static func statusFollowingLinks(_ path: Path) throws(FileError) -> FileStatus? {
    var buffer = stat()
    if stat(path.string, &buffer) == 0 { return FileStatus(buffer) }
    let error = FileError("inspect", path, code: errno)
    if error.isNotFound { return nil }
    throw error
  }

  /// Whether anything is at `path`.
  public static func exists(_ path: Path) -> Bool { access(path.string, F_OK) == 0 }

  /// Whether this process may write at `path`.
  public static func isWritable(_ path: Path) -> Bool { access(path.string, W_OK) == 0 }

  /// Whether this process may run what is at `path`.
  public static func isExecutable(_ path: Path) -> Bool { access(path.string, X_OK) == 0 }

  /// The names in a folder, sorted by bytes, without `.` and `..`.
  public static func list(_ folder: Path) throws(FileError) -> [String] {
    try entries(of: folder, inspecting: false).map(\.name).sorted(by: precedes)
  }

  /// Order by bytes. The system compares them many at a time.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let order = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in
        guard let first = left.baseAddress, let second = right.baseAddress else { return left.count < right.count }
        let order = memcmp(first, second, min(left.count, right.count))
        return order == 0 ? left.count < right.count : order < 0
      }
    }
    return (order ?? nil) ?? left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// The names in a folder with what the file system knows of each, links not followed; in no order, without `.` and
  /// `..`.
  ///
  /// One call for each entry, without building its path.
  public static func entries(of folder: Path) throws(FileError) -> [(name: String, status: FileStatus)] {
    try entries(of: folder, inspecting: true).compactMap { name, status in status.map { (name, $0) } }
  }

  /// The names in a folder that are not UTF-8, with U+FFFD for what is not; nothing can be done with them by name. In no
  /// order.
  public static func undecodableNames(in folder: Path) throws(FileError) -> [String] {
    guard let stream = opendir(folder.string) else { throw FileError("list", folder, code: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw FileError("list", folder, code: errno) }
        return names
      }
      withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { name in
          if String(validatingCString: name) == nil { names.append(String(cString: name)) }
        }
      }
    }
  }

  private static func entries(
    of folder: Path, inspecting: Bool
  ) throws(FileError) -> [(name: String, status: FileStatus?)] {
    guard let stream = opendir(folder.string) else { throw FileError("list", folder, code: errno) }
    defer { closedir(stream) }
    var entries: [(String, FileStatus?)] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw FileError("list", folder, code: errno) }
        break
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var buffer = stat()
      // An entry that is gone by now has no status and is left out.
      let isThere = inspecting && fstatat(dirfd(stream), name, &buffer, AT_SYMLINK_NOFOLLOW) == 0
      entries.append((name, isThere ? FileStatus(buffer) : nil))
    }
    return entries
  }

  /// Makes a folder and the missing ones above it. Those that are there already are left alone.
  public static func makeFolders(_ folder: Path, mode: UInt32 = 0o755) throws(FileError) {
    _ = try makeMissingFolders(folder, mode: mode)
  }

  /// Makes a folder and the missing ones above it, and gives those that it made, the uppermost first.
  public static func makeMissingFolders(_ folder: Path, mode: UInt32 = 0o755) throws(FileError) -> [Path] {
    if mkdir(folder.string, mode_t(mode)) == 0 { return [folder] }
    let code = errno
    if code == ENOENT, folder.parent != folder {
      let above = try makeMissingFolders(folder.parent, mode: mode)
      if mkdir(folder.string, mode_t(mode)) == 0 { return above + [folder] }
      guard errno == EEXIST else {
        let failure = FileError("make folder", folder, code: errno)
        above.reversed().forEach { removeEmptyFolder($0) }
        throw failure
      }
      return above
    }
    if code == EEXIST || code == EROFS || code == EACCES, try statusFollowingLinks(folder)?.kind == .folder {
      return []
    }
    throw FileError("make folder", folder, code: code == EEXIST ? ENOTDIR : code)
  }

  /// Gives `path` new content in one step: a temporary file beside it is written, forced to disk and renamed over it.
  ///
  /// Whoever reads sees the old content or the new, also after a crash.
  public static func writeAtomically(_ bytes: [UInt8], to path: Path, mode: UInt32 = 0o644) throws(FileError) {
    let temporary = temporaryPath(beside: path)
    do throws(FileError) {
      try writeNew(bytes, to: temporary, mode: mode)
      try rename(temporary, to: path)
    } catch {
      unlink(temporary.string)
      throw error
    }
    try syncFolder(path.parent)
  }

  /// Makes a file that must not be there yet, with its content forced to disk unless `sync` is false.
  public static func writeNew(
    _ bytes: [UInt8], to path: Path, mode: UInt32 = 0o644, sync: Bool = true
  ) throws(FileError) {
    let file = try OwnedDescriptor(opening: path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode)
    try write(bytes, to: file)
    if sync { try file.sync() }
  }

  /// Makes a file that must not be there yet, of bytes in memory that is borrowed.
  public static func writeNew(
    _ bytes: UnsafeRawBufferPointer, to path: Path, mode: UInt32 = 0o644, sync: Bool = true
  ) throws(FileError) {
    let file = try OwnedDescriptor(opening: path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode)
    try file.write(bytes)
    if sync { try file.sync() }
  }

  /// Makes a file that must not be there yet and does not force its content to disk; gives what the system knows of it.
  public static func writeUnsynced(_ bytes: [UInt8], to path: Path) throws(FileError) -> FileStatus {
    let file = try OwnedDescriptor(opening: path, flags: O_WRONLY | O_CREAT | O_EXCL)
    try write(bytes, to: file)
    return try file.status()
  }

  /// Adds bytes at the end of a file and forces them to disk before returning; makes the file when it is missing.
  ///
  /// A write that fails half way is taken back, so that no part of it stays. A link is not followed.
  ///
  /// - Parameter mode: the permissions of a file that is made.
  public static func append(_ bytes: [UInt8], to path: Path, mode: UInt32 = 0o644) throws(FileError) {
    let isNew = try status(path) == nil
    let file = try OwnedDescriptor(openingFile: path, flags: O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, mode: mode)
    let length = try file.statusWhenOpened().size
    do throws(FileError) {
      try write(bytes, to: file)
      try file.sync()
    } catch {
      if isNew { unlink(path.string) } else { ftruncate(file.number, off_t(length)) }
      throw error
    }
    guard isNew else { return }
    do throws(FileError) { try syncFolder(path.parent) } catch {
      unlink(path.string)
      throw error
    }
  }

  /// Cuts a file off at a length and forces that onto the disk. A link is not followed.
  public static func truncate(_ path: Path, to length: Int) throws(FileError) {
    let file = try OwnedDescriptor(openingFile: path, flags: O_WRONLY | O_NOFOLLOW)
    guard ftruncate(file.number, off_t(length)) == 0 else { throw FileError("truncate", path, code: errno) }
    try file.sync()
  }

  /// Moves an entry; what was at the target is replaced in the same step.
  public static func rename(_ source: Path, to target: Path) throws(FileError) {
    guard platformRename(source.string, target.string) == 0 else { throw FileError("rename", source, code: errno) }
  }

  /// Removes a file or a link. One that is not there is no error.
  public static func remove(_ path: Path) throws(FileError) {
    if unlink(path.string) != 0, errno != ENOENT { throw FileError("remove", path, code: errno) }
  }

  /// Removes an empty folder; says whether it was empty and is gone.
  @discardableResult public static func removeEmptyFolder(_ path: Path) -> Bool { rmdir(path.string) == 0 }

  /// Removes a folder with all that is in it; links are removed, never followed. Nothing there is no error.
  public static func removeTree(_ path: Path) throws(FileError) {
    guard let status = try status(path) else { return }
    guard status.kind == .folder else { return try remove(path) }
    for name in try list(path) { try removeTree(path / name) }
    guard rmdir(path.string) == 0 || errno == ENOENT else { throw FileError("remove", path, code: errno) }
  }

  /// Forces a file's content onto the disk.
  public static func sync(_ path: Path) throws(FileError) {
    try OwnedDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK).sync()
  }

  /// Forces the contents of several files onto the disk, all at once.
  public static func sync(_ paths: [Path]) throws(FileError) {
    let failures = Mutex<[FileError]>([])
    DispatchQueue.concurrentPerform(iterations: paths.count) { index in
      do throws(FileError) { try sync(paths[index]) } catch { failures.withLock { $0.append(error) } }
    }
    if let failure = failures.withLock({ $0.first }) { throw failure }
  }

  /// Forces the names in a folder onto the disk, so that a new or renamed entry survives a power cut.
  public static func syncFolder(_ folder: Path) throws(FileError) {
    let descriptor = try OwnedDescriptor(opening: folder, flags: O_RDONLY)
    // Some file systems (network, FUSE) cannot sync a folder and say EINVAL; there is nothing better to do there.
    do throws(FileError) { try descriptor.sync() } catch  where error.code == EINVAL {}
  }

  /// Forces all that was written to the file system that holds `path` onto the disk: one call for many files.
  public static func syncFileSystem(of path: Path) throws(FileError) {
    #if canImport(Darwin)
      Darwin.sync()
    #else
      let descriptor = try OwnedDescriptor(opening: path, flags: O_RDONLY)
      guard syncfs(descriptor.number) == 0 else { throw FileError("sync", path, code: errno) }
    #endif
  }

  /// Makes a folder with a name of its own in `TMPDIR`, else `/tmp`, that only this user can enter.
  public static func makeTemporaryFolder(prefix: String, environment: [String: String]) throws(FileError) -> Path {
    let base = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : Path($0) } ?? "/tmp"
    let folder = base / "\(prefix)\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    guard mkdir(folder.string, 0o700) == 0 else { throw FileError("make folder", folder, code: errno) }
    return folder
  }

  /// The path with every link in it followed.
  public static func resolvingLinks(_ path: Path) throws(FileError) -> Path {
    guard let pointer = realpath(path.string, nil) else { throw FileError("resolve", path, code: errno) }
    defer { free(pointer) }
    return Path(String(cString: pointer))
  }

  /// A name beside `path` that no other process uses.
  static func temporaryPath(beside path: Path) -> Path {
    path.parent / ".\(path.name).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp"
  }

  /// Whether a name is that of a file that ``writeAtomically(_:to:mode:)`` makes in a process that still runs, this one
  /// included.
  public static func isInTheMaking(_ name: String) -> Bool {
    let words = name.split(separator: ".")
    guard name.hasPrefix("."), words.count > 2, words.last == "tmp",
      let process = words[words.count - 2].split(separator: "-").first.flatMap({ Int32($0) }), process > 0
    else { return false }
    return kill(process, 0) == 0 || errno != ESRCH
  }

  private static func write(_ bytes: [UInt8], to file: borrowing OwnedDescriptor) throws(FileError) {
    var failure: FileError?
    bytes.withUnsafeBytes { buffer in
      do throws(FileError) { try file.write(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}

/// `rename(2)` under a name that `Files.rename` does not shadow.
private func platformRename(_ source: String, _ target: String) -> Int32 { rename(source, target) }
