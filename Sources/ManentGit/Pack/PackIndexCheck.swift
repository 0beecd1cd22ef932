internal import ManentCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Looks at the indexes of packs before libgit2 does.
///
/// libgit2 1.5 refuses an index whose table makes no sense, and at the next object looks things up in it all the same,
/// outside of the file. One that this process has found sound is not read again while it is the same file, with the same
/// length and times.
enum PackIndexCheck {
  private static let sound = Mutex<[String: FileStatus]>([:])
  /// So many are remembered at most.
  private static let memory = 4096

  /// Throws when an index of a pack is damaged, in a folder of objects or in those that it borrows from.
  static func requireSound(in objects: Path) throws(GitError) {
    var waiting = [objects]
    var seen: Set<String> = []
    while let folder = waiting.popLast() {
      // Git follows five steps from one repository to the next.
      guard seen.insert(folder.string).inserted, seen.count <= 64 else { continue }
      for file in try indexes(in: folder / "pack") { try requireSound(file) }
      waiting += try alternates(of: folder)
    }
  }

  private static func indexes(in folder: Path) throws(GitError) -> [Path] {
    try onFiles { () throws(FileError) in
      do throws(FileError) {
        return try Files.list(folder).filter { $0.hasSuffix(".idx") }.map { folder / $0 }
      } catch {
        guard error.isNotFound else { throw error }
        return []
      }
    }
  }

  /// The folders that `info/alternates` names.
  static func alternates(of objects: Path) throws(GitError) -> [Path] {
    let file = objects / "info/alternates"
    let bytes = try onFiles { () throws(FileError) in
      try Files.status(file) == nil ? [] : try Files.read(file, limit: 1 << 20)
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { Path(String($0)).absolute(from: objects) }
  }

  private static func requireSound(_ file: Path) throws(GitError) {
    let status = try onFiles { () throws(FileError) in try Files.statusFollowingLinks(file) }
    if let status, sound.withLock({ $0[file.string] == status }) { return }
    let (start, size): ([UInt8], Int)
    do throws(FileError) { (start, size) = try read(file) } catch {
      // Git has put packs together meanwhile.
      if error.isNotFound { return }
      throw GitError(.file, error.operation, path: file, reason: error.reason, underlying: error)
    }
    guard let fault = fault(of: start, size: size) else {
      sound.withLock { sound in
        if sound.count >= memory { sound.removeAll() }
        sound[file.string] = status
      }
      return
    }
    throw GitError(
      .damaged, "read pack index", path: file,
      reason: "\(fault); make it anew: git index-pack \(file.string.dropLast(4)).pack")
  }

  /// The beginning of a file, and how long it is.
  private static func read(_ path: Path) throws(FileError) -> (start: [UInt8], size: Int) {
    let file = try OwnedDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK)
    let status = try file.status()
    guard status.kind == .file else { throw FileError("read", path, code: FileError.notRegularCode) }
    var failure: Int32 = 0
    let start = [UInt8](unsafeUninitializedCapacity: min(1032, status.size)) { buffer, count in
      let read = pread(file.number, buffer.baseAddress, min(1032, status.size), 0)
      if read < 0 { failure = errno }
      count = max(0, read)
    }
    guard failure == 0 else { throw FileError("read", path, code: failure) }
    return (start, status.size)
  }

  /// What is wrong with an index of that many bytes which begins like this; `nil` when nothing is.
  ///
  /// Version 2 (`gitformat-pack`): 8 bytes, the table of 256 counts, 28 bytes an object, 8 for each offset beyond 2 GiB,
  /// two checksums. Version 1: the table, 24 bytes an object, two checksums.
  static func fault(of start: [UInt8], size: Int) -> String? {
    let isNew = start.starts(with: [0xFF, 0x74, 0x4F, 0x63])
    if isNew, start.count >= 8, start[4..<8] != [0, 0, 0, 2] { return "it is of an unknown version" }
    let table = isNew ? 8 : 0
    guard start.count >= table + 1024 else { return "it is cut short" }
    // Every pack is looked at by every process: this loop reads the bytes as numbers.
    let total: Int? = start.withUnsafeBytes { bytes in
      var count: UInt32 = 0
      var place = table
      while place < table + 1024 {
        let next = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
        guard next >= count else { return nil }
        count = next
        place += 4
      }
      return Int(count)
    }
    guard let count = total else { return "its table of counts goes down" }
    let least = isNew ? 8 + 1024 + count * 28 + 40 : 1024 + count * 24 + 40
    let isRight =
      isNew ? size >= least && (size - least) % 8 == 0 && (size - least) / 8 <= max(count - 1, 0) : size == least
    return isRight ? nil : "its length does not fit the \(count) objects that it tells of"
  }
}
