/// A line of a text.
struct TextLine {
  /// Its bytes without the white space around them; empty for a blank line.
  var content: Range<Int>
  /// How far in the content stands, in columns; a tab goes to the next multiple of eight.
  var indent: Int

  var isBlank: Bool { content.isEmpty }

  /// The lines of a text.
  static func all(of text: TextBytes) -> [TextLine] {
    var lines: [TextLine] = []
    var index = 0
    while index < text.count {
      let end = text.lineEnd(from: index, to: text.count)
      lines.append(TextLine(text, index..<end))
      index = end + 1
    }
    return lines
  }

  init(_ text: TextBytes, _ line: Range<Int>) {
    content = text.trimmed(line)
    indent = 0
    guard !content.isEmpty else { return }
    for index in line.lowerBound..<content.lowerBound {
      indent = text[index] == 0x09 ? (indent / 8 + 1) * 8 : indent + 1
    }
  }
}

extension TextBytes {
  /// The first gap of at least so many blanks, or of a tab, within a line.
  func gap(in line: Range<Int>, atLeast width: Int, from start: Int? = nil) -> Range<Int>? {
    var index = start ?? line.lowerBound
    while index < line.upperBound {
      guard bytes[index] == 0x20 || bytes[index] == 0x09 else {
        index += 1
        continue
      }
      var end = index
      var hasTab = false
      while end < line.upperBound, bytes[end] == 0x20 || bytes[end] == 0x09 {
        if bytes[end] == 0x09 { hasTab = true }
        end += 1
      }
      if hasTab || end - index >= width { return index..<end }
      index = end
    }
    return nil
  }

  /// Whether a range ends with one of some ASCII characters.
  func ends(_ range: Range<Int>, withAny marks: StaticString) -> Bool {
    guard let last = range.last else { return false }
    return marks.withUTF8Buffer { $0.contains(bytes[last]) }
  }

  /// Whether a range begins with an ASCII text, capitals or not.
  func begins(_ range: Range<Int>, with word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      guard range.count >= word.count else { return false }
      return word.indices.allSatisfy { offset in
        let byte = bytes[range.lowerBound + offset]
        return (byte &- 0x41 < 26 ? byte | 0x20 : byte) == word[offset]
      }
    }
  }

  /// How many blanks-separated words a range has.
  func wordCount(_ range: Range<Int>) -> Int {
    var count = 0
    var isInWord = false
    for index in range {
      let isBlank = isASCIIBlank(bytes[index])
      if !isBlank, !isInWord { count += 1 }
      isInWord = !isBlank
    }
    return count
  }

  /// Whether a range has letters, none of them small, and no letters beyond ASCII.
  func isCapitals(_ range: Range<Int>) -> Bool {
    var letters = 0
    for index in range {
      let byte = bytes[index]
      if byte >= 0x80 || byte &- 0x61 < 26 { return false }
      if byte &- 0x41 < 26 { letters += 1 }
    }
    return letters >= 2
  }

  /// The scalar that a range ends with; 0 for an empty range.
  func lastScalar(_ range: Range<Int>) -> UInt32 {
    range.isEmpty ? 0 : scalar(before: range.upperBound, from: range.lowerBound).value
  }
}
