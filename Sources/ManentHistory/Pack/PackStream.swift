internal import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a pack of any size to a file, piece by piece.
struct PackStream: ~Copyable {
  private static let piece = 1 << 20

  private let file: OwnedDescriptor
  private var hash = SHA1()
  private var buffer: [UInt8] = []
  private var written = 0
  private(set) var entries: [PackedEntry] = []

  /// Begins a pack of `count` objects in a new file.
  init(to path: Path, count: Int) throws(HistoryError) {
    guard let count = UInt32(exactly: count) else {
      throw HistoryError(.unsupported, "write pack", path: path, reason: "it would hold \(count) objects")
    }
    file = try onFiles { () throws(FileError) in
      try OwnedDescriptor(opening: path, flags: O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: 0o444)
    }
    buffer = Array("PACK".utf8) + UInt32(2).bigEndianBytes + count.bigEndianBytes
    entries.reserveCapacity(Int(count))
  }

  /// Where the next object will be.
  var offset: Int { written + buffer.count }

  /// Adds an object: its header and its compressed bytes.
  mutating func append(
    _ id: ObjectID, _ form: PackEntryHeader.Form, size: Int, _ payload: UnsafeRawBufferPointer
  ) throws(HistoryError) {
    let (place, start) = (offset, buffer.count)
    PackEntryHeader.append(form, size: size, to: &buffer)
    buffer += payload
    let checksum = buffer.withUnsafeBytes { Deflater.checksum(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    entries.append(PackedEntry(id: id, offset: place, checksum: checksum))
    if buffer.count >= Self.piece { try flush() }
  }

  /// Ends the pack, forces it to the disk and gives its checksum.
  mutating func finish() throws(HistoryError) -> [UInt8] {
    try flush()
    let checksum = hash.finish()
    buffer = checksum
    try write()
    try sync()
    return checksum
  }

  private mutating func flush() throws(HistoryError) {
    buffer.withUnsafeBytes { hash.update($0) }
    try write()
  }

  private mutating func write() throws(HistoryError) {
    do throws(FileError) {
      try buffer.withBytes { bytes throws(FileError) in try file.write(bytes) }
    } catch { throw HistoryError(.file, error.operation, path: error.path, reason: error.reason, underlying: error) }
    written += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  private func sync() throws(HistoryError) {
    do throws(FileError) { try file.sync() } catch {
      throw HistoryError(.file, error.operation, path: error.path, reason: error.reason, underlying: error)
    }
  }
}
