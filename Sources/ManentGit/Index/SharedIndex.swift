package import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file `sharedindex.CHECKSUM` of a split index: entries that never change, and that `index` holds changes of.
///
/// A file of Manent's own beside it, `manent/sharedindex.CHECKSUM`, says where every 64th entry begins, so that finding
/// one among 100,000 takes no reading through them. It is made anew when it is missing or damaged.
package enum SharedIndex {
  /// Where the file of that checksum is.
  package static func path(_ id: ObjectID, in gitFolder: Path) -> Path { gitFolder / "sharedindex.\(id)" }

  /// Opens a shared index.
  ///
  /// - Returns: its entries, and whether its version can be searched as it is.
  static func open(
    _ id: ObjectID, in gitFolder: Path
  ) throws(GitError) -> (table: IndexTable, isSearchable: Bool) {
    let path = path(id, in: gitFolder)
    let file: MappedFile
    do throws(FileError) { file = try MappedFile.open(path) } catch {
      guard error.isNotFound else {
        throw GitError(.file, error.operation, path: path, reason: error.reason, underlying: error)
      }
      throw GitError(.damaged, "read index", path: gitFolder, reason: "its shared index \(id) is not there")
    }
    keepAlive(path)
    let mapping = IndexTable.Mapping(file)
    let storage = IndexTable.Storage.mapping(mapping)
    let size = mapping.file.count
    let header = try mapping.file.withBytes { bytes throws(GitError) in
      let header = try IndexFile.header(bytes)
      guard ObjectID(UnsafeRawBufferPointer(rebasing: bytes[(size - ObjectID.length)...])) == id else {
        throw GitError(.damaged, "read index", path: gitFolder, reason: "its shared index \(id) is another one")
      }
      return header
    }
    guard header.version != 4 else {
      let expanded = try mapping.file.withBytes { bytes throws(GitError) in
        try CompressedNames.expand(bytes, count: header.count, limit: size - ObjectID.length)
      }
      let table = try IndexTable(
        scanning: .bytes(expanded.entries), count: header.count, limit: expanded.entries.count)
      return (table, false)
    }
    let notes = gitFolder / "manent" / path.name
    let limit = size - ObjectID.length
    if let table = table(noted: notes, id, storage, count: header.count, limit: limit) { return (table, true) }
    let table = try IndexTable(scanning: storage, count: header.count, limit: limit)
    // A cache: who cannot write it reads through the entries again.
    try? Files.makeFolders(notes.parent)
    try? Files.writeAtomically(self.notes(of: table, id), to: notes)
    return (table, true)
  }

  /// Removes shared indexes that were Manent's and are not used any more.
  ///
  /// One that was used within ten minutes stays: a program that read `index` before it was replaced may be about to
  /// open it. What other programs left is git's to remove, after two weeks.
  package static func removeUnused(except current: ObjectID?, in gitFolder: Path, at now: Timestamp) throws(GitError) {
    try onFiles { () throws(FileError) in
      for name in try Files.list(gitFolder / "manent")
      where name.hasPrefix("sharedindex.") && !(current.map { name.hasSuffix($0.description) } ?? false) {
        let file = gitFolder / name
        if let status = try Files.status(file) {
          guard status.modified < (now.milliseconds - 600_000) * 1_000_000 else { continue }
          try Files.remove(file)
        }
        try Files.remove(gitFolder / "manent" / name)
      }
    }
  }

  /// Git removes shared indexes that nobody has read for two weeks.
  private static func keepAlive(_ path: Path) {
    guard let status = try? Files.status(path), status.modified < (Int64(time(nil)) - 86_400) * 1_000_000_000 else {
      return
    }
    utimensat(AT_FDCWD, path.string, nil, AT_SYMLINK_NOFOLLOW)
  }

  private static let signature = Array("manent-index-places-1\n".utf8)

  /// The bytes of the file with the places: a signature, the checksum of the shared index, how many entries it has,
  /// where they end, the newest time, every 64th place, the SHA-1 of all that; numbers of 64 bits, big-endian.
  static func notes(of table: IndexTable, _ id: ObjectID) -> [UInt8] {
    var bytes = signature + id.bytes
    for number in [table.count, table.end, Int(table.newest)] + table.blocks {
      withUnsafeBytes(of: Int64(number).bigEndian) { bytes += $0 }
    }
    return bytes + bytes.withUnsafeBytes { SHA1.digest(of: $0) }
  }

  private static func table(
    noted path: Path, _ id: ObjectID, _ storage: IndexTable.Storage, count: Int, limit: Int
  ) -> IndexTable? {
    guard let bytes = try? Files.read(path, limit: 1 << 30, followsLinks: false) else { return nil }
    let blocks = (count + IndexTable.blockLength - 1) / IndexTable.blockLength
    let start = signature.count + ObjectID.length
    guard bytes.count == start + (3 + blocks) * 8 + ObjectID.length, bytes.starts(with: signature + id.bytes),
      bytes.dropLast(ObjectID.length).withUnsafeBytes({ SHA1.digest(of: $0) }).elementsEqual(bytes.suffix(20))
    else { return nil }
    let numbers = bytes.withUnsafeBytes { bytes in
      (0..<3 + blocks).map { index in
        Int64(bigEndian: bytes.loadUnaligned(fromByteOffset: start + index * 8, as: Int64.self))
      }
    }
    guard numbers[0] == Int64(count), (0...Int64(limit)).contains(numbers[1]) else { return nil }
    return IndexTable(
      storage, count: count, blocks: numbers[3...].map { Int($0) }, end: Int(numbers[1]), newest: numbers[2])
  }
}
