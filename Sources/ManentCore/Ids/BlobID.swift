/// The name that git gives to a content: 20 bytes, written as 40 lower-case hexadecimal digits.
public struct BlobID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The 20 bytes.
  public let bytes: [UInt8]

  /// An identifier from its 20 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20 else { return nil }
    self.bytes = Array(bytes)
  }

  /// An identifier from 40 hexadecimal digits.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 40 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20)
    var high: UInt8?
    for byte in text.utf8 {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    self.bytes = bytes
  }

  /// 40 lower-case hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 40) { buffer in
      for (index, byte) in bytes.enumerated() {
        buffer[index * 2] = digits[Int(byte >> 4)]
        buffer[index * 2 + 1] = digits[Int(byte & 0xF)]
      }
      return 40
    }
  }

  /// Order by bytes.
  public static func < (left: BlobID, right: BlobID) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}
