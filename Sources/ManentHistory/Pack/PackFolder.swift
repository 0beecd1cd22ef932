internal import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder `objects/pack`, and the locks between processes of Manent that change it.
struct PackFolder: Sendable {
  /// The folder.
  let path: Path
  /// The folder of Manent's own files in the repository's common folder.
  let own: Path

  /// The packs of the repository with this common folder.
  init(commonFolder: Path) {
    path = commonFolder / "objects" / "pack"
    own = commonFolder / "manent"
  }

  /// The names of the files that stay in Manent's own folder.
  static let ownFiles: Set<String> = ["lock-objects", "lock-packing", "packs", "pruned", "removing"]

  /// Takes the lock under which packs of Manent's appear and go; waits for it, since nobody holds it for long.
  func lock() throws(HistoryError) -> FileLock {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(own)
      return try FileLock.wait(for: own / "lock-objects")
    }
  }

  /// Takes the lock of whoever puts packs together; `nil` when somebody does.
  func lockForPacking() throws(HistoryError) -> FileLock? {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(own)
      return try FileLock.takeIfFree(own / "lock-packing")
    }
  }

  /// Tells when objects were last removed from the repository: something else each time.
  func lastPrune() throws(HistoryError) -> FileStatus? {
    try onFiles { () throws(FileError) in try Files.status(own / "pruned") }
  }

  /// Throws when objects were removed since: one that was there before may be missing now.
  func requireNoPrune(since last: FileStatus?) throws(HistoryError) {
    guard try lastPrune() != last else { return }
    throw HistoryError(.busy, "write", path: path, reason: "objects were removed meanwhile from ")
  }

  /// Takes the lock of whoever puts packs together, and waits for it.
  func waitForPacking() throws(HistoryError) -> FileLock {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(own)
      return try FileLock.wait(for: own / "lock-packing")
    }
  }

  /// Whether a pack stands for others that a server has promised.
  func isPromised(_ pack: StoredPack) -> Bool { pack.isKept && Files.exists(path / "\(pack.stem).promisor") }

  /// The packs that are there with their index, and packs of Manent's that a killed process left without one.
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
      guard Files.exists(drafts) else { return }
      for name in try Files.list(drafts) where drafts / name != mergeDraft { try Files.remove(drafts / name) }
    }
  }

  /// Puts a pack and its index into the folder, forced to disk; the caller holds the lock.
  ///
  /// The pack comes before its index: git takes no notice of a pack without one.
  func place(_ pack: [UInt8], _ index: [UInt8], as stem: String) throws(HistoryError) {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(drafts)
      do throws(FileError) {
        try Self.write(pack, to: draft(stem, "pack"), sync: false)
        try Self.write(index, to: draft(stem, "idx"), sync: false)
        // At once: the file system then has to write its journal once.
        try Files.sync([draft(stem, "pack"), draft(stem, "idx")])
      } catch {
        for kind in ["pack", "idx"] { try? Files.remove(draft(stem, kind)) }
        throw error
      }
    }
    try placeDrafts(of: stem)
  }

  /// Moves a pack and an index that are complete and on the disk as drafts into place; the caller holds the lock.
  func placeDrafts(of stem: String) throws(HistoryError) {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(path)
      do throws(FileError) {
        for kind in ["pack", "idx"] { try Self.move(draft(stem, kind), to: path / "\(stem).\(kind)") }
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

  /// Where a file is until it is whole. Not among git's own: whoever copies a repository copies all that is there.
  private func draft(_ stem: String, _ kind: String) -> Path { drafts / "\(stem).\(kind)" }

  private var drafts: Path { own / "packs" }

  /// Where a merged pack is written until it is whole: there is one at a time.
  var mergeDraft: Path { drafts / "merged" }

  /// Begins a merged pack: makes the folder for it, and removes what a killed process left there.
  func prepareMerge() throws(HistoryError) {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(drafts)
      try Files.remove(mergeDraft)
    }
  }

  /// Gives a draft its place; when that is on another file system, through a temporary object, which `git gc` knows to
  /// clear away.
  private static func move(_ draft: Path, to target: Path) throws(FileError) {
    do throws(FileError) { try Files.rename(draft, to: target) } catch {
      guard error.code == EXDEV else { throw error }
      let temporary = target.parent / "tmp_\(target.name)"
      try write(try Files.read(draft), to: temporary)
      try Files.rename(temporary, to: target)
      try Files.remove(draft)
    }
  }

  /// Removes a pack with all that belongs to it: its index first, so that nobody finds an index without a pack.
  func remove(_ stem: String) throws(HistoryError) {
    try forget([stem])
    try onFiles { () throws(FileError) in
      for kind in ["idx", "rev", "bitmap", "keep", "mtimes", "pack"] { try Files.remove(path / "\(stem).\(kind)") }
    }
  }

  private static func write(_ bytes: [UInt8], to path: Path, sync: Bool = true) throws(FileError) {
    try Files.remove(path)
    do throws(FileError) { try Files.writeNew(bytes, to: path, mode: 0o444, sync: sync) } catch {
      try? Files.remove(path)
      throw error
    }
  }
}
