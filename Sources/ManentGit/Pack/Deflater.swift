internal import CZlib

/// Compresses one content after another into zlib streams; what zlib sets up is used again for each.
package final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>

  /// A compressor of a level from 0 to 9.
  package init(level: Int32) throws(GitError) {
    // zlib keeps a pointer to its stream, so that the stream must stay where it is.
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = deflateInit_(stream, level, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      throw GitError(.git, "deflateInit", reason: "zlib refused", status: status)
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Appends the compressed form of `content` to `output`.
  package func compress(_ content: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(GitError) {
    deflateReset(stream)
    let start = output.count
    let bound = Int(deflateBound(stream, uLong(content.count)))
    output.append(contentsOf: repeatElement(0, count: bound))
    let status = output.withUnsafeMutableBytes { buffer in
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: content.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.pointee.avail_in = uInt(content.count)
      stream.pointee.next_out = buffer.baseAddress?.advanced(by: start).assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = uInt(bound)
      return deflate(stream, Z_FINISH)
    }
    guard status == Z_STREAM_END else {
      throw GitError(.git, "deflate", reason: "zlib refused", status: status)
    }
    output.removeLast(Int(stream.pointee.avail_out))
  }

  /// The CRC-32 of bytes, as a pack index records it.
  package static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(crc32(0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), uInt(bytes.count)))
  }
}
