/// Walks through units of text and collects the sentences in them.
struct SentenceScanner {
  let text: TextBytes
  let range: Range<Int>
  let limit: Int
  private(set) var found: [Range<Int>] = []
  private var stops: StopRules

  init(_ text: TextBytes, within range: Range<Int>, limit: Int) {
    self.text = text
    self.range = range
    self.limit = limit
    stops = StopRules(text, within: range)
  }

  /// Adds the sentences of a unit; all of it as one when it is no prose.
  mutating func scan(_ unit: Range<Int>, isWhole: Bool) {
    guard !isWhole else { return add(unit) }
    let end = unit.upperBound
    var start = unit.lowerBound
    var index = start
    stops.begin(unit)
    while index < end {
      let byte = text.bytes[index]
      var stop: Int?
      var width = 1
      if byte < 0x80 {
        if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
          (stop, width) = stops.latinStop(at: index)
        } else if byte == 0x20, UnstoppedText.isBreak(text, at: index, start: start) {
          stop = index
        }
      } else if byte >= 0xC2 {
        let scalar = text.scalar(at: index)
        width = scalar.length
        if scalar.value == 0x2026 {
          (stop, width) = stops.latinStop(at: index)
        } else if Script.isFullStop(scalar.value) {
          (stop, width) = stops.wideStop(at: index, length: scalar.length)
        }
      }
      if let stop, stop > start {
        add(start..<stop)
        start = text.skipBlanks(stop, to: end)
        index = max(start, index + 1)
      } else {
        index += width
      }
    }
    add(start..<end)
  }

  /// Adds a sentence, in pieces when it is too long, and not at all when it holds no letter or digit.
  private mutating func add(_ sentence: Range<Int>) {
    var rest = text.trimmed(sentence)
    while rest.count > limit {
      let cut = LongText.cut(text, rest, limit: limit)
      append(text.trimmed(rest.lowerBound..<cut))
      rest = text.trimmed(cut..<rest.upperBound)
    }
    append(rest)
  }

  private mutating func append(_ piece: Range<Int>) {
    if hasWord(piece) { found.append(piece) }
  }

  private func hasWord(_ piece: Range<Int>) -> Bool {
    var index = piece.lowerBound
    while index < piece.upperBound {
      let byte = text.bytes[index]
      if byte < 0x80 {
        if isASCIILetter(byte) || isASCIIDigit(byte) { return true }
        index += 1
      } else {
        let scalar = text.scalar(at: index)
        if Script.isWordLike(scalar.value) { return true }
        index += scalar.length
      }
    }
    return false
  }
}
