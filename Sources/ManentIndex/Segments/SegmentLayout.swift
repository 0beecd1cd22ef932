/// Where things are in a segment, from its dimensions and its number of chunks.
struct SegmentLayout: Equatable {
  static let magic = Array("MANENTSG".utf8)
  static let version: UInt16 = 1
  static let headerSize = 64
  static let chunkSize = 24
  static let fingerprintSize = 16
  /// Vectors longer than this are no embeddings.
  static let dimensionLimit = 65_536

  let dimensions: Int
  let count: Int
  let chunkTable: Int
  let oneBitCodes: Int
  let scales: Int
  let eightBitCodes: Int
  let checksum: Int
  let size: Int

  /// Bytes of a 1-bit code.
  var rowBytes: Int { dimensions / 8 }

  /// `nil` when no file could hold that.
  init?(dimensions: Int, count: Int) {
    guard dimensions > 0, dimensions % 8 == 0, dimensions <= Self.dimensionLimit else { return nil }
    // With at most 2^32 chunks of 65,536 dimensions no sum below passes 2^50.
    guard count >= 0, count <= Int(UInt32.max) else { return nil }
    self.dimensions = dimensions
    self.count = count
    chunkTable = Self.headerSize
    oneBitCodes = chunkTable + count * Self.chunkSize
    scales = Self.padded(oneBitCodes + count * dimensions / 8)
    eightBitCodes = Self.padded(scales + count * 4)
    checksum = Self.padded(eightBitCodes + count * dimensions)
    size = checksum + 4
  }

  private static func padded(_ offset: Int) -> Int { (offset + 7) & ~7 }
}
