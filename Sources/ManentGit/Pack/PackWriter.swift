internal import ManentCore

/// Puts a pack of whole objects together in memory and writes it with its index.
///
/// What is alike in several of them is found by git when packs are put together. Formats: git's `gitformat-pack`, pack
/// version 2 and index version 2.
struct PackWriter {
  /// Past this size the pack is written and another begun.
  private static let limit = 32 << 20

  private let deflaters: Deflaters
  private var bytes: [UInt8] = []
  private var entries: [PackedEntry] = []

  /// An empty pack.
  init() throws(GitError) {
    deflaters = try Deflaters()
    begin()
  }

  /// Whether the pack should be written before more is added.
  var isFull: Bool { bytes.count >= Self.limit }

  /// Adds an object.
  mutating func append(_ content: UnsafeRawBufferPointer, as kind: ObjectKind, named id: ObjectID) throws(GitError) {
    let start = begin(kind, size: content.count)
    try deflaters.compress(content, into: &bytes)
    end(id, from: start)
  }

  /// Adds an object that is compressed already.
  ///
  /// - Parameter size: the number of bytes that it had before.
  mutating func append(_ deflated: [UInt8], size: Int, as kind: ObjectKind, named id: ObjectID) {
    let start = begin(kind, size: size)
    bytes += deflated
    end(id, from: start)
  }

  /// Writes the pack and its index under a guard, forced to disk, and begins a new one.
  mutating func write(to folder: PackFolder, under guarding: PackGuard) throws(GitError) {
    guard !entries.isEmpty else { return }
    bytes.replaceSubrange(8..<12, with: UInt32(entries.count).bigEndianBytes)
    let trailer = bytes.withUnsafeBytes { SHA1.digest(of: $0) }
    bytes += trailer
    let index = PackIndex.bytes(of: entries, packChecksum: trailer)
    let stem = PackFolder.newStem()
    try guarding.hold(stem)
    try folder.place(bytes, index, as: stem)
    begin()
  }

  private mutating func begin() {
    entries = []
    bytes = Array("PACK".utf8) + UInt32(2).bigEndianBytes + UInt32(0).bigEndianBytes
  }

  /// Begins an entry: its kind, and its size in 4 and then 7 bits a byte.
  private mutating func begin(_ kind: ObjectKind, size: Int) -> Int {
    let start = bytes.count
    var (byte, rest) = (kind.rawValue << 4 | UInt8(size & 0xF), size >> 4)
    while rest > 0 {
      bytes.append(byte | 0x80)
      (byte, rest) = (UInt8(rest & 0x7F), rest >> 7)
    }
    bytes.append(byte)
    return start
  }

  private mutating func end(_ id: ObjectID, from start: Int) {
    let checksum = bytes.withUnsafeBytes { Deflater.checksum(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    entries.append(PackedEntry(id: id, offset: start, checksum: checksum))
  }
}

extension UInt32 {
  /// The number as git's files have it.
  package var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
