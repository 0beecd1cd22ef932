/// Finds out how a file's bytes are to be read as text.
enum TextDecoding {
  /// Text that was read from bytes.
  struct Decoded: Equatable {
    var text: [UInt8]
    /// The name of the encoding; `nil` for UTF-8.
    var encoding: String?
  }

  /// The text as UTF-8, or `nil` when the bytes are no text.
  ///
  /// UTF-8 stays as it is. A byte order mark tells UTF-16. Else bytes without NUL and with hardly any control
  /// characters are read as Windows-1252, as the WHATWG Encoding Standard does for text that is labelled Latin-1.
  static func decode(_ bytes: [UInt8]) -> Decoded? {
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), isBigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), isBigEndian: true) }
    // NUL marks binary content, as for git; other control characters may stand here and there.
    if bytes.contains(0) { return nil }
    let controls = bytes.reduce(0) { count, byte in
      count + (byte < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains(byte) ? 1 : 0)
    }
    if controls * 100 > bytes.count { return nil }
    if String(validating: bytes, as: UTF8.self) != nil { return Decoded(text: bytes, encoding: nil) }
    if bytes.contains(where: { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }) { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        text.append(byte)
      } else {
        let scalar = byte < 0xA0 ? windows1252[Int(byte - 0x80)] : Unicode.Scalar(byte)
        text += Array(String(Character(scalar)).utf8)
      }
    }
    return Decoded(text: text, encoding: "windows-1252")
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> Decoded? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index -> UInt16 in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    let text = String(decoding: units, as: UTF16.self)
    if text.unicodeScalars.contains("\0") { return nil }
    return Decoded(text: Array(text.utf8), encoding: isBigEndian ? "utf-16be" : "utf-16le")
  }

  /// The characters of bytes 0x80 to 0x9F (WHATWG index windows-1252); the five unassigned ones are refused before.
  private static let windows1252 =
    Array(
      "\u{20AC}\u{81}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{160}\u{2039}\u{152}\u{8D}\u{17D}\u{8F}"
        .unicodeScalars)
    + Array(
      "\u{90}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}\u{2DC}\u{2122}\u{161}\u{203A}\u{153}\u{9D}\u{17E}\u{178}"
        .unicodeScalars)
}
