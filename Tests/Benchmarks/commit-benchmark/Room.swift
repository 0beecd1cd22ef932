import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a folder's files, and what they and the folders take on the disk.
struct Room: CustomStringConvertible {
  private var bytes = 0
  private var blocks = 0

  /// Counts a folder.
  init(of folder: Path) throws {
    var waiting = [folder]
    while let path = waiting.popLast() {
      var buffer = stat()
      guard lstat(path.string, &buffer) == 0 else { continue }
      blocks += Int(buffer.st_blocks) * 512
      if buffer.st_mode & S_IFMT == S_IFDIR {
        waiting += try Files.list(path).map { path / $0 }
      } else {
        bytes += Int(buffer.st_size)
      }
    }
  }

  /// What a repository takes once git has collected its garbage, tried on a copy.
  static func afterCollecting(_ repository: Path, in copy: Path) throws -> Room {
    try Files.removeTree(copy)
    try Files.makeFolders(copy)
    let script = "cp -a '\(repository)' '\(copy)/.git' && cd '\(copy)' && git gc --quiet --prune=now"
    guard system(script) == 0 else { throw FileError("collect", copy, code: EIO) }
    defer { try? Files.removeTree(copy) }
    return try Room(of: copy / ".git")
  }

  /// Both numbers, in kilobytes.
  var description: String { "\(bytes / 1000) kB | \(blocks / 1000) kB" }
}
