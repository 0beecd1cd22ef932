/// Text that does nothing but be read, however it is shown.
public enum InertText {
  /// The text with U+FFFD for what a program would obey (escape sequences, other control characters), for marks that turn
  /// its direction around so that it reads as something else, and for characters that nobody sees. Line feeds and tabs
  /// stay.
  public static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isSuspect) else { return text }
    var result = String.UnicodeScalarView()
    forEach(in: text) { result.append($1 ? $0 : "\u{FFFD}") }
    return String(result)
  }

  /// JSON that holds the same values, with the same characters written as escapes.
  public static func ofJSON(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isSuspect) else { return text }
    var result = ""
    forEach(in: text) { scalar, isHarmless in
      if isHarmless { return result.unicodeScalars.append(scalar) }
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result
  }

  private static func forEach(in text: String, _ body: (Unicode.Scalar, _ isHarmless: Bool) -> Void) {
    var before: Unicode.Scalar = " "
    var isFlag = false
    for scalar in text.unicodeScalars {
      // Of the two characters that end a line on Windows, one is enough.
      if before == "\r", scalar != "\n" { body(before, false) }
      if scalar == "\r" {
        before = scalar
        continue
      }
      // A flag of a part of a country is a black flag and letters of this kind.
      isFlag = scalar.value == 0x1F3F4 || isFlag && (0xE0020...0xE007F).contains(scalar.value)
      body(scalar, !isSuspect(scalar) || isFlag || joins(scalar, after: before))
      before = scalar
    }
    if before == "\r" { body(before, false) }
  }

  /// Whether a character is obeyed or hidden where it stands alone.
  private static func isSuspect(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    // Zero width space, joiners and their like; annotation marks; tags.
    case 0x200B...0x200D, 0x2060...0x2065, 0x206A...0x206F, 0x180E, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// Whether a joiner stands where writing has one: in scripts that join letters, and in emoji.
  private static func joins(_ scalar: Unicode.Scalar, after before: Unicode.Scalar) -> Bool {
    guard scalar.value == 0x200C || scalar.value == 0x200D else { return false }
    return (0x600...0x1AFF).contains(before.value) || before.value == 0xFE0F || before.value >= 0x1F000
      || (0x2190...0x2BFF).contains(before.value)
  }
}
