/// Text in HZ (RFC 1843): ASCII in which `~{` and `~}` enclose characters of GB 2312, each of two bytes of seven bits.
enum HZText {
  private static let tilde = UInt8(ascii: "~")

  /// Whether a text has the beginning of such characters.
  static func mayBe(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while let place = rest.firstIndex(of: tilde) {
      rest = rest[(place + 1)...]
      if rest.first == UInt8(ascii: "{") { return true }
    }
    return false
  }

  /// The text with the eighth bit of these characters set, as EUC-CN and GB 18030 have them, and without the marks
  /// between which they stand. A byte that cannot be in such a character becomes 0xFF, which is none.
  static func wide(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var (index, isWide) = (0, false)
    while index < bytes.count {
      let (byte, next) = (bytes[index], index + 1 < bytes.count ? bytes[index + 1] : 0)
      if byte == tilde {
        switch (next, isWide) {
        case (UInt8(ascii: "{"), false): isWide = true
        case (UInt8(ascii: "}"), true): isWide = false
        case (tilde, false): text.append(tilde)
        // The line goes on.
        case (0x0A, false): break
        default:
          text.append(isWide ? 0xFF : byte)
          index += 1
          continue
        }
        index += 2
      } else if isWide, byte != 0x0A, byte != 0x0D {
        let isPair = (0x21...0x77).contains(byte) && (0x21...0x7E).contains(next)
        text += isPair ? [byte | 0x80, next | 0x80] : [0xFF]
        index += isPair ? 2 : 1
      } else {
        // The characters end with the line.
        isWide = false
        text.append(byte)
        index += 1
      }
    }
    return text
  }
}
