/// Finds where bytes stop being UTF-8.
enum UTF8Validation {
  /// The offset of the first byte that begins no valid sequence (Unicode 16, table 3-7), or `nil` when all is valid.
  static func firstInvalidByte(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var position = 0
    while position < bytes.count {
      guard let length = length(at: position, in: bytes) else { return position }
      position += length
    }
    return nil
  }

  private static func length(at position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let (length, second): (Int, ClosedRange<UInt8>)
    switch bytes[position] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard bytes.count - position >= length, second.contains(bytes[position + 1]) else { return nil }
    for index in position + 2..<max(position + 2, position + length) where bytes[index] & 0xC0 != 0x80 { return nil }
    return length
  }
}
