public import ManentCore

/// The vectors of one version of one document, as one embedder makes them: an immutable file, mapped into memory.
///
/// ## Layout
///
/// All numbers are little-endian. Every section begins at a multiple of eight bytes; what lies between sections is
/// zero. With `n` chunks of `d` dimensions:
///
/// | offset | bytes | content |
/// | --- | --- | --- |
/// | 0 | 8 | `MANENTSG` |
/// | 8 | 2 | version, 1 |
/// | 10 | 2 | flags, 0 |
/// | 12 | 4 | dimensions `d`, a multiple of 8 from 8 to 65,536 |
/// | 16 | 4 | chunks `n` |
/// | 20 | 4 | 0 |
/// | 24 | 16 | fingerprint of the embedder |
/// | 40 | 20 | git blob id of the document version |
/// | 60 | 4 | 0 |
/// | 64 | 24 × `n` | chunk table: first byte (8), byte after the last (8), page from 1 or 0 for none (4), 0 (4) |
/// | … | `n` × `d` / 8 | 1-bit codes: dimension `i` is bit `i % 8` of byte `i / 8`, 1 where rotated it is above 0 |
/// | … | 4 × `n` | scales: IEEE 754 single precision, finite and not negative |
/// | … | `n` × `d` | 8-bit codes: two's complement, -127…127; times the scale they are near the vector |
/// | … | 4 | CRC-32C of all bytes before; the file ends here |
///
/// The vector is rotated, for the 1-bit codes alone, so that each of its signs tells as much as any other. With `h`
/// the largest power of two up to `d`, all in single precision:
/// 1. Dimension `i` is negated where output `i` (from 0) of SplitMix64 seeded with 0 has its highest bit set.
/// 2. The first `h` dimensions become their Hadamard transform (sums and differences of neighbours, then of those two
///    apart, and so on up to `h / 2`), times 1 / √`h`.
/// 3. When `h` < `d`, both are done once more, with output `i + d` and the last `h` dimensions.
///
/// Nothing in it depends on a clock, a path or a machine: the same document and embedder give the same bytes.
/// Version 1 is refused when a flag or a reserved byte is set, so that a later version can give them a meaning.
public struct Segment: ~Copyable {
  private let file: MappedFile
  private let layout: SegmentLayout
  /// Where the segment lies.
  public let path: Path

  /// Opens a segment and checks that it is whole and the one that is wanted.
  /// - Parameters:
  ///   - path: the file.
  ///   - fingerprint: the embedder's 16 bytes.
  ///   - blob: the document version.
  ///   - checkingContent: false leaves out the checksum, for a file that this process has checked before; the shape
  ///     is always checked, so that no use of the segment leaves its bytes.
  public static func open(
    _ path: Path, expecting fingerprint: [UInt8], blob: BlobID, checkingContent: Bool = true
  ) throws(SegmentError) -> Segment {
    let file: MappedFile
    do throws(FileError) { file = try MappedFile.open(path) } catch { throw SegmentError(.file(error), path) }
    let check = SegmentCheck(path: path, fingerprint: fingerprint, blob: blob, isThorough: checkingContent)
    let layout = try file.withBytes { bytes throws(SegmentError) in try check.layout(of: bytes) }
    return Segment(file: file, layout: layout, path: path)
  }

  /// The chunks of a segment that is in memory, after the checks of ``open(_:expecting:blob:checkingContent:)``.
  ///
  /// - Parameters:
  ///   - bytes: the segment.
  ///   - fingerprint: the embedder's 16 bytes.
  ///   - blob: the document version.
  ///   - path: what messages call it.
  public static func chunks(
    of bytes: [UInt8], expecting fingerprint: [UInt8], blob: BlobID, path: Path
  ) throws(SegmentError) -> [SegmentChunk] {
    let check = SegmentCheck(path: path, fingerprint: fingerprint, blob: blob, isThorough: true)
    return try bytes.withBytes { buffer throws(SegmentError) in
      let layout = try check.layout(of: buffer)
      return (0..<layout.count).map {
        SegmentChunk(buffer, at: layout.chunkTable + $0 * SegmentLayout.chunkSize)
      }
    }
  }

  private init(file: consuming MappedFile, layout: SegmentLayout, path: Path) {
    self.file = file
    self.layout = layout
    self.path = path
  }

  /// How many chunks there are.
  public var count: Int { layout.count }
  /// Numbers per vector.
  public var dimensions: Int { layout.dimensions }

  /// All chunks, in their order.
  public var chunks: [SegmentChunk] {
    var chunks: [SegmentChunk] = []
    for index in 0..<count { if let chunk = chunk(index) { chunks.append(chunk) } }
    return chunks
  }

  /// A chunk by its place in the document; `nil` when there is none at that place.
  public func chunk(_ index: Int) -> SegmentChunk? {
    guard index >= 0, index < count else { return nil }
    return file.withBytes { SegmentChunk($0, at: layout.chunkTable + index * SegmentLayout.chunkSize) }
  }

  /// The inner product of a chunk's vector and a query, from the 8-bit code: the cosine when both have length 1.
  ///
  /// Equal on every machine, since it is summed in whole numbers. `nil` when there is no such chunk or the query has
  /// other dimensions.
  public func score(_ index: Int, query: ScanQuery) -> Float? {
    guard index >= 0, index < count, query.dimensions == dimensions else { return nil }
    return file.withBytes { bytes in
      let scale = Float(bitPattern: bytes.number(at: layout.scales + index * 4))
      let start = layout.eightBitCodes + index * dimensions
      return query.product(with: UnsafeRawBufferPointer(rebasing: bytes[start..<start + dimensions]), scale: scale)
    }
  }

  /// The 1-bit codes of all chunks, `dimensions / 8` bytes each, valid during the call only.
  public func withOneBitCodes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try file.withBytes { bytes throws(Failure) in
      let end = layout.oneBitCodes + count * layout.rowBytes
      return try body(UnsafeRawBufferPointer(rebasing: bytes[layout.oneBitCodes..<end]))
    }
  }
}

extension SegmentChunk {
  /// Reads an entry of the chunk table that has been checked.
  fileprivate init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    let start = Int(truncatingIfNeeded: bytes.number(at: offset, as: UInt64.self))
    let end = Int(truncatingIfNeeded: bytes.number(at: offset + 8, as: UInt64.self))
    let page = bytes.number(at: offset + 16, as: UInt32.self)
    // The file was checked when it was opened; somebody who overwrites it since shall not bring the process down.
    self.init(range: max(0, start)..<max(0, start, end), page: page == 0 ? nil : Int(page))
  }
}
