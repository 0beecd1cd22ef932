internal import CZlib

extension Inflater {
  /// What a stream at the start of `input` holds, when that is exactly `size` bytes; `nil` when it is not.
  static func inflate(_ input: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
    guard size >= 0, size <= input.count * largestFactor + 64, input.count <= Int(uInt.max) else { return nil }
    var stream = z_stream()
    guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    // One byte more shows whether the stream ends where it should.
    var status = Z_OK
    let output = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      // zlib never writes to its input.
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.avail_in = uInt(input.count)
      stream.next_out = buffer.baseAddress
      stream.avail_out = uInt(truncatingIfNeeded: size + 1)
      status = CZlib.inflate(&stream, Z_FINISH)
      count = size + 1 - Int(stream.avail_out)
    }
    guard status == Z_STREAM_END, output.count == size else { return nil }
    return output
  }
}
