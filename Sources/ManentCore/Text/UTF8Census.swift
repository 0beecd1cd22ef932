/// How much of some bytes is UTF-8.
public struct UTF8Census: Sendable, Equatable {
  /// Characters of more than one byte.
  public private(set) var characters = 0
  /// Parts that begin no character, or a character that is not whole (Unicode 16, table 3-7).
  public private(set) var invalid = 0
  /// Whether the bytes end within a character.
  public private(set) var isCut = false

  /// Counts.
  public init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
      var position = 0
      while position < bytes.count {
        if bytes[position] < 0x80 {
          position += 1
          continue
        }
        let (length, found) = Self.character(at: position, in: bytes)
        if found == length {
          characters += 1
        } else {
          invalid += 1
          isCut = length > 0 && position + found == bytes.count
        }
        position += found
      }
    }
  }

  /// How long the character at a position should be (0 where none begins), and how much of it is there.
  private static func character(at position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (length: Int, found: Int) {
    let (length, second): (Int, ClosedRange<UInt8>)
    switch bytes[position] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return (0, 1)
    }
    guard position + 1 < bytes.count, second.contains(bytes[position + 1]) else { return (length, 1) }
    var found = 2
    while found < length, position + found < bytes.count, bytes[position + found] & 0xC0 == 0x80 { found += 1 }
    return (length, found)
  }
}
