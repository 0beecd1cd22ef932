internal import ManentCore

/// Puts a pack of whole objects together in memory and writes it with its index.
///
/// Formats: git's `gitformat-pack`, pack version 2 and index version 2.
struct PackWriter {
  /// Past this size the pack is written and another begun.
  private static let limit = 32 << 20

  /// One object of the pack.
  struct Entry {
    var id: ObjectID
    var offset: UInt32
    var checksum: UInt32
  }

  private let compressing: Deflater
  private let storing: Deflater
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private var names: Set<ObjectID> = []

  /// An empty pack.
  init() throws(HistoryError) {
    compressing = try Deflater(level: 1)
    storing = try Deflater(level: 0)
    begin()
  }

  /// Whether the pack should be written before more is added.
  var isFull: Bool { bytes.count >= Self.limit }

  /// Whether the object is in the pack.
  func contains(_ id: ObjectID) -> Bool { names.contains(id) }

  /// Adds an object.
  mutating func append(_ content: UnsafeRawBufferPointer, as kind: ObjectKind, named id: ObjectID) throws(HistoryError)
  {
    let start = bytes.count
    var rest = content.count >> 4
    var byte = kind.rawValue << 4 | UInt8(content.count & 0xF)
    while rest > 0 {
      bytes.append(byte | 0x80)
      byte = UInt8(rest & 0x7F)
      rest >>= 7
    }
    bytes.append(byte)
    try (Self.isNoise(content) ? storing : compressing).compress(content, into: &bytes)
    let checksum = bytes.withUnsafeBytes { Deflater.checksum(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    entries.append(Entry(id: id, offset: UInt32(start), checksum: checksum))
    names.insert(id)
  }

  /// Writes the pack and its index into a folder, forced to disk, and begins a new one; `false` when there was nothing.
  ///
  /// The pack comes before its index: git takes no notice of a pack without one.
  mutating func write(to folder: Path) throws(HistoryError) -> Bool {
    guard !entries.isEmpty else { return false }
    bytes.replaceSubrange(8..<12, with: UInt32(entries.count).bigEndianBytes)
    let trailer = bytes.withUnsafeBytes { SHA1.digest(of: $0) }
    bytes += trailer
    let index = PackIndex.bytes(of: entries, packChecksum: trailer)
    let name = ObjectID(trailer)
    let (pack, bytes) = (folder / "pack-\(name).pack", bytes)
    try onFiles { () throws(FileError) in
      try Files.makeFolders(folder)
      try Self.place(bytes, at: pack)
      try Self.place(index, at: folder / "pack-\(name).idx")
      try Files.syncFolder(folder)
    }
    begin()
    return true
  }

  /// Writes a file under the name of a temporary object, which `git gc` knows to clear away, and moves it into place.
  private static func place(_ bytes: [UInt8], at path: Path) throws(FileError) {
    let temporary = path.parent / "tmp_\(path.name)"
    try Files.remove(temporary)
    do throws(FileError) {
      try Files.writeNew(bytes, to: temporary, mode: 0o444)
      try Files.rename(temporary, to: path)
    } catch {
      try? Files.remove(temporary)
      throw error
    }
  }

  /// Whether a content looks as random as compressed data or vectors do, so that compressing it would gain nothing.
  ///
  /// Of 1,024 random bytes about 251 differ; text has fewer than 100 kinds of bytes, pictures and programs have long
  /// runs.
  private static func isNoise(_ content: UnsafeRawBufferPointer) -> Bool {
    guard content.count >= 1024 else { return false }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { seen in
      seen.initialize(repeating: 0)
      for index in 0..<1024 { seen[Int(content[index])] = 1 }
      return seen.reduce(0) { $0 + Int($1) } >= 240
    }
  }

  private mutating func begin() {
    entries = []
    names = []
    bytes = Array("PACK".utf8) + UInt32(2).bigEndianBytes + UInt32(0).bigEndianBytes
  }
}

extension UInt32 {
  /// The number as git's files have it.
  var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}

extension ObjectID {
  fileprivate init(_ digest: [UInt8]) { self = digest.withUnsafeBytes { ObjectID($0) } }
}
