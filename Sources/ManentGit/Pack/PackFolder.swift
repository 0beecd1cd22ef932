package import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder `objects/pack`, and Manent's own files beside it.
package struct PackFolder: Sendable {
  /// The folder.
  package let path: Path
  /// The folder of Manent's own files in the repository's common folder.
  package let own: Path

  /// Who may do what with the files, where the repository is shared.
  private let sharing: SharedPermissions?

  /// The packs of the repository with this common folder.
  package init(commonFolder: Path, sharing: SharedPermissions? = nil) {
    self.sharing = sharing
    path = commonFolder / "objects" / "pack"
    own = commonFolder / "manent"
  }

  /// What the names of packs that Manent wrote begin with: the bytes of `manent` in hexadecimal digits.
  package static let mark = "pack-6d616e656e74"
  /// The endings of the files that belong to a pack, the index first: a pack without one is nobody's.
  package static let endings = ["idx", "rev", "bitmap", "keep", "mtimes", "pack"]

  /// The files of the guards of packs (``PackGuard``).
  package var guards: Path { own / "guards" }
  /// Where packs are until they are whole. Not among git's own: a copy of a repository takes all that is there.
  private var drafts: Path { own / "packs" }

  /// A name for a new pack: 40 hexadecimal digits as git wants them, of which the first are the mark.
  package static func newStem() -> String {
    func digits(_ count: Int) -> String {
      String(UInt64.random(in: 0...UInt64.max).padded(to: 16, radix: 16).suffix(count))
    }
    return mark + digits(14) + digits(14)
  }

  /// A pack with its index.
  package struct Stored {
    /// The name of its files without their endings.
    package var stem: String
    /// The bytes of the pack and its index.
    package var size: Int
    /// Whether something beside it says that it is to stay: `.keep`, `.promisor`, or the `.mtimes` of git's pack of what
    /// nothing leads to.
    package var isKept: Bool
    /// Whether a server has promised what it refers to.
    package var isPromised: Bool
    /// Whether Manent wrote it.
    package var isOurs: Bool { stem.hasPrefix(PackFolder.mark) }
  }

  /// The packs that are there with their index.
  package func list() throws(GitError) -> [Stored] {
    let entries = try onFiles { () throws(FileError) in
      do throws(FileError) { return try Files.entries(of: path) } catch {
        guard error.isNotFound else { throw error }
        return []
      }
    }
    let sizes = Dictionary(entries.map { ($0.name, $0.status.size) }) { first, _ in first }
    return entries.compactMap { name, status in
      guard name.hasSuffix(".idx"), status.kind == .file else { return nil }
      let stem = String(name.dropLast(4))
      guard let pack = sizes[stem + ".pack"] else { return nil }
      return Stored(
        stem: stem, size: status.size + pack,
        isKept: ["keep", "promisor", "mtimes"].contains { sizes["\(stem).\($0)"] != nil },
        isPromised: sizes[stem + ".promisor"] != nil)
    }
  }

  /// Puts a pack and its index into the folder, forced to disk.
  ///
  /// The pack comes before its index: git takes no notice of a pack without one.
  package func place(_ pack: [UInt8], _ index: [UInt8], as stem: String) throws(GitError) {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(drafts)
      try Files.makeFolders(path)
      do throws(FileError) {
        try Files.writeNew(pack, to: draft(stem, "pack"), mode: 0o444, sync: false)
        try Files.writeNew(index, to: draft(stem, "idx"), mode: 0o444, sync: false)
        // At once: the file system then has to write its journal once.
        try Files.sync([draft(stem, "pack"), draft(stem, "idx")])
        for kind in ["pack", "idx"] { try Self.move(draft(stem, kind), to: path / "\(stem).\(kind)") }
      } catch {
        removeDrafts(of: stem)
        throw error
      }
      try share([own, drafts, path] + ["pack", "idx"].map { path / "\(stem).\($0)" })
      try Files.syncFolder(path)
    }
  }

  /// Gives files and folders the permissions that they are to have in a shared repository.
  package func share(_ paths: [Path]) throws(FileError) { try sharing?.apply(to: paths) }

  /// Removes a pack with all that belongs to it.
  package func remove(_ stem: String) throws(FileError) {
    for kind in Self.endings { try Files.remove(path / "\(stem).\(kind)") }
  }

  /// Removes what was written of a pack that never came into place; what is left of it harms nobody.
  func removeDrafts(of stem: String) {
    for kind in ["pack", "idx"] { try? Files.remove(draft(stem, kind)) }
  }

  /// Takes the lock of the process that puts packs together; `nil` when another one does.
  package func lockForPacking() throws(GitError) -> FileLock? {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(own)
      return try FileLock.takeIfFree(packingLock)
    }
  }

  /// Takes the lock of the process that puts packs together, and waits for it.
  package func waitForPacking() throws(GitError) -> FileLock {
    try onFiles { () throws(FileError) in
      try Files.makeFolders(own)
      return try FileLock.wait(for: packingLock)
    }
  }

  /// The file of that lock.
  package var packingLock: Path { own / "lock-packing" }

  private func draft(_ stem: String, _ kind: String) -> Path { drafts / "\(stem).\(kind)" }

  /// Gives a draft its place; when that is on another file system, through a temporary object, which `git gc` knows to
  /// clear away.
  private static func move(_ draft: Path, to target: Path) throws(FileError) {
    do throws(FileError) { try Files.rename(draft, to: target) } catch {
      guard error.code == EXDEV else { throw error }
      let temporary = target.parent / "tmp_\(target.name)"
      try Files.writeNew(try Files.read(draft), to: temporary, mode: 0o444)
      try Files.rename(temporary, to: target)
      try Files.remove(draft)
    }
  }
}
