/// Joins words that were parted at the ends of lines.
public enum LineEndings {
  /// The text with such words joined.
  ///
  /// U+2010, which manual pages are hyphenated with, and a soft hyphen go. A hyphen that one writes may belong to the
  /// word; it goes when letters stand on both sides and the word has no other.
  public static func joined(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var joined: [UInt8] = []
    joined.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      if let hyphen = hyphen(in: text, at: index), let next = next(in: text, after: index + hyphen),
        let last = joined.last, isASCIILetter(last) || last >= 0x80
      {
        if hyphen == 1, hasHyphen(joined) || !isSmall(text[next]) { joined.append(UInt8(ascii: "-")) }
        index = next
        continue
      }
      joined.append(text[index])
      index += 1
    }
    return joined
  }

  /// The length of a hyphen: `-`, U+2010 or U+00AD.
  static func hyphen(in text: ArraySlice<UInt8>, at index: Int) -> Int? {
    switch text[index] {
    case UInt8(ascii: "-"): 1
    case 0xC2 where index + 1 < text.endIndex && text[index + 1] == 0xAD: 2
    case 0xE2 where index + 2 < text.endIndex && text[index + 1] == 0x80 && text[index + 2] == 0x90: 3
    default: nil
    }
  }

  /// The letter that follows the end of the line, if the line ends here.
  private static func next(in text: ArraySlice<UInt8>, after index: Int) -> Int? {
    var index = index
    guard index < text.endIndex, text[index] == 0x0A || text[index] == 0x0D else { return nil }
    while index < text.endIndex, isASCIIBlank(text[index]) { index += 1 }
    guard index < text.endIndex, isASCIILetter(text[index]) || text[index] >= 0x80 else { return nil }
    return index
  }

  /// Whether the word at the end of a text has a hyphen already.
  private static func hasHyphen(_ text: [UInt8]) -> Bool {
    for byte in text.reversed() {
      if isASCIIBlank(byte) { return false }
      if byte == UInt8(ascii: "-") { return true }
    }
    return false
  }

  private static func isSmall(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte >= 0x80 }
}
