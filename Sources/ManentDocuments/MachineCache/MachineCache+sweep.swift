import ManentCore

extension MachineCache {
  /// What the cache takes on the disk.
  package struct Size: Sendable, Equatable {
    /// How many entries there are.
    package var entries = 0
    /// Their bytes.
    package var bytes = 0
  }

  /// How many entries there are, and their bytes.
  package func size() throws -> Size {
    var size = Size()
    try forEachEntry { _, status in
      size.entries += 1
      size.bytes += status.size
    }
    return size
  }

  /// Removes what was not used for longest, down to nine tenths of the limit, where the cache is larger than that.
  func sweep() throws {
    var entries: [(path: Path, status: FileStatus)] = []
    let old = (Timestamp.now.milliseconds - 3_600_000) * 1_000_000
    try forEachEntry { path, status in
      if path.name.hasPrefix(".") {
        // A draft that a killed process has left.
        if status.modified < old { try Files.remove(path) }
      } else {
        entries.append((path, status))
      }
    }
    var bytes = entries.reduce(0) { $0 + $1.status.size }
    guard bytes > limit else { return }
    entries.sort { $0.status.modified < $1.status.modified }
    for (path, status) in entries {
      guard bytes > limit / 10 * 9 else { return }
      try Files.remove(path)
      bytes -= status.size
    }
  }

  private func forEachEntry(_ body: (Path, FileStatus) throws -> Void) throws {
    for kind in ["text", "segments"] where try Files.status(folder / kind)?.kind == .folder {
      for (shard, status) in try Files.entries(of: folder / kind) where status.kind == .folder {
        for (name, status) in try Files.entries(of: folder / kind / shard) where status.kind == .file {
          try body(folder / kind / shard / name, status)
        }
      }
    }
  }

  /// Sweeps when so much was added since the last time that the cache may have become too large.
  ///
  /// - Parameter bytes: what was added by this command.
  func noteAdded(_ bytes: Int) {
    guard bytes > 0 else { return }
    let file = folder / "added"
    // A number that cannot be kept only has the cache swept sooner or later than it would be.
    let before = (try? Files.read(file, limit: 32)).flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
    let sum = before + bytes
    let isDue = sum > limit / 8
    try? Files.writeUnforced(Array("\(isDue ? 0 : sum)".utf8), to: file, mode: 0o600)
    if isDue { try? sweep() }
  }
}
