internal import ManentCore

/// Puts a pack of whole objects together in memory and writes it with its index: for many objects at once.
///
/// Formats: git's `gitformat-pack`, pack version 2 and index version 2.
struct PackWriter {
  /// Past this size the pack is written and another begun.
  private static let limit = 32 << 20

  private let deflaters: Deflaters
  private var bytes: [UInt8] = []
  private var entries: [PackedEntry] = []
  private var names: Set<ObjectID> = []

  /// An empty pack.
  init() throws(HistoryError) {
    deflaters = try Deflaters()
    begin()
  }

  /// Whether the pack should be written before more is added.
  var isFull: Bool { bytes.count >= Self.limit }

  /// Whether the object is in the pack.
  func contains(_ id: ObjectID) -> Bool { names.contains(id) }

  /// Adds an object.
  mutating func append(_ content: UnsafeRawBufferPointer, as kind: ObjectKind, named id: ObjectID) throws(HistoryError)
  {
    var deflated: [UInt8] = []
    try deflaters.compress(content, into: &deflated)
    append(deflated, size: content.count, as: kind, named: id)
  }

  /// Adds an object that is compressed already.
  ///
  /// - Parameter size: the number of bytes that it had before.
  mutating func append(_ deflated: [UInt8], size: Int, as kind: ObjectKind, named id: ObjectID) {
    let start = bytes.count
    PackEntryHeader.append(.whole(kind), size: size, to: &bytes)
    bytes += deflated
    let checksum = bytes.withUnsafeBytes { Deflater.checksum(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    entries.append(PackedEntry(id: id, offset: start, checksum: checksum))
    names.insert(id)
  }

  /// Writes the pack and its index, forced to disk, and begins a new one; `false` when there was nothing.
  mutating func write(
    to folder: PackFolder, unlessPrunedSince last: FileStatus?
  ) throws(HistoryError) -> Bool {
    guard !entries.isEmpty else { return false }
    bytes.replaceSubrange(8..<12, with: UInt32(entries.count).bigEndianBytes)
    let trailer = bytes.withUnsafeBytes { SHA1.digest(of: $0) }
    bytes += trailer
    let index = PackIndex.bytes(of: entries, packChecksum: trailer)
    let lock = try folder.lock()
    try folder.requireNoPrune(since: last)
    let found = try folder.list()
    try folder.clear(found.leftovers)
    let generation = found.packs.compactMap(\.name?.generation).max() ?? 0
    try folder.place(bytes, index, as: PackName(.bulk, generation: generation, checksum: trailer).stem)
    withExtendedLifetime(lock) {}
    begin()
    return true
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
