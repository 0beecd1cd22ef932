public import ManentCore

/// Makes the bytes of a segment; the layout is that of ``Segment``.
public struct SegmentWriter {
  /// The segment of a document version. The same input gives the same bytes on every machine.
  /// - Parameters:
  ///   - fingerprint: the embedder's 16 bytes.
  ///   - blob: the document version.
  ///   - dimensions: numbers per vector, a multiple of 8 up to 65,536.
  ///   - chunks: the document's chunks.
  ///   - vectors: their vectors, one after another. What is not a number counts as 0.
  public static func bytes(
    fingerprint: [UInt8], blob: BlobID, dimensions: Int, chunks: [SegmentChunk], vectors: [Float]
  ) -> [UInt8] {
    precondition(fingerprint.count == SegmentLayout.fingerprintSize, "a fingerprint has 16 bytes")
    precondition(vectors.count == chunks.count * dimensions, "each chunk has one vector")
    guard let layout = SegmentLayout(dimensions: dimensions, count: chunks.count) else {
      preconditionFailure("dimensions are a multiple of 8 up to 65,536")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(layout.size)
    appendHeader(to: &bytes, layout, fingerprint: fingerprint, blob: blob)
    for chunk in chunks {
      bytes.append(number: UInt64(chunk.range.lowerBound))
      bytes.append(number: UInt64(chunk.range.upperBound))
      bytes.append(number: UInt32(clamping: chunk.page ?? 0))
      bytes.append(number: UInt32(0))
    }
    appendCodes(of: vectors, to: &bytes, layout)
    bytes.append(number: bytes.withUnsafeBytes { CRC32C.of($0) })
    return bytes
  }

  private static func appendHeader(
    to bytes: inout [UInt8], _ layout: SegmentLayout, fingerprint: [UInt8], blob: BlobID
  ) {
    bytes += SegmentLayout.magic
    bytes.append(number: SegmentLayout.version)
    bytes.append(number: UInt16(0))
    bytes.append(number: UInt32(layout.dimensions))
    bytes.append(number: UInt32(layout.count))
    bytes.append(number: UInt32(0))
    bytes += fingerprint
    bytes += blob.bytes
    bytes.append(number: UInt32(0))
  }

  private static func appendCodes(of vectors: [Float], to bytes: inout [UInt8], _ layout: SegmentLayout) {
    var scales: [Float] = []
    var eightBit: [UInt8] = []
    eightBit.reserveCapacity(vectors.count)
    for row in 0..<layout.count {
      let vector = vectors[row * layout.dimensions..<(row + 1) * layout.dimensions]
      bytes += VectorCodes.oneBit(vector)
      let code = VectorCodes.eightBit(vector)
      scales.append(code.scale)
      eightBit += code.values.lazy.map { UInt8(bitPattern: $0) }
    }
    bytes.pad()
    for scale in scales { bytes.append(number: scale.bitPattern) }
    bytes.pad()
    bytes += eightBit
    bytes.pad()
  }
}
