/// Sorts characters by what folding does to them.
enum HTMLCharacter {
  case space
  /// A control character, or one that hides inside a word and would keep it from being found: soft hyphen, zero width
  /// space.
  case invisible
  case visible

  /// The kind of the character at `index` of UTF-8 text, and its length in bytes (of a visible one, as much as is
  /// certainly visible).
  @inline(__always)
  static func kind(at index: Int, in bytes: ArraySlice<UInt8>) -> (kind: HTMLCharacter, length: Int) {
    switch bytes[index] {
    case 0x20, 0x09, 0x0A, 0x0C, 0x0D: return (.space, 1)
    case 0x00..<0x20, 0x7F: return (.invisible, 1)
    case 0xC2 where index + 1 < bytes.endIndex: return twoBytes(bytes[index + 1])
    case 0xE2 where index + 2 < bytes.endIndex && bytes[index + 1] == 0x80: return generalPunctuation(bytes[index + 2])
    case 0xEF where bytes[index...].starts(with: [0xEF, 0xBB, 0xBF]): return (.invisible, 3)
    default: return (.visible, 1)
    }
  }

  /// U+0080 to U+00BF: the C1 controls with U+0085 (next line), U+00A0 (no-break space) and U+00AD (soft hyphen).
  private static func twoBytes(_ second: UInt8) -> (HTMLCharacter, Int) {
    switch second {
    case 0x85, 0xA0: (.space, 2)
    case 0x80..<0xA0, 0xAD: (.invisible, 2)
    default: (.visible, 2)
    }
  }

  /// U+2000 to U+203F: spaces of various widths, U+200B (zero width space), U+2028 and U+2029 (line and paragraph
  /// ends).
  private static func generalPunctuation(_ third: UInt8) -> (HTMLCharacter, Int) {
    switch third {
    case 0x80...0x8A, 0xA8, 0xA9, 0xAF: (.space, 3)
    case 0x8B: (.invisible, 3)
    default: (.visible, 3)
    }
  }
}
