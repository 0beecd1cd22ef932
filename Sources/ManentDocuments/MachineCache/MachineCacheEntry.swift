import ManentCore
import ManentIndex

/// The bytes of an entry of the machine's cache.
///
/// | offset | bytes | content |
/// | --- | --- | --- |
/// | 0 | 8 | `MANENTMC` |
/// | 8 | 2 | version, 1 |
/// | 10 | 2 | 1 for a text, 2 for a segment |
/// | 12 | 20 | the entry's name |
/// | 32 | 8 | bytes of the content |
/// | 40 | 4 | CRC-32C of the content |
/// | 44 | 4 | CRC-32C of the 44 bytes before |
/// | 48 | … | the content |
enum MachineCacheEntry {
  private static let magic = Array("MANENTMC".utf8)
  private static let headerSize = 48

  static func bytes(of content: [UInt8], _ key: MachineCache.Key) -> [UInt8] {
    var bytes = header(of: content, key)
    bytes.reserveCapacity(headerSize + content.count)
    bytes += content
    return bytes
  }

  /// The content of an entry; `nil` when it is not the one that is looked for, or not whole.
  static func content(of bytes: [UInt8], _ key: MachineCache.Key) -> [UInt8]? {
    guard bytes.count >= headerSize else { return nil }
    let content = Array(bytes[headerSize...])
    return bytes[..<headerSize].elementsEqual(header(of: content, key)) ? content : nil
  }

  private static func header(of content: [UInt8], _ key: MachineCache.Key) -> [UInt8] {
    var bytes = magic
    func append(_ number: some FixedWidthInteger) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
    append(UInt16(1))
    append(key.kind.rawValue)
    bytes += key.name.bytes
    append(UInt64(content.count))
    append(CRC32C.of(content))
    append(CRC32C.of(bytes))
    return bytes
  }
}
