internal import CZlib
import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes what an entry of a zip archive holds to a file; the only code that knows zlib here.
enum ZipContent {
  private static let pieceLength = 1 << 18

  /// Writes content that is stored as it is.
  static func copy(_ content: UnsafeRawBufferPointer, of entry: ZipArchive.Entry, to target: Path) throws {
    guard checksum(of: content, after: crc32(0, nil, 0)) == entry.checksum else { throw damaged(entry) }
    try OwnedDescriptor(opening: target, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600).write(content)
  }

  /// Writes content that is compressed by Deflate (RFC 1951). It may not be longer than the archive says it is.
  static func inflate(_ content: UnsafeRawBufferPointer, of entry: ZipArchive.Entry, to target: Path) throws {
    let file = try OwnedDescriptor(opening: target, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    var stream = z_stream()
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw ImportError(.malformed, entry.name, "zlib has no memory for it")
    }
    defer { inflateEnd(&stream) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceLength, alignment: 16)
    defer { piece.deallocate() }
    var (read, written) = (0, 0)
    var sum = crc32(0, nil, 0)
    var status = Z_OK
    while status == Z_OK {
      try Interruption.check()
      let available = min(content.count - read, 1 << 30)
      stream.next_in = UnsafeMutablePointer(
        mutating: content.baseAddress?.advanced(by: read).assumingMemoryBound(to: UInt8.self))
      stream.avail_in = UInt32(available)
      stream.next_out = piece.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(pieceLength)
      status = CZlib.inflate(&stream, Z_NO_FLUSH)
      read += available - Int(stream.avail_in)
      let made = UnsafeRawBufferPointer(rebasing: piece[..<(pieceLength - Int(stream.avail_out))])
      guard status == Z_OK || status == Z_STREAM_END, written + made.count <= entry.size else { throw damaged(entry) }
      written += made.count
      sum = checksum(of: made, after: sum)
      try file.write(made)
    }
    guard written == entry.size, sum == entry.checksum else { throw damaged(entry) }
  }

  private static func checksum(of bytes: UnsafeRawBufferPointer, after sum: UInt) -> UInt {
    var sum = sum
    var position = 0
    while position < bytes.count {
      let count = min(bytes.count - position, 1 << 30)
      let start = bytes.baseAddress?.advanced(by: position).assumingMemoryBound(to: UInt8.self)
      sum = crc32(sum, start, UInt32(count))
      position += count
    }
    return sum
  }

  private static func damaged(_ entry: ZipArchive.Entry) -> ImportError {
    ImportError(.malformed, entry.name, "its content in the zip archive is damaged, or not as long as the archive says")
  }
}
