package import ManentCore

/// The folder `manent` inside a repository's own folder: a lock between processes of Manent, and files in the making.
///
/// Git's locks are files that stay when their owner is killed, and then block every later command. So a file is made
/// complete in here first, and its lock (`index.lock`, `refs/heads/main.lock`) is a second name (`link(2)`) for it,
/// held for two system calls. What a killed process left is found by the next one: a file in here belongs to nobody
/// once the lock of this folder is free, and a lock file that is the same file as one in here is Manent's own.
package struct CommitFolder: ~Copyable {
  private let folder: Path
  private let lock: FileLock

  /// Takes the lock, and clears away what a killed process left; `nil` when another process holds it for too long.
  package static func enter(
    gitFolder: Path, commonFolder: Path, sharing: SharedPermissions?, until deadline: Deadline
  ) throws(GitError) -> CommitFolder? {
    let folder = gitFolder / "manent"
    try onFiles { () throws(FileError) in try Files.makeFolders(folder) }
    while true {
      let lock = try onFiles { () throws(FileError) in try FileLock.takeIfFree(folder / "lock") }
      if let lock {
        try onFiles { () throws(FileError) in try sharing?.apply(to: [folder, folder / "lock"]) }
        let entered = CommitFolder(folder: folder, lock: lock)
        try entered.sweep(gitFolder: gitFolder, commonFolder: commonFolder)
        return entered
      }
      guard deadline.pause() else { return nil }
    }
  }

  private init(folder: Path, lock: consuming FileLock) {
    self.folder = folder
    self.lock = lock
  }

  /// A path for a file in the making.
  package func draft(_ name: String) -> Path { folder / name }

  private func sweep(gitFolder: Path, commonFolder: Path) throws(GitError) {
    // Folders are no drafts, and the locks and the notes stay. Notes are also written without the lock: one that another
    // process is just writing stays, too.
    let leftovers = try onFiles { () throws(FileError) in try Files.entries(of: folder) }.filter { name, status in
      status.kind == .file && !name.hasPrefix("lock") && !name.hasPrefix("sharedindex.") && !name.hasPrefix("noted-")
        && !(name.hasPrefix(".noted-") && Files.isInTheMaking(name))
    }
    guard !leftovers.isEmpty else { return }
    try onFiles { () throws(FileError) in
      var inodes: Set<UInt64> = []
      for (_, status) in leftovers { inodes.insert(status.inode) }
      for path in [gitFolder / "index.lock", gitFolder / "HEAD.lock", commonFolder / "config.lock"] {
        try Self.remove(path, ifOneOf: inodes)
      }
      try Self.removeLocks(below: commonFolder / "refs", ifOneOf: inodes)
      for (name, _) in leftovers { try Files.remove(folder / name) }
    }
  }

  private static func removeLocks(below folder: Path, ifOneOf inodes: Set<UInt64>) throws(FileError) {
    for name in try Files.list(folder) {
      let path = folder / name
      if name.hasSuffix(".lock") {
        try remove(path, ifOneOf: inodes)
      } else if try Files.status(path)?.kind == .folder {
        try removeLocks(below: path, ifOneOf: inodes)
      }
    }
  }

  private static func remove(_ path: Path, ifOneOf inodes: Set<UInt64>) throws(FileError) {
    guard let status = try Files.status(path), status.kind == .file, inodes.contains(status.inode) else { return }
    try Files.remove(path)
  }
}
