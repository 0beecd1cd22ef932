/// What a line is in Markdown (CommonMark), from its bytes.
enum MarkdownLine {
  /// The level of an ATX heading (`# …` to `###### …`), or `nil`. The line is trimmed.
  static func headingLevel(_ text: TextBytes, _ line: Range<Int>) -> Int? {
    var index = line.lowerBound
    while index < line.upperBound, text[index] == UInt8(ascii: "#") { index += 1 }
    let level = index - line.lowerBound
    guard level >= 1, level <= 6, index == line.upperBound || isASCIIBlank(text[index]) else { return nil }
    return level
  }

  /// The level of the heading that a trimmed line underlines (setext: `===` or `---`), or `nil`.
  static func underlineLevel(_ text: TextBytes, _ line: Range<Int>) -> Int? {
    let first = text[line.lowerBound]
    guard line.count >= 3, first == UInt8(ascii: "=") || first == UInt8(ascii: "-") else { return nil }
    guard text.bytes[line].allSatisfy({ $0 == first }) else { return nil }
    return first == UInt8(ascii: "=") ? 1 : 2
  }

  /// The mark that opens or closes a fenced code block: three or more backticks or tildes, and no backtick after
  /// backticks.
  static func fence(_ text: TextBytes, _ line: Range<Int>) -> Range<Int>? {
    let first = text[line.lowerBound]
    guard first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else { return nil }
    var end = line.lowerBound
    while end < line.upperBound, text[end] == first { end += 1 }
    guard end - line.lowerBound >= 3 else { return nil }
    if first == UInt8(ascii: "`"), text.bytes[end..<line.upperBound].contains(first) { return nil }
    return line.lowerBound..<end
  }

  /// Whether a trimmed line begins with the mark of a list item: `-`, `*`, `+`, `•`, `1.` or `1)` and a space.
  static func isListItem(_ text: TextBytes, _ line: Range<Int>) -> Bool {
    guard let end = listMarkEnd(text, line) else { return false }
    return end < line.upperBound && isASCIIBlank(text[end])
  }

  private static func listMarkEnd(_ text: TextBytes, _ line: Range<Int>) -> Int? {
    let first = text[line.lowerBound]
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): return line.lowerBound + 1
    case 0xE2:
      // •, ‣, –
      let mark = text.scalar(at: line.lowerBound).value
      return mark == 0x2022 || mark == 0x2023 || mark == 0x2013 ? line.lowerBound + 3 : nil
    case _ where isASCIIDigit(first):
      var index = line.lowerBound
      while index < line.upperBound, isASCIIDigit(text[index]), index - line.lowerBound < 9 { index += 1 }
      return text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ")") ? index + 1 : nil
    default: return nil
    }
  }
}
