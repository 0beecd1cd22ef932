/// Cuts text that has no break where one is needed.
enum LongText {
  /// Where to cut a text that is longer than `limit`: after the last clause within it, else at the last space, else
  /// between two characters. Always past the start and within `limit`, unless one character alone is longer.
  static func cut(_ text: TextBytes, _ range: Range<Int>, limit: Int) -> Int {
    let end = min(range.lowerBound + limit, range.upperBound)
    let lowest = range.lowerBound + limit / 3
    var space: Int?
    var index = end
    // The byte at `end` may be the space that a clause within the limit is followed by.
    while index > lowest {
      if isASCIIBlank(text[index]) {
        if isClauseMark(text[index - 1]) { return index }
        if space == nil { space = index }
      } else if text[index - 1] >= 0x80, isWideClauseMark(text.scalar(before: index, from: range.lowerBound).value) {
        return index
      }
      index -= 1
    }
    return space ?? characterStart(text, range, near: end)
  }

  private static func isClauseMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ")")
  }

  /// ，、：； and the Arabic, Burmese and Ethiopic commas.
  private static func isWideClauseMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xFF0C, 0x3001, 0xFF1A, 0xFF1B, 0x060C, 0x104A, 0x1363: true
    default: false
    }
  }

  /// The nearest boundary between characters at or before `index`; one after it when the first character is longer
  /// than that.
  private static func characterStart(_ text: TextBytes, _ range: Range<Int>, near index: Int) -> Int {
    var start = text.scalarStart(index, from: range.lowerBound)
    var steps = 0
    // A character of more marks than this is no character of any language; it may be cut between scalars.
    while start > range.lowerBound, steps < 16, isJoined(text, at: start, from: range.lowerBound) {
      start -= text.scalar(before: start, from: range.lowerBound).length
      steps += 1
    }
    if start > range.lowerBound, steps < 16 { return start }
    start = text.scalarStart(index, from: range.lowerBound)
    return start > range.lowerBound ? start : range.lowerBound + text.scalar(at: range.lowerBound).length
  }

  private static func isJoined(_ text: TextBytes, at index: Int, from lowest: Int) -> Bool {
    Script.isExtending(text.scalar(at: index).value) || text.scalar(before: index, from: lowest).value == 0x200D
  }
}
