internal import ManentCore

/// The objects that an index file names: its entries, and the trees and blobs in its extensions.
///
/// Format: git's `gitformat-index`, versions 2 to 4. `git fsck` asks for all of these objects.
struct IndexNames {
  private(set) var objects: Set<ObjectID> = []
  private var position = 12

  /// Reads the index in a git folder, one in two files too; `nil` when there is none.
  init?(in gitFolder: Path) throws(HistoryError) {
    let path = gitFolder / "index"
    guard try onFiles({ () throws(FileError) in try Files.status(path)?.kind }) == .file else { return nil }
    let bytes = try GitIndex(in: gitFolder).content(.never).index
    let isWhole = bytes.withUnsafeBytes { take($0) }
    guard isWhole else {
      throw HistoryError(.damaged, "read index", path: path, reason: "the index makes no sense")
    }
  }

  private mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 32, bytes.prefix(4).elementsEqual(Array("DIRC".utf8)) else { return false }
    let version = Self.word(bytes, 4)
    guard (2...4).contains(version) else { return false }
    let end = bytes.count - 20
    for _ in 0..<Self.word(bytes, 8) { guard takeEntry(bytes, version, end) else { return false } }
    while position + 8 <= end {
      let size = Self.word(bytes, position + 4)
      let (start, stop) = (position + 8, position + 8 + size)
      guard stop <= end else { return false }
      let area = UnsafeRawBufferPointer(rebasing: bytes[start..<stop])
      switch String(decoding: bytes[position..<position + 4], as: UTF8.self) {
      case "TREE": guard takeTrees(area) else { return false }
      case "REUC": guard takeResolved(area) else { return false }
      default: break
      }
      position = stop
    }
    return true
  }

  private mutating func takeEntry(_ bytes: UnsafeRawBufferPointer, _ version: Int, _ end: Int) -> Bool {
    let start = position
    guard start + 62 <= end else { return false }
    let isLink = Self.word(bytes, start + 24) & 0o170000 == 0o160000
    // Another repository's commit is not kept here; an entry that is only announced has no object.
    let flags = Int(bytes[start + 60]) << 8 | Int(bytes[start + 61])
    let isExtended = flags & 0x4000 != 0
    let isAnnounced = isExtended && start + 64 <= end && bytes[start + 62] & 0x20 != 0
    if !isLink, !isAnnounced { insert(bytes, at: start + 40) }
    position = start + (isExtended ? 64 : 62)
    if version == 4 { while position < end, bytes[position] & 0x80 != 0 { position += 1 } }
    if version == 4 { position += 1 }
    while position < end, bytes[position] != 0 { position += 1 }
    guard position < end else { return false }
    position = version == 4 ? position + 1 : start + (position - start + 8) / 8 * 8
    return position <= end
  }

  /// The trees that the entries would make, as git remembers them.
  private mutating func takeTrees(_ area: UnsafeRawBufferPointer) -> Bool {
    var position = 0
    while position < area.count {
      while position < area.count, area[position] != 0 { position += 1 }
      let start = position + 1
      while position < area.count, area[position] != 0x0A { position += 1 }
      guard position < area.count else { return false }
      let counts = String(decoding: area[start..<position], as: UTF8.self).split(separator: " ")
      position += 1
      guard let count = counts.first.flatMap({ Int($0) }) else { return false }
      guard count >= 0 else { continue }
      guard position + 20 <= area.count else { return false }
      insert(area, at: position)
      position += 20
    }
    return true
  }

  /// The versions of files whose conflict was resolved, with which it can be brought back.
  private mutating func takeResolved(_ area: UnsafeRawBufferPointer) -> Bool {
    var position = 0
    while position < area.count {
      var texts: [String] = []
      while texts.count < 4 {
        let start = position
        while position < area.count, area[position] != 0 { position += 1 }
        guard position < area.count else { return false }
        texts.append(String(decoding: area[start..<position], as: UTF8.self))
        position += 1
      }
      for mode in texts.dropFirst() where mode != "0" {
        guard position + 20 <= area.count else { return false }
        insert(area, at: position)
        position += 20
      }
    }
    return true
  }

  private mutating func insert(_ bytes: UnsafeRawBufferPointer, at position: Int) {
    objects.insert(ObjectID(UnsafeRawBufferPointer(rebasing: bytes[position..<position + 20])))
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int {
    Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
