/// Text in units of two or four bytes.
enum WideText {
  /// Whether bytes begin with the byte order mark of UTF-16 or UTF-32.
  static func isMarked(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0, 0, 0xFE, 0xFF])
  }

  /// Text that a byte order mark calls UTF-16 or UTF-32; `nil` for what is no text.
  static func marked(_ bytes: [UInt8]) -> TextDecoding.Decoded? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return utf32(bytes.dropFirst(4), isBigEndian: false) }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return utf32(bytes.dropFirst(4), isBigEndian: true) }
    return utf16(bytes.dropFirst(2), isBigEndian: bytes.first == 0xFE)
  }

  /// Text in UTF-16 without a mark; `nil` for other bytes.
  ///
  /// With its bytes in the wrong order, text is other characters, and some of them are assigned to nothing; what is no
  /// text has controls and halves of characters. Spaces, line ends and the like tell the order.
  static func unmarked(_ bytes: [UInt8]) -> TextDecoding.Decoded? {
    guard bytes.count >= 8, bytes.count.isMultiple(of: 2), !isNarrow(bytes) else { return nil }
    let found = [false, true].compactMap { isBigEndian -> (text: TextDecoding.Decoded, common: Int)? in
      let units = units(bytes[...], isBigEndian)
      guard isText(units) else { return nil }
      let common = units.count(where: isCommon)
      guard common * 40 >= units.count, let text = utf16(bytes[...], isBigEndian: isBigEndian) else { return nil }
      return (text, common)
    }
    return found.max { $0.common < $1.common }?.text
  }

  /// Whether bytes are UTF-8 with zeros between fields or lines: in wide Latin text half of the bytes are zeros, and in
  /// other wide text some are controls or no UTF-8.
  private static func isNarrow(_ bytes: [UInt8]) -> Bool {
    var zeros = 0
    for byte in bytes {
      if byte == 0 { zeros += 1 } else if byte < 0x20, !"\t\n\r\u{C}".utf8.contains(byte) { return false }
    }
    return zeros * 5 < bytes.count * 2 && String(validating: bytes, as: UTF8.self) != nil
  }

  private static func units(_ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool) -> some Collection<UInt16> {
    // Of a range, not of a stride: that is no collection, and all units would be in memory at once.
    (0..<bytes.count / 2).lazy.map { number -> UInt16 in
      let place = bytes.startIndex + number * 2
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
  }

  private static func isText(_ units: some Collection<UInt16>) -> Bool {
    var decoder = UTF16()
    var iterator = units.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .emptyInput: return true
      case .error: return false
      case .scalarValue(let scalar):
        switch scalar.properties.generalCategory {
        case .control: if !["\t", "\n", "\r", "\u{C}"].contains(scalar) { return false }
        case .unassigned, .privateUse, .surrogate: return false
        default: break
        }
      }
    }
  }

  /// Whether a unit is what every text has some of: ASCII, or the signs between words of Chinese and Japanese.
  private static func isCommon(_ unit: UInt16) -> Bool {
    unit < 0x7F || [0x3001, 0x3002, 0xFF0C, 0xFF01, 0xFF1F].contains(unit)
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> TextDecoding.Decoded? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let text = String(decoding: Array(units(bytes, isBigEndian)), as: UTF16.self)
    if text.unicodeScalars.contains("\0") { return nil }
    return .init(text: Array(text.utf8), encoding: isBigEndian ? "utf-16be" : "utf-16le")
  }

  private static func utf32(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> TextDecoding.Decoded? {
    guard !bytes.isEmpty, bytes.count.isMultiple(of: 4) else { return nil }
    var text = String.UnicodeScalarView()
    for index in stride(from: bytes.startIndex, to: bytes.endIndex, by: 4) {
      let unit = bytes[index..<(index + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      guard let scalar = Unicode.Scalar(isBigEndian ? unit : unit.byteSwapped), scalar != "\0" else { return nil }
      text.append(scalar)
    }
    return .init(text: Array(String(text).utf8), encoding: isBigEndian ? "utf-32be" : "utf-32le")
  }
}
