/// What becomes of a character when case and accents do not count.
///
/// A letter with an accent and the letter followed by the accent as a character of its own (as macOS writes file
/// names) become the same, so accents go in Latin, Greek and Cyrillic, as FTS5's `unicode61` does with
/// `remove_diacritics`; Arabic and Hebrew lose their optional vowel points, as in Lucene's `ArabicNormalizer`. Marks
/// that change the word (Devanagari vowels, Thai tones) stay.
enum Folding {
  /// What a character is to a word.
  enum Kind {
    case letter(WordScript)
    /// Belongs to the letter before it.
    case mark
    /// Counts for nothing, within a word too.
    case ignored
    case separator
  }

  /// An ASCII letter in lower case or a digit; nothing for the rest.
  @inline(__always)
  static func ascii(_ byte: UInt8) -> UInt8? {
    let lower = byte | 0x20
    if lower &- 0x61 < 26 { return lower }
    return byte &- 0x30 < 10 ? byte : nil
  }

  /// What a character beyond ASCII is.
  static func kind(of scalar: UInt32) -> Kind {
    switch scalar {
    case 0xAD, 0x200C, 0x200D, 0x2060, 0xFEFF: .ignored  // soft hyphen, joiners, byte order mark
    case 0xD7, 0xF7: .separator  // × ÷
    case 0xC0...0x24F, 0x400...0x481, 0x48A...0x52F: .letter(.spaced)
    case 0x300...0x36F, 0x483...0x489, 0x591...0x5C7, 0x610...0x61A, 0x64B...0x65F, 0x670, 0xFE00...0xFE0F: .ignored
    case 0xE01...0xE3A, 0xE40...0xE4E, 0xE50...0xE59, 0xE81...0xEDF: .letter(.tripled)  // Thai, Lao
    case 0x1000...0x1049, 0x1050...0x109F, 0xA9E0...0xA9FE, 0xAA60...0xAA7F: .letter(.tripled)  // Burmese
    case 0x1780...0x17D3, 0x17D7, 0x17DC, 0x17E0...0x17E9: .letter(.tripled)  // Khmer
    case 0x30A0, 0x30FB: .separator  // Katakana's hyphen and middle dot
    case 0x3005...0x3007, 0x3041...0x30FF, 0x31F0...0x31FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFF66...0xFF9F, 0x20000...0x3FFFF:
      .letter(.paired)
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: .letter(.spaced)  // full-width digits and letters
    default: generalKind(of: scalar)
    }
  }

  private static func generalKind(of scalar: UInt32) -> Kind {
    switch Unicode.Scalar(scalar)?.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      .letter(.spaced)
    case .nonspacingMark, .spacingMark: .mark
    default: .separator
    }
  }

  /// Appends a character beyond ASCII as it is compared.
  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    if let base = base(of: scalar) { return bytes.append(base) }
    switch scalar {
    case 0xDF, 0x1E9E: bytes.append(contentsOf: [0x73, 0x73])  // ß ss
    case 0xC6, 0xE6: bytes.append(contentsOf: [0x61, 0x65])  // æ ae
    case 0x152, 0x153: bytes.append(contentsOf: [0x6F, 0x65])  // œ oe
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
      let plain = UInt8(truncatingIfNeeded: scalar - 0xFEE0)
      bytes.append(ascii(plain) ?? plain)
    case 0x370...0x52F: UTF8Reading.append(greekOrCyrillic(scalar), to: &bytes)
    case ..<0x250, 0x10A0...0x13FF, 0x1C80...0x2DFF, 0xA640...0xABBF, 0xFB00..<0xFF00, 0x10400...:
      lower(scalar, to: &bytes)
    default: UTF8Reading.append(scalar, to: &bytes)  // no case
    }
  }

  private static func lower(_ scalar: UInt32, to bytes: inout [UInt8]) {
    guard let character = Unicode.Scalar(scalar) else { return }
    let properties = character.properties
    if properties.changesWhenLowercased {
      bytes.append(contentsOf: properties.lowercaseMapping.utf8)
    } else {
      UTF8Reading.append(scalar, to: &bytes)
    }
  }

  /// A Greek or Cyrillic letter in lower case, without its accent.
  private static func greekOrCyrillic(_ scalar: UInt32) -> UInt32 {
    var lower = scalar
    switch scalar {
    case 0x410...0x42F: lower += 0x20
    case 0x400...0x40F: lower += 0x50
    case 0x391...0x3A9: lower += 0x20
    case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: lower |= 1
    default:
      if let mapped = Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars.first { lower = mapped.value }
    }
    return switch lower {
    case 0x3AC: 0x3B1
    case 0x3AD: 0x3B5
    case 0x3AE: 0x3B7
    case 0x390, 0x3AF, 0x3CA: 0x3B9
    case 0x3CC: 0x3BF
    case 0x3B0, 0x3CB, 0x3CD: 0x3C5
    case 0x3CE: 0x3C9
    case 0x3C2: 0x3C3  // final sigma
    case 0x439, 0x45D: 0x438
    case 0x450, 0x451: 0x435
    case 0x453: 0x433
    case 0x457: 0x456
    case 0x45C: 0x43A
    case 0x45E: 0x443
    default: lower
    }
  }

  /// The letter of the English alphabet that an accented Latin letter is written with.
  @inline(__always)
  static func base(of scalar: UInt32) -> UInt8? {
    let base: UInt8 =
      switch scalar {
      case 0xC0...0x24F: latin[Int(scalar - 0xC0)]
      case 0x1E00...0x1EFF: latinAdditional[Int(scalar - 0x1E00)]
      default: 0x2E
      }
    return base == 0x2E ? nil : base
  }

  /// U+00C0 to U+024F: the base letter of the canonical decomposition, with ø, ł, đ, ħ, ŧ, ı and ſ, which have none;
  /// `.` where there is no such letter.
  private static let latin = Array(
    ("aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggggggghhhh"
      + "iiiiiiiiii..jjkk.llllll..llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs................"
      + "................oo.............uu............................aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg.."
      + "nnaa..ooaaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................").utf8)

  /// U+1E00 to U+1EFF, which holds Vietnamese, in the same way.
  private static let latinAdditional = Array(
    ("aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssss"
      + "ssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooo"
      + "oooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......").utf8)
}
