public import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The 1-bit codes of all segments of a workspace in one file, in the order in which they were added: what a search
/// scans.
///
/// A row's number is its place in the file; the catalog records which chunk has which. Rows are never changed or
/// taken out: when too many are dead, the file is made anew, with another generation, and the catalog numbers the
/// chunks again.
///
/// ## Layout
///
/// All numbers are little-endian.
///
/// | offset | bytes | content |
/// | --- | --- | --- |
/// | 0 | 8 | `MANENTCC` |
/// | 8 | 2 | version, 1 |
/// | 10 | 2 | flags, 0 |
/// | 12 | 4 | dimensions `d`, a multiple of 8 from 8 to 65,536 |
/// | 16 | 16 | fingerprint of the embedder |
/// | 32 | 8 | generation: a random number that names this file |
/// | 40 | 20 | 0 |
/// | 60 | 4 | CRC-32C of the 60 bytes before |
/// | 64 | `d` / 8 each | rows: 1-bit codes as in a ``Segment`` |
///
/// Appending forces nothing to the disk; ``sync()`` does, and belongs before the catalog's commit of the rows. What a
/// crash leaves of a row that was not written whole is ignored, and written over by the next append. A catalog that
/// counts more rows than ``rows`` is ahead of the cache, which is then made anew.
public struct CodeCache: ~Copyable {
  /// Where the cache lies.
  public let path: Path
  /// Numbers per vector.
  public let dimensions: Int
  /// The embedder's 16 bytes.
  public let fingerprint: [UInt8]
  /// The random number that tells this file from others that were or will be at its place.
  public let generation: UInt64
  private var file: MappedFile

  /// Makes an empty cache; one that is there is replaced.
  public static func create(at path: Path, dimensions: Int, fingerprint: [UInt8]) throws(SegmentError) {
    let header = CodeCacheHeader(
      dimensions: dimensions, fingerprint: fingerprint, generation: .random(in: .min ... .max))
    do throws(FileError) { try Files.writeAtomically(header.bytes, to: path) } catch {
      throw SegmentError(.file(error), path)
    }
  }

  /// Opens a cache with the rows that it has now.
  public static func open(_ path: Path) throws(SegmentError) -> CodeCache {
    let file = try map(path)
    let header = try file.withBytes { bytes throws(SegmentError) in try CodeCacheHeader(bytes, path: path) }
    return CodeCache(path: path, header: header, file: file)
  }

  private init(path: Path, header: CodeCacheHeader, file: consuming MappedFile) {
    self.path = path
    dimensions = header.dimensions
    fingerprint = header.fingerprint
    generation = header.generation
    self.file = file
  }

  /// Bytes of a row.
  public var rowBytes: Int { dimensions / 8 }

  /// How many rows there are.
  public var rows: Int { (file.count - CodeCacheHeader.size) / rowBytes }

  /// Adds rows in one write, and says which number the first has. The caller holds the lock against other writers.
  public mutating func append(codes: [UInt8]) throws(SegmentError) -> Int {
    guard codes.count % rowBytes == 0 else {
      throw SegmentError(.rows(bytes: codes.count, rowBytes: rowBytes), path)
    }
    let first: Int
    do throws(FileError) { first = try write(codes) } catch {
      throw SegmentError(error.code == ESTALE ? .replaced : .file(error), path)
    }
    file = try Self.map(path)
    return first
  }

  /// Forces the rows onto the disk, so that the catalog may count on them also after a power cut.
  public func sync() throws(SegmentError) {
    do throws(FileError) { try OwnedDescriptor(opening: path, flags: O_RDWR).sync() } catch {
      throw SegmentError(.file(error), path)
    }
  }

  /// The rows one after another, valid during the call only.
  public func withRows<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try file.withBytes { bytes throws(Failure) in
      let end = CodeCacheHeader.size + rows * rowBytes
      return try body(UnsafeRawBufferPointer(rebasing: bytes[CodeCacheHeader.size..<end]))
    }
  }

  /// Writes whole rows behind the last whole row, and takes them back when that fails half way.
  private func write(_ codes: [UInt8]) throws(FileError) -> Int {
    let descriptor = try OwnedDescriptor(opening: path, flags: O_RDWR)
    var found: UInt64 = 0
    guard pread(descriptor.number, &found, 8, off_t(CodeCacheHeader.generationOffset)) == 8,
      UInt64(littleEndian: found) == generation
    else { throw FileError("append to", path, code: ESTALE) }
    let size = try descriptor.status().size
    let first = (size - CodeCacheHeader.size) / rowBytes
    let end = off_t(CodeCacheHeader.size + first * rowBytes)
    guard lseek(descriptor.number, end, SEEK_SET) == end else { throw FileError("append to", path, code: errno) }
    var failure: FileError?
    codes.withUnsafeBytes { buffer in
      do throws(FileError) { try descriptor.write(buffer) } catch { failure = error }
    }
    if let failure {
      ftruncate(descriptor.number, end)
      throw failure
    }
    return first
  }

  private static func map(_ path: Path) throws(SegmentError) -> MappedFile {
    do throws(FileError) { return try MappedFile.open(path) } catch { throw SegmentError(.file(error), path) }
  }
}
