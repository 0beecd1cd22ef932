/// What the rules need to know about characters beyond ASCII.
enum Script {
  /// The full stops, question and exclamation marks of scripts that have their own, as in Unicode's
  /// `Sentence_Terminal`, with the full-width semicolon, which Chinese uses between whole clauses.
  @inline(__always) static func isFullStop(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3002, 0xFF01, 0xFF0E, 0xFF1B, 0xFF1F, 0xFF61: true  // 。！．；？｡
    case 0x203C, 0x203D, 0x2047...0x2049: true  // ‼‽⁇⁈⁉
    case 0x0589, 0x061F, 0x06D4: true  // Armenian, Arabic, Urdu
    case 0x0964, 0x0965: true  // Devanagari and its neighbours
    case 0x0F0D, 0x0F0E: true  // Tibetan
    case 0x104B, 0x17D4, 0x17D5, 0x1362, 0x1367, 0x1368: true  // Burmese, Khmer, Ethiopic
    default: false
    }
  }

  /// Letters of Thai, Lao, Burmese and Khmer, which do without full stops or without spaces between words.
  @inline(__always) static func isUnstopped(_ scalar: UInt32) -> Bool {
    (scalar >= 0x0E01 && scalar <= 0x0EDF) || (scalar >= 0x1000 && scalar <= 0x109F)
      || (scalar >= 0x1780 && scalar <= 0x17D3)
  }

  /// Chinese, Japanese and full-width forms, which follow a stop without a space.
  @inline(__always) static func isEastAsian(_ scalar: UInt32) -> Bool {
    (scalar >= 0x2E80 && scalar <= 0x9FFF) || (scalar >= 0xF900 && scalar <= 0xFAFF)
      || (scalar >= 0xFF00 && scalar <= 0xFFEF) || (scalar >= 0x20000 && scalar <= 0x3FFFF)
  }

  /// Quotes and brackets that close, and those that open in one language and close in another.
  @inline(__always) static func isCloser(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0x2A, 0x5F, 0x60: true  // " ' ) ] } * _ `
    case 0xAB, 0xBB, 0x2018, 0x2019, 0x201C, 0x201D, 0x2039, 0x203A: true  // « » ‘ ’ “ ” ‹ ›
    case 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0xFF09, 0xFF3D, 0xFF63: true  // 〉》」』】〕）］｣
    default: false
    }
  }

  /// Quotes and brackets that may stand before the first word of a sentence.
  @inline(__always) static func isOpener(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x28, 0x5B, 0x7B, 0x2A, 0x5F, 0x60, 0xA1, 0xBF: true  // " ' ( [ { * _ ` ¡ ¿
    case 0xAB, 0xBB, 0x2018, 0x201A, 0x201C, 0x201E, 0x2039, 0x203A: true  // « » ‘ ‚ “ „ ‹ ›
    default: false
    }
  }

  /// Whether a letter is small, for the scripts that have small letters and stops: Latin, Greek, Cyrillic.
  static func isSmall(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar >= 0x61 && scalar <= 0x7A }
    return Unicode.Scalar(scalar)?.properties.isLowercase ?? false
  }

  /// Whether a character carries meaning by itself: a letter, a digit, a symbol, a picture; not punctuation or a blank.
  static func isWordLike(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x80, let properties = Unicode.Scalar(scalar)?.properties else { return false }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .otherSymbol, .mathSymbol, .currencySymbol:
      return true
    default: return false
    }
  }

  /// Whether a character belongs to the one before it: combining marks, joiners, variation selectors, skin tones.
  static func isExtending(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x300, let properties = Unicode.Scalar(scalar)?.properties else { return false }
    return properties.isGraphemeExtend || properties.generalCategory == .spacingMark || scalar == 0x200D
      || (scalar >= 0x1F3FB && scalar <= 0x1F3FF)
  }
}
