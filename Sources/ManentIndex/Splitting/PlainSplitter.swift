/// Splits plain text: paragraphs between blank lines, sentences where a paragraph is too long.
struct PlainSplitter {
  private let text: TextBytes

  init(_ text: TextBytes) { self.text = text }

  func split(into packer: inout ChunkPacker) {
    var index = 0
    var start: Int?
    while index < text.count {
      let end = text.lineEnd(from: index, to: text.count)
      let isPageStart = text[index] == 0x0C
      if let first = start, isPageStart || text.trimmed(index..<end).isEmpty {
        Self.addParagraph(first..<index, .paragraph, into: &packer)
        start = nil
      }
      if start == nil, !text.trimmed(index..<end).isEmpty { start = index }
      index = end + 1
    }
    if let start { Self.addParagraph(start..<text.count, .paragraph, into: &packer) }
  }

  /// Adds a paragraph whole when a chunk can hold it, else by its sentences.
  static func addParagraph(_ range: Range<Int>, _ strength: BreakStrength, into packer: inout ChunkPacker) {
    let text = packer.text
    let range = text.trimmed(range)
    guard range.count > packer.settings.maximum else { return packer.add(range, strength) }
    let limit = min(Sentences.defaultLimit, packer.settings.maximum)
    let sentences = Sentences.ranges(in: text.bytes, within: range, limit: limit)
    var start = range.lowerBound
    var strength = strength
    for sentence in sentences.dropFirst() {
      // What is no sentence (a rule, a mark) goes with the one before it.
      packer.add(start..<sentence.lowerBound, strength)
      strength = isLineStart(text, sentence.lowerBound, after: start) ? .line : .sentence
      start = sentence.lowerBound
    }
    packer.add(start..<range.upperBound, strength)
  }

  private static func isLineStart(_ text: TextBytes, _ index: Int, after lowest: Int) -> Bool {
    var index = index - 1
    while index > lowest, isASCIIBlank(text[index]) {
      if text[index] == 0x0A { return true }
      index -= 1
    }
    return false
  }
}
