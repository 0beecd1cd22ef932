internal import ManentCore

/// The folder `objects/pack`, and the locks between processes of Manent that change it.
struct PackFolder: Sendable {
  /// The folder.
  let path: Path
  /// The folder of Manent's own files in the repository's common folder.
  private let own: Path

  /// The packs of the repository with this common folder.
  init(commonFolder: Path) {
    path = commonFolder / "objects" / "pack"
    own = commonFolder / "manent"
  }

  /// The names of the lock files.
  static let locks: Set<String> = ["objects.lock", "pack.lock"]

  /// Takes the lock under which packs of Manent's appear and go; waits for it, since nobody holds it for long.
  func lock() throws(HistoryError) -> FileLock {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(own)
      return try FileLock.wait(for: own / "objects.lock")
    }
  }

  /// Takes the lock of whoever puts packs together; `nil` when somebody does.
  func lockForPacking() throws(HistoryError) -> FileLock? {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(own)
      return try FileLock.takeIfFree(own / "pack.lock")
    }
  }

  /// The packs that are there with their index, and what killed processes of Manent left: drafts, and packs without one.
  func list() throws(HistoryError) -> (packs: [StoredPack], leftovers: [String]) {
    let entries = try onFiles { () throws(FileError) in
      do throws(FileError) { return try Files.entries(of: path) } catch {
        guard error.isNotFound else { throw error }
        return []
      }
    }
    let files = Dictionary(entries.map { ($0.name, $0.status) }) { first, _ in first }
    var (packs, leftovers): ([StoredPack], [String]) = ([], [])
    for (name, status) in entries where status.kind == .file {
      if name.hasPrefix(Self.draftMark) { leftovers.append(name) }
      guard name.hasSuffix(".pack"), !name.hasPrefix("tmp_") else { continue }
      let stem = String(name.dropLast(5))
      let ours = PackName(stem: stem)
      guard let index = files[stem + ".idx"] else {
        if ours != nil { leftovers.append(name) }
        continue
      }
      let isKept = ["keep", "promisor", "mtimes"].contains { files["\(stem).\($0)"] != nil }
      packs.append(
        StoredPack(
          stem: stem, name: ours, size: status.size + index.size, written: status.modified, isKept: isKept))
    }
    return (packs, leftovers)
  }

  /// Removes what killed processes left; the caller holds the lock, under which nobody else is at work on such files.
  func clear(_ leftovers: [String]) throws(HistoryError) {
    try onFiles { () throws(FileError) in
      for name in leftovers { try Files.remove(path / name) }
    }
  }

  /// Puts a pack and its index into the folder, forced to disk; the caller holds the lock.
  ///
  /// The pack comes before its index: git takes no notice of a pack without one.
  func place(_ pack: [UInt8], _ index: [UInt8], as stem: String) throws(HistoryError) {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(path)
      try Self.write(pack, to: draft(stem, "pack"))
      do throws(FileError) { try Self.write(index, to: draft(stem, "idx")) } catch {
        try? Files.remove(draft(stem, "pack"))
        throw error
      }
    }
    try placeDrafts(of: stem)
  }

  /// Moves a pack and an index that are complete and on the disk as drafts into place; the caller holds the lock.
  func placeDrafts(of stem: String) throws(HistoryError) {
    try onFiles { () throws(FileError) in
      do throws(FileError) {
        for kind in ["pack", "idx"] { try Files.rename(draft(stem, kind), to: path / "\(stem).\(kind)") }
      } catch {
        for kind in ["pack", "idx"] { try? Files.remove(draft(stem, kind)) }
        throw error
      }
      try Files.syncFolder(path)
    }
  }

  /// Puts a pack that was written to `draft` into the folder; the caller holds the lock.
  func place(merged draft: Path, index: [UInt8], as stem: String) throws(HistoryError) {
    try onFiles { () throws(FileError) in
      try Self.write(index, to: self.draft(stem, "idx"))
      try Files.rename(draft, to: self.draft(stem, "pack"))
    }
    try placeDrafts(of: stem)
  }

  /// Where a file is until it is whole: under the name of a temporary object, which `git gc` knows to clear away.
  func draft(_ stem: String, _ kind: String) -> Path { path / "tmp_\(stem).\(kind)" }

  /// How the names of drafts begin.
  private static let draftMark = "tmp_pack-" + PackName.mark

  /// Removes a pack with all that belongs to it: its index first, so that nobody finds an index without a pack.
  func remove(_ stem: String) throws(HistoryError) {
    try forget([stem])
    try onFiles { () throws(FileError) in
      for kind in ["idx", "rev", "bitmap", "pack"] { try Files.remove(path / "\(stem).\(kind)") }
    }
  }

  private static func write(_ bytes: [UInt8], to path: Path) throws(FileError) {
    try Files.remove(path)
    do throws(FileError) { try Files.writeNew(bytes, to: path, mode: 0o444) } catch {
      try? Files.remove(path)
      throw error
    }
  }
}
