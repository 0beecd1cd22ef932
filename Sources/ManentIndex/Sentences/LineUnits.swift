/// Joins the lines of a text to units: a paragraph, a list item, a heading, a table row, a line of code.
struct LineUnits {
  private let text: TextBytes
  private let range: Range<Int>
  private let format: TextFormat
  private var paragraph: [Range<Int>] = []
  private var isInFence = false

  init(_ text: TextBytes, within range: Range<Int>, format: TextFormat) {
    self.text = text
    self.range = range
    self.format = format
  }

  /// Calls `body` with each unit in order; `isWhole` says that it is no prose and holds no sentences.
  mutating func forEach(_ body: (_ unit: Range<Int>, _ isWhole: Bool) -> Void) {
    let joins = format == .plain || format == .markdown
    var start = range.lowerBound
    while start < range.upperBound {
      let end = text.lineEnd(from: start, to: range.upperBound)
      let line = text.trimmed(start..<end)
      start = end + 1
      guard joins else {
        if !line.isEmpty { body(line, true) }
        continue
      }
      switch kind(of: line) {
      case .blank: flush(body)
      case .prose: paragraph.append(line)
      case .item:
        flush(body)
        paragraph.append(line)
      case .whole:
        flush(body)
        body(line, true)
      case .fence:
        flush(body)
        isInFence.toggle()
      }
    }
    flush(body)
  }

  /// Hands out the collected lines, cut where a line break was meant and not just a wrap.
  private mutating func flush(_ body: (Range<Int>, Bool) -> Void) {
    guard let first = paragraph.first else { return }
    let longest = paragraph.reduce(0) { max($0, $1.count) }
    var start = first.lowerBound
    for index in paragraph.indices.dropFirst() {
      let (line, next) = (paragraph[index - 1], paragraph[index])
      // Whoever wraps lines fills them: had this been a wrap, the next word would have stood on this line.
      if line.count + 1 + firstWordLength(next) < longest * 3 / 4 {
        body(start..<line.upperBound, false)
        start = next.lowerBound
      }
    }
    body(start..<paragraph[paragraph.count - 1].upperBound, false)
    paragraph.removeAll(keepingCapacity: true)
  }

  private func firstWordLength(_ line: Range<Int>) -> Int {
    var index = line.lowerBound
    while index < line.upperBound, !isASCIIBlank(text[index]) { index += 1 }
    return index - line.lowerBound
  }

  private enum Kind { case blank, prose, item, whole, fence }

  private func kind(of line: Range<Int>) -> Kind {
    guard !line.isEmpty else { return .blank }
    let first = text[line.lowerBound]
    if isFence(line, first) { return .fence }
    if isInFence { return .whole }
    if isHeading(line, first) || isRow(line, first) || isCode(line) { return .whole }
    return MarkdownLine.isListItem(text, line) ? .item : .prose
  }

  private func isFence(_ line: Range<Int>, _ first: UInt8) -> Bool {
    guard let mark = MarkdownLine.fence(text, line) else { return false }
    // What follows the mark names the language; more than a word is text.
    return !text.bytes[mark.upperBound..<line.upperBound].contains { isASCIIBlank($0) }
  }

  private func isHeading(_ line: Range<Int>, _ first: UInt8) -> Bool {
    first == UInt8(ascii: "#") && MarkdownLine.headingLevel(text, line) != nil
  }

  /// A row of a table: it begins with a bar, or holds tabs or bars between cells.
  private func isRow(_ line: Range<Int>, _ first: UInt8) -> Bool {
    if first == UInt8(ascii: "|") { return true }
    var bars = 0
    for index in line {
      let byte = text.bytes[index]
      if byte == 0x09 { return true }
      if byte == UInt8(ascii: "|") { bars += 1 }
    }
    return bars >= 2
  }

  /// A line that ends as code does and prose does not.
  private func isCode(_ line: Range<Int>) -> Bool {
    switch text[line.upperBound - 1] {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"): true
    default: false
    }
  }
}
