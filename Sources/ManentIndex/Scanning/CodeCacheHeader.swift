internal import ManentCore

/// The first bytes of a cache of codes.
struct CodeCacheHeader {
  static let size = 64
  static let generationOffset = 32
  private static let magic = Array("MANENTCC".utf8)
  private static let version: UInt16 = 1
  private static let checksumOffset = 60

  let dimensions: Int
  let fingerprint: [UInt8]
  let generation: UInt64

  init(dimensions: Int, fingerprint: [UInt8], generation: UInt64) {
    precondition(fingerprint.count == SegmentLayout.fingerprintSize, "a fingerprint has 16 bytes")
    precondition(SegmentLayout(dimensions: dimensions, count: 0) != nil, "dimensions are a multiple of 8 up to 65,536")
    self.dimensions = dimensions
    self.fingerprint = fingerprint
    self.generation = generation
  }

  /// Reads the header of a file, and refuses one that is not a cache.
  init(_ bytes: UnsafeRawBufferPointer, path: Path) throws(SegmentError) {
    guard bytes.count >= 8, bytes[..<8].elementsEqual(Self.magic) else { throw SegmentError(.foreignFormat, path) }
    guard bytes.count >= Self.size else {
      throw SegmentError(.length(expected: Self.size, found: bytes.count), path)
    }
    let version = bytes.number(at: 8, as: UInt16.self)
    guard version == Self.version else { throw SegmentError(.version(Int(version)), path) }
    let checksum = CRC32C.of(UnsafeRawBufferPointer(rebasing: bytes[..<Self.checksumOffset]))
    guard checksum == bytes.number(at: Self.checksumOffset) else { throw SegmentError(.checksum, path) }
    dimensions = Int(bytes.number(at: 12, as: UInt32.self))
    guard SegmentLayout(dimensions: dimensions, count: 0) != nil else {
      throw SegmentError(.header("\(dimensions) dimensions"), path)
    }
    fingerprint = Array(bytes[16..<32])
    generation = bytes.number(at: Self.generationOffset)
  }

  /// The header as it is written.
  var bytes: [UInt8] {
    var bytes = Self.magic
    bytes.append(number: Self.version)
    bytes.append(number: UInt16(0))
    bytes.append(number: UInt32(dimensions))
    bytes += fingerprint
    bytes.append(number: generation)
    bytes += [UInt8](repeating: 0, count: Self.checksumOffset - bytes.count)
    bytes.append(number: bytes.withUnsafeBytes { CRC32C.of($0) })
    return bytes
  }
}
