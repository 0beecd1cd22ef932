/// Characters that stand for others: ligatures, letters of mathematics, half-width kana, units in one character, Roman
/// numbers, digits above and below the line (compatibility mappings of the Unicode Character Database).
enum CompatibleForm {
  /// The characters that one stands for, in lower case; `nil` for one that stands for itself.
  static func of(_ scalar: UInt32) -> String? {
    switch scalar {
    case 0xAA: "a"
    case 0xBA: "o"
    case 0xB2, 0xB3: digit(scalar - 0xB0)
    case 0xB9: "1"
    case 0xB5: "μ"
    case 0x2070, 0x2074...0x2079: digit(scalar - 0x2070)
    case 0x2080...0x2089: digit(scalar - 0x2080)
    case 0x210E: "h"
    case 0x2126: "ω"
    case 0x212A: "k"
    case 0x212B: "a"
    case 0x2160...0x216F: roman[Int(scalar - 0x2160)]
    case 0x2170...0x217F: roman[Int(scalar - 0x2170)]
    case 0x3380...0x33DD: units[scalar]
    case 0xFB00...0xFB06: ligatures[Int(scalar - 0xFB00)]
    case 0xFF66...0xFF9D: fullWidthKana[Int(scalar - 0xFF66)]
    case 0x1D400...0x1D6A3: letter((scalar - 0x1D400) % 26)
    case 0x1D7CE...0x1D7FF: digit((scalar - 0x1D7CE) % 10)
    default: nil
    }
  }

  private static func digit(_ value: UInt32) -> String { String(value) }

  private static func letter(_ value: UInt32) -> String {
    Unicode.Scalar(0x61 + value).map { String($0) } ?? ""
  }

  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]

  private static let roman = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "l", "c", "d", "m",
  ]

  private static let fullWidthKana = Array("ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン").map {
    String($0)
  }

  private static let units: [UInt32: String] = [
    0x3380: "pa", 0x3381: "na", 0x3383: "ma", 0x3384: "ka", 0x3385: "kb", 0x3386: "mb", 0x3387: "gb", 0x3388: "cal",
    0x3389: "kcal", 0x338A: "pf", 0x338B: "nf", 0x338D: "μg", 0x338E: "mg", 0x338F: "kg", 0x3390: "hz", 0x3391: "khz",
    0x3392: "mhz", 0x3393: "ghz", 0x3394: "thz", 0x3395: "μl", 0x3396: "ml", 0x3397: "dl", 0x3398: "kl", 0x339A: "nm",
    0x339B: "μm", 0x339C: "mm", 0x339D: "cm", 0x339E: "km", 0x339F: "mm2", 0x33A0: "cm2", 0x33A1: "m2", 0x33A2: "km2",
    0x33A3: "mm3", 0x33A4: "cm3", 0x33A5: "m3", 0x33A6: "km3", 0x33A9: "pa", 0x33AA: "kpa", 0x33AB: "mpa",
    0x33B3: "ms", 0x33B7: "mv", 0x33B8: "kv", 0x33B9: "mv", 0x33BD: "mw", 0x33BE: "kw", 0x33BF: "mw", 0x33C4: "cc",
    0x33C8: "db", 0x33CA: "ha", 0x33D1: "ln", 0x33D2: "log", 0x33D5: "mil", 0x33D6: "mol", 0x33D7: "ph", 0x33D8: "pm",
  ]

  /// The kana that one with a mark for a voiced sound (or a half-voiced one) is written as; itself when there is none.
  static func voiced(_ kana: UInt32, half: Bool) -> UInt32 {
    // Hiragana and katakana lie in the same order.
    let base = kana >= 0x30A0 ? kana - 0x60 : kana
    if half { return (0x306F...0x307B).contains(base) && (base - 0x306F) % 3 == 0 ? kana + 2 : kana }
    switch base {
    case 0x304B...0x3061: return (base - 0x304B) % 2 == 0 ? kana + 1 : kana
    case 0x3064, 0x3066, 0x3068: return kana + 1
    case 0x306F...0x307B: return (base - 0x306F) % 3 == 0 ? kana + 1 : kana
    case 0x3046: return kana >= 0x30A0 ? 0x30F4 : 0x3094
    default: return kana
    }
  }

  /// The syllable of Korean that begins with a letter at a position, and the bytes of its letters; `nil` when there is none.
  static func syllable(in text: UnsafeBufferPointer<UInt8>, at position: Int) -> (scalar: UInt32, length: Int)? {
    let first = UTF8Reading.scalar(in: text, at: position)
    guard (0x1100...0x1112).contains(first.scalar), position + first.length < text.count else { return nil }
    let second = UTF8Reading.scalar(in: text, at: position + first.length)
    guard (0x1161...0x1175).contains(second.scalar) else { return nil }
    var scalar = 0xAC00 + (first.scalar - 0x1100) * 588 + (second.scalar - 0x1161) * 28
    var length = first.length + second.length
    if position + length < text.count {
      let third = UTF8Reading.scalar(in: text, at: position + length)
      if (0x11A8...0x11C2).contains(third.scalar) {
        scalar += third.scalar - 0x11A7
        length += third.length
      }
    }
    return (scalar, length)
  }
}
