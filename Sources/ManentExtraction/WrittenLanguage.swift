import ManentCore

/// What tells whether some text is in a language, for as much as it takes to find the encoding of a file.
struct WrittenLanguage: Sendable {
  /// How the language is written.
  enum Script: Sendable {
    /// In Latin letters, most of which are ASCII.
    case latin
    /// In another alphabet; its commonest letters.
    case alphabet(frequent: Set<Unicode.Scalar>)
    /// In very many characters: the commonest ones, and how much of a text they are.
    case characters(frequent: Set<Unicode.Scalar>, share: Double)
  }

  /// The names of the encodings that it is found in.
  var encodings: Set<String>
  var script: Script
  /// The letters beyond ASCII in lower case.
  var letters: Set<Unicode.Scalar> = []
  /// How much its rating counts.
  var weight = 1.0

  /// From 0 to 1: how likely a text is in this language.
  func rating(of text: [Unicode.Scalar], _ bytes: [UInt8], in encoding: EncodingName) -> Double {
    switch script {
    case .characters(let frequent, let share):
      let others = text.filter { !$0.isASCII }
      guard !others.isEmpty else { return 0 }
      let common = Double(others.count { frequent.contains($0) }) / Double(others.count)
      return weight * (CharacterRows.share(of: bytes, in: encoding) + min(1, common / share)) / 2
    case .alphabet(let frequent):
      return weight
        * rating(of: text) { scalar, before, after in
          if before?.isASCIILetter == true || after?.isASCIILetter == true { return 0 }
          return frequent.contains(scalar) ? 1 : 0.6
        }
    case .latin:
      return weight
        * rating(of: text) { _, before, after in
          // Words without a single ASCII letter are hardly written, but for those of one letter.
          if before?.isASCIILetter == true || after?.isASCIILetter == true { return 1 }
          return before?.properties.isAlphabetic == true || after?.properties.isAlphabetic == true ? 0 : 1
        }
    }
  }

  /// The mean over everything beyond ASCII that says something.
  private func rating(
    of text: [Unicode.Scalar], _ letter: (Unicode.Scalar, Unicode.Scalar?, Unicode.Scalar?) -> Double
  ) -> Double {
    var (sum, count) = (0.0, 0.0)
    for (index, scalar) in text.enumerated() where !scalar.isASCII {
      let before = index > 0 ? text[index - 1] : nil
      let after = index + 1 < text.count ? text[index + 1] : nil
      if let rating = Punctuation.rating(of: scalar, between: before, and: after) {
        guard let rating = rating.value else { continue }
        (sum, count) = (sum + rating, count + 1)
        continue
      }
      count += 1
      let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      guard letters.contains(lower) else { continue }
      // A capital letter behind a small one is none.
      if lower != scalar, let before, before.properties.isLowercase { continue }
      sum += letter(lower, before, after)
    }
    return count > 0 ? sum / count : 0
  }

  /// Signs that texts in any language have.
  enum Punctuation {
    /// What a sign says about its place: `nil` inside for nothing.
    struct Rating { var value: Double? }

    /// `nil` for what is not a sign.
    static func rating(
      of scalar: Unicode.Scalar, between before: Unicode.Scalar?, and after: Unicode.Scalar?
    ) -> Rating? {
      let isInWord = before?.properties.isAlphabetic == true && after?.properties.isAlphabetic == true
      // These end something; before a word they are its first letter in another encoding.
      let beginsWord = before?.properties.isAlphabetic != true && after?.properties.isLowercase == true
      if beginsWord, "\u{A9}\u{AE}\u{B2}\u{B3}\u{B4}\u{BC}\u{BD}\u{BE}".unicodeScalars.contains(scalar) {
        return Rating(value: 0)
      }
      switch scalar {
      case "\u{2019}": return Rating(value: 1)
      case "\u{2018}", "\u{201C}", "\u{201D}", "\u{201E}", "\u{201A}", "\u{AB}", "\u{BB}", "\u{2026}", "\u{20AC}":
        return Rating(value: isInWord ? 0 : 1)
      case "\u{2013}", "\u{2014}": return Rating(value: before == " " && after == " " || isInWord ? 1 : nil)
      case "\u{A0}", "\u{AD}", "\u{A7}", "\u{A9}", "\u{AE}", "\u{B0}", "\u{B1}", "\u{B5}", "\u{B7}", "\u{BF}", "\u{A1}",
        "\u{A3}", "\u{B2}", "\u{B3}", "\u{B4}", "\u{BC}", "\u{BD}", "\u{BE}", "\u{D7}", "\u{2022}", "\u{2122}",
        "\u{2116}":
        return Rating(value: isInWord ? 0 : nil)
      default: return nil
      }
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIILetter: Bool { value < 0x80 && properties.isAlphabetic }
}

/// The rows of the tables of Chinese, Japanese and Korean encodings that hold what is commonly written.
enum CharacterRows {
  /// Which part of the two-byte characters is in those rows.
  static func share(of bytes: [UInt8], in encoding: EncodingName) -> Double {
    var (count, common, position) = (0, 0, 0)
    while position + 1 < bytes.count {
      let (lead, trail) = (bytes[position], bytes[position + 1])
      guard lead >= 0x80 else {
        position += 1
        continue
      }
      // Half-width kana are one byte long there.
      if encoding.name == "shift_jis", (0xA1...0xDF).contains(lead) {
        position += 1
        count += 1
        continue
      }
      position += 2
      count += 1
      if isCommon(lead, trail, encoding) { common += 1 }
    }
    return count > 0 ? Double(common) / Double(count) : 0
  }

  private static func isCommon(_ lead: UInt8, _ trail: UInt8, _ encoding: EncodingName) -> Bool {
    switch encoding.name {
    // Signs, and the characters of level 1.
    case "gb18030": trail >= 0xA1 && ((0xB0...0xD7).contains(lead) || lead == 0xA1 || lead == 0xA3)
    case "big5": (0xA4...0xC6).contains(lead) || lead == 0xA1
    case "euc-kr": trail >= 0xA1 && ((0xB0...0xC8).contains(lead) || lead == 0xA1)
    case "euc-jp": (0xB0...0xCF).contains(lead) || lead == 0xA1 || lead == 0xA4 || lead == 0xA5
    case "shift_jis":
      (0x88...0x97).contains(lead) || lead == 0x81 && trail < 0x9F || lead == 0x82 && trail >= 0x9F
        || lead == 0x83 && trail < 0x97
    default: false
    }
  }
}
