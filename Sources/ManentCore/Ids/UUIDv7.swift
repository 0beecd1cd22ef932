/// Time-ordered identifiers: UUID version 7 (RFC 9562, section 5.7).
///
/// 48 bits of milliseconds since 1970, then a 12-bit counter and 62 random bits. In lower-case hexadecimal text they
/// sort by time.
public struct UUIDv7: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The upper and the lower half, most significant bit first.
  let high: UInt64
  let low: UInt64

  /// An identifier from its parts.
  ///
  /// - Parameters:
  ///   - milliseconds: time since 1970; the low 48 bits count.
  ///   - sequence: orders identifiers of one millisecond; the low 12 bits count.
  ///   - random: the low 62 bits count.
  public init(milliseconds: Int64, sequence: UInt16, random: UInt64) {
    high = UInt64(truncatingIfNeeded: milliseconds) << 16 | 0x7000 | UInt64(sequence & 0xFFF)
    low = 0x8000_0000_0000_0000 | random >> 2
  }

  /// An identifier from its 36 characters (either case), or `nil` when they are not a version 7 UUID.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let halves = text.withUTF8(Self.halves) else { return nil }
    (high, low) = halves
  }

  private static func halves(_ text: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64)? {
    guard text.count == 36 else { return nil }
    var digits = 0
    var halves: (UInt64, UInt64) = (0, 0)
    for position in 0..<36 {
      let byte = text[position]
      if position == 8 || position == 13 || position == 18 || position == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let value: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      if digits < 16 { halves.0 = halves.0 << 4 | UInt64(value) } else { halves.1 = halves.1 << 4 | UInt64(value) }
      digits += 1
    }
    return halves.0 & 0xF000 == 0x7000 ? halves : nil
  }

  /// The time inside the identifier.
  public var timestamp: Timestamp { Timestamp(milliseconds: Int64(high >> 16)) }

  /// The sequence number inside the identifier, 12 bits.
  public var sequence: UInt16 { UInt16(high & 0xFFF) }

  /// 36 characters, lower case, as in `0193a1b2-…`.
  public var description: String {
    let hexadecimal = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 36) { buffer in
      var position = 0
      for nibble in 0..<32 {
        if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
          buffer[position] = UInt8(ascii: "-")
          position += 1
        }
        let half = nibble < 16 ? high : low
        buffer[position] = hexadecimal[Int(half >> UInt64((15 - nibble % 16) * 4) & 0xF)]
        position += 1
      }
      return position
    }
  }

  /// Order by time, then by sequence.
  public static func < (left: UUIDv7, right: UUIDv7) -> Bool { (left.high, left.low) < (right.high, right.low) }
}
