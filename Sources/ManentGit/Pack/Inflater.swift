internal import CZlib

/// Takes zlib streams apart.
enum Inflater {
  /// No stream of the format grows by more than this factor.
  static let largestFactor = 1032

  /// What a stream holds; `nil` when it is damaged, cut short or larger than `limit`.
  static func inflate(_ input: [UInt8], limit: Int) -> [UInt8]? {
    var stream = z_stream()
    guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var capacity = min(limit, max(256, input.count * 4))
    var output: [UInt8] = []
    var status = Z_OK
    input.withBytes { input in
      // zlib never writes to its input.
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.avail_in = uInt(truncatingIfNeeded: input.count)
      while status == Z_OK, output.count < min(limit, input.count * largestFactor + 64) {
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: capacity))
        output.withUnsafeMutableBytes { buffer in
          stream.next_out = buffer.baseAddress?.advanced(by: start).assumingMemoryBound(to: UInt8.self)
          stream.avail_out = uInt(truncatingIfNeeded: capacity)
          status = CZlib.inflate(&stream, Z_NO_FLUSH)
        }
        let made = capacity - Int(stream.avail_out)
        output.removeLast(capacity - made)
        // A stream that takes nothing in and gives nothing out is cut short.
        if made == 0, status == Z_OK { status = Z_BUF_ERROR }
        capacity = min(max(1, limit - output.count), max(256, output.count))
      }
    }
    return status == Z_STREAM_END ? output : nil
  }

  /// The first bytes of what a stream holds, `count` at most; `nil` when it does not begin as one.
  static func beginning(of input: [UInt8], count: Int) -> [UInt8]? {
    var stream = z_stream()
    guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: count)
    var status = Z_OK
    input.withBytes { input in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.avail_in = uInt(truncatingIfNeeded: input.count)
      output.withUnsafeMutableBufferPointer { buffer in
        stream.next_out = buffer.baseAddress
        stream.avail_out = uInt(truncatingIfNeeded: count)
        status = CZlib.inflate(&stream, Z_NO_FLUSH)
      }
    }
    guard status == Z_OK || status == Z_STREAM_END else { return nil }
    return Array(output.prefix(count - Int(stream.avail_out)))
  }
}
