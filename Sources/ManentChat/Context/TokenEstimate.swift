/// About how many tokens a text has, for whoever has no tokenizer at hand.
///
/// Every model has a tokenizer of its own, whose tables are megabytes. What they have in common is told by one formula
/// over the kinds of characters, in tenths of a token: a run of Latin letters 10, and 2 for each letter beyond the
/// sixth; a Latin letter with an accent 30 more; three digits 15; a line feed 10; an ASCII sign 6; a Thai, Lao, Khmer,
/// Burmese or Tibetan character 7; a Han, Kana or Hangul character 10; a letter of any other alphabet 5; any other
/// character 20. Spaces belong to the words after them.
///
/// The weights were fitted to the middle of OpenAI's `cl100k_base` and `o200k_base` (tiktoken 0.14) over the 960
/// paragraphs of XQuAD in four languages. Over all paragraphs of a language the estimate is off from the two by
/// +2 % and +3 % for English, -12 % and +6 % for German, -30 % and +56 % for Thai, -19 % and +21 % for Chinese: the two
/// differ by as much from each other. Swift source is met within 2 %.
public enum TokenEstimate {
  /// What a message costs beside its text: the marks of its beginning, its role and its end.
  static let perMessage = 4

  /// About how many tokens a text has.
  public static func tokens(_ text: String) -> Int {
    var tenths = 0
    var letters = 0
    var digits = 0
    for scalar in text.unicodeScalars {
      let kind = Kind(scalar)
      if kind != .digit { digits = 0 }
      switch kind {
      case .letter, .accented:
        letters += 1
        tenths += (letters == 1 ? 10 : letters > 6 ? 2 : 0) + (kind == .accented ? 30 : 0)
        continue
      case .digit:
        if digits % 3 == 0 { tenths += 15 }
        digits += 1
      case .space: break
      case .lineFeed, .syllable: tenths += 10
      case .sign: tenths += 6
      case .unspaced: tenths += 7
      case .foreign: tenths += 5
      case .other: tenths += 20
      }
      letters = 0
    }
    return (tenths + 9) / 10
  }

  /// Kinds of characters that tokenizers treat alike.
  private enum Kind {
    case letter, accented, digit, space, lineFeed, sign, unspaced, syllable, foreign, other

    init(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A: self = .letter
      case 0x30...0x39: self = .digit
      case 0x20, 0x09, 0x0D: self = .space
      case 0x0A: self = .lineFeed
      case ..<0x80: self = .sign
      case 0xC0...0x24F: self = scalar.value == 0xD7 || scalar.value == 0xF7 ? .other : .accented
      case 0xE00...0x109F, 0x1780...0x17FF: self = .unspaced
      case 0x1100...0x11FF, 0x2E80...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFFEF, 0x20000...0x3FFFF: self = .syllable
      case 0x370...0xDFF, 0x10A0...0x10FF, 0x1200...0x177F, 0x1E00...0x1FFF: self = .foreign
      default: self = .other
      }
    }
  }
}

extension Int {
  /// The number with commas between thousands, as messages for people have it.
  public var grouped: String {
    let digits = String(magnitude)
    let groups = stride(from: digits.count, to: 0, by: -3).map { end in
      let start = Swift.max(0, end - 3)
      return String(digits.dropFirst(start).prefix(end - start))
    }
    return (self < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
  }
}
