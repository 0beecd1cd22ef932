#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a program said and nobody has taken yet. However it is cut, no byte is looked at or moved more than a few times:
/// neither a line of many megabytes nor a flood of short ones takes more than its length.
struct PluginOutput {
  private var bytes: [UInt8] = []
  /// How many of them were taken.
  private var start = 0
  /// Up to where there is no line feed.
  private var searched = 0

  /// How many bytes there are to take.
  var count: Int { bytes.count - start }

  /// Adds what was said.
  mutating func append(_ more: ArraySlice<UInt8>) { bytes += more }

  /// Takes the bytes up to the first line feed, without it; `nil` when there is none yet.
  mutating func takeLine() -> [UInt8]? {
    let from = searched
    let found = bytes.withUnsafeBytes { buffer -> Int? in
      guard let base = buffer.baseAddress, from < buffer.count,
        let place = memchr(base + from, 0x0A, buffer.count - from)
      else { return nil }
      return base.distance(to: UnsafeRawPointer(place))
    }
    guard let end = found else {
      searched = bytes.count
      return nil
    }
    let line = Array(bytes[start..<end])
    start = end + 1
    searched = start
    if start == bytes.count || start > 1 << 16, start > bytes.count / 2 {
      bytes.removeFirst(start)
      (start, searched) = (0, 0)
    }
    return line
  }

  /// Takes all bytes.
  mutating func takeAll() -> [UInt8] {
    defer { self = PluginOutput() }
    return start == 0 ? bytes : Array(bytes[start...])
  }
}
