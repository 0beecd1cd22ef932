internal import ManentCore
internal import ManentGit

/// All references of a repository, read from its files: those of all work trees, and what `HEAD` is where it is
/// detached.
struct ReferenceFiles {
  /// A file that holds one object name.
  struct Loose {
    var path: Path
    /// `refs/heads/main`, or `HEAD`.
    var name: String
    var target: ObjectID
  }

  /// A line of `packed-refs`.
  struct Packed {
    var name: String
    var target: ObjectID
  }

  var loose: [Loose] = []
  var packed: [Packed] = []
  let packedFile: Path

  /// Reads the references.
  init(gitFolder: Path, commonFolder: Path) throws(GitError) {
    packedFile = commonFolder / "packed-refs"
    let folders = try Self.gitFolders(gitFolder: gitFolder, commonFolder: commonFolder)
    var loose: [Loose] = []
    var packed: [Packed] = []
    let file = packedFile
    try onFiles { () throws(FileError) in
      for folder in folders {
        if let target = try Self.target(folder / "HEAD") {
          loose.append(Loose(path: folder / "HEAD", name: "HEAD", target: target))
        }
        try Self.collect(folder / "refs", "refs", &loose)
      }
      guard try Files.status(file) != nil else { return }
      for line in try Files.read(file, limit: 1 << 30).split(separator: UInt8(ascii: "\n")) {
        guard line.count > 41, line.first != UInt8(ascii: "#"),
          let target = ObjectID(String(decoding: line.prefix(40), as: UTF8.self))
        else { continue }
        packed.append(Packed(name: String(decoding: line.dropFirst(41), as: UTF8.self), target: target))
      }
    }
    (self.loose, self.packed) = (loose, packed)
  }

  /// The folders with a `HEAD` of their own: the repository's, and one for each linked work tree.
  static func gitFolders(gitFolder: Path, commonFolder: Path) throws(GitError) -> [Path] {
    var folders = [commonFolder]
    try onFiles { () throws(FileError) in
      guard try Files.status(commonFolder / "worktrees")?.kind == .folder else { return }
      folders += try Files.list(commonFolder / "worktrees").map { commonFolder / "worktrees" / $0 }
        .filter { Files.exists($0 / "HEAD") }
    }
    return folders.contains { $0.string == gitFolder.string } ? folders : folders + [gitFolder]
  }

  /// All objects that references lead to.
  var targets: [ObjectID] { loose.map(\.target) + packed.map(\.target) }

  private static func collect(_ folder: Path, _ name: String, _ found: inout [Loose]) throws(FileError) {
    guard try Files.status(folder)?.kind == .folder else { return }
    for entry in try Files.list(folder) where !entry.hasSuffix(".lock") {
      let path = folder / entry
      switch try Files.status(path)?.kind {
      case .folder: try collect(path, "\(name)/\(entry)", &found)
      case .file:
        if let target = try target(path) { found.append(Loose(path: path, name: "\(name)/\(entry)", target: target)) }
      default: continue
      }
    }
  }

  /// The object name in a file; `nil` when it leads to another reference.
  private static func target(_ path: Path) throws(FileError) -> ObjectID? {
    guard try Files.status(path) != nil else { return nil }
    let line = try Files.read(path, limit: 4096).prefix { $0 != UInt8(ascii: "\n") }
    return ObjectID(String(decoding: line, as: UTF8.self).trimmingSpaces)
  }
}
