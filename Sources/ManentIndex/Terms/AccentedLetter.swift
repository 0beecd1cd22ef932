/// Letters with their accents, which the stems of most languages depend on.
enum AccentedLetter {
  /// Whether a character is an accent that follows its letter, as macOS writes file names.
  @inline(__always)
  static func isAccent(_ scalar: UInt32) -> Bool { (0x300...0x36F).contains(scalar) }

  /// A character in lower case.
  static func small(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xC0...0xDE, 0x410...0x42F, 0x391...0x3A9: return scalar == 0xD7 ? scalar : scalar + 0x20
    case 0xDF...0xFF, 0x430...0x45F, 0x3AC...0x3CE: return scalar
    case 0x400...0x40F: return scalar + 0x50
    default: return Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar
    }
  }

  /// Puts an accent on the last letter of a word; one that no letter has alone is left out.
  static func join(_ accent: UInt32, toLastOf word: inout [UInt8]) {
    guard let accent = Unicode.Scalar(accent), let start = word.lastIndex(where: { $0 & 0xC0 != 0x80 }),
      let letter = Unicode.Scalar(
        word[start...].withUnsafeBufferPointer { UTF8Reading.scalar(in: $0, at: 0).scalar })
    else { return }
    var decomposed = String.UnicodeScalarView([letter])
    decomposed.append(accent)
    guard let composed = composed[Character(String(decomposed))] else { return }
    word.removeSubrange(start...)
    UTF8Reading.append(composed, to: &word)
  }

  /// The letters that are one with an accent that follows. Characters are equal when they are canonically equivalent.
  private static let composed: [Character: UInt32] = {
    var letters: [Character: UInt32] = [:]
    for scalar in [0xDF...0x24F, 0x386...0x3CE, 0x430...0x45F, 0x1E00...0x1EFF].joined() {
      guard let letter = Unicode.Scalar(UInt32(scalar)) else { continue }
      letters[Character(letter), default: UInt32(scalar)] = UInt32(scalar)
    }
    return letters
  }()
}
