extension ProseOutline {
  /// Whether a line is a row of a table: it begins with a bar, or holds several.
  func isBarRow(_ index: Int) -> Bool {
    let line = lines[index].content
    guard let first = line.first else { return false }
    if text[first] == UInt8(ascii: "|") { return true }
    return isMarkdown && line.count { text.bytes[$0] == UInt8(ascii: "|") } >= (isFlat ? 1 : 2)
      && text.bytes[line].contains(0x20)
  }

  /// Reads a table of bars; gives the line after it, or `nil` when there is none.
  mutating func readTable(at index: Int, into writer: inout OutlineWriter) -> Int? {
    guard isBarRow(index) else { return nil }
    var end = index + 1
    while end < lines.count, !lines[end].isBlank, isBarRow(end) { end += 1 }
    let hasRule = index + 1 < end && !text.hasWord(lines[index + 1].content)
    // One row by itself is a bar of links.
    if isFlat, end == index + 1 { return end }
    let named = hasRule || (end - index >= 3 && !hasDigit(index) && (index + 1..<end).contains(where: hasDigit))
    for row in index..<end where row > index || !named {
      writer.add(.record, lines[row].content, header: named ? lines[index].content : nil)
    }
    lead = nil
    writer.endBlock()
    return end
  }

  private func hasDigit(_ index: Int) -> Bool { lines[index].content.contains { isASCIIDigit(text.bytes[$0]) } }

  /// Whether each line of a paragraph stands for itself: rows set with blanks, entries of a log, pairs of key and
  /// value, cells between commas.
  func isRecords(_ range: Range<Int>) -> Bool {
    let filled = range.prefix(40).map { lines[$0].content }
    guard filled.count > 1 else { return false }
    let most = filled.count - filled.count / 4
    if filled.count(where: { text.gap(in: $0, atLeast: 4) != nil }) >= most { return true }
    if filled.count(where: isTimed) >= most { return true }
    if filled.allSatisfy(isPair) { return true }
    let commas = filled.map { line in line.count { isSeparator($0, in: line) } }
    return commas[0] > 0 && commas.allSatisfy { $0 == commas[0] }
  }

  /// A comma between cells has no blank after it.
  private func isSeparator(_ index: Int, in line: Range<Int>) -> Bool {
    (text.bytes[index] == UInt8(ascii: ",") || text.bytes[index] == UInt8(ascii: ";"))
      && index + 1 < line.upperBound && !isASCIIBlank(text[index + 1])
  }

  /// A line that begins with a date or a time, as those of a log do.
  private func isTimed(_ line: Range<Int>) -> Bool {
    let start = line.prefix(12)
    guard let first = start.first else { return false }
    let digits = start.count { isASCIIDigit(text.bytes[$0]) }
    let marks = start.count {
      text.bytes[$0] == UInt8(ascii: ":") || text.bytes[$0] == UInt8(ascii: "-") || text.bytes[$0] == UInt8(ascii: "/")
    }
    return digits >= 4 && marks >= 1 && (isASCIIDigit(text[first]) || text[first] == UInt8(ascii: "["))
  }

  /// `key: value` or `key = value`.
  private func isPair(_ line: Range<Int>) -> Bool {
    guard line.count <= 80 else { return false }
    var index = line.lowerBound
    while index < line.upperBound, index - line.lowerBound <= 40 {
      let byte = text.bytes[index]
      if byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") {
        return index > line.lowerBound && text.wordCount(line.lowerBound..<index) <= 4
          && (index + 1 == line.upperBound || isASCIIBlank(text[index + 1]) || byte == UInt8(ascii: "="))
      }
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") { return false }
      index += 1
    }
    return false
  }
}
