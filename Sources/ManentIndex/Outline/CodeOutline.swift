/// Reads source code and settings files: each line is a unit with the comment above it; the paragraphs of comments and
/// of documentation are prose; a line that opens a deeper block is its title.
struct CodeOutline {
  private let text: TextBytes
  private let lines: [TextLine]

  /// A comment shorter than this beside others of its kind is a line that is switched off, not prose.
  private static let wrapped = 50

  init(_ text: TextBytes) {
    self.text = text
    lines = TextLine.all(of: text)
  }

  mutating func read(into writer: inout OutlineWriter) {
    var index = 0
    var comment: Range<Int>?
    while index < lines.count {
      let line = lines[index]
      guard !line.isBlank else {
        comment = nil
        writer.endBlock()
        index += 1
        continue
      }
      writer.end(downTo: 20 + line.indent)
      if let body = commentBody(line) {
        let end = commentEnd(from: index)
        comment = text.trimmed(line.content.lowerBound..<lines[end - 1].content.upperBound)
        _ = body
        addComment(index..<end, into: &writer)
        index = end
        continue
      }
      if let name = sectionName(line) {
        writer.begin(level: 1, title: name)
        comment = nil
      } else {
        writer.add(.record, line.content, header: comment)
        if isOpener(index) { writer.begin(level: 20 + line.indent, title: line.content) }
      }
      index += 1
    }
  }

  /// `[name]`, as in INI and TOML.
  private func sectionName(_ line: TextLine) -> Range<Int>? {
    guard text[line.content.lowerBound] == UInt8(ascii: "["), text.ends(line.content, withAny: "]"),
      line.content.count > 2, line.indent == 0
    else { return nil }
    return line.content.lowerBound + 1..<line.content.upperBound - 1
  }

  /// Whether the lines after this one stand further in.
  private func isOpener(_ index: Int) -> Bool {
    guard text.ends(lines[index].content, withAny: ":{(["), index + 1 < lines.count else { return false }
    let next = lines[index + 1].isBlank && index + 2 < lines.count ? lines[index + 2] : lines[index + 1]
    return !next.isBlank && next.indent > lines[index].indent
  }

  /// What a comment says: the line without its mark; `nil` for a line that is none.
  private func commentBody(_ line: TextLine) -> Range<Int>? {
    var start = line.content.lowerBound
    let first = text[start]
    switch first {
    case UInt8(ascii: "#"), UInt8(ascii: ";"):
      while start < line.content.upperBound, text[start] == first { start += 1 }
      // `#include` and `#!` are no comments; `#Port 22` is one.
      if first == UInt8(ascii: "#"), text[start] == UInt8(ascii: "!") { return nil }
    case UInt8(ascii: "/") where text[start + 1] == UInt8(ascii: "/") || text[start + 1] == UInt8(ascii: "*"):
      while start < line.content.upperBound, text[start] == UInt8(ascii: "/") || text[start] == UInt8(ascii: "*") {
        start += 1
      }
    case UInt8(ascii: "-") where text[start + 1] == first && text[start + 2] == 0x20: start += 2
    case UInt8(ascii: "*") where text[start + 1] == 0x20: start += 1
    default: return nil
    }
    return text.trimmed(start..<line.content.upperBound)
  }

  /// Past the last of the comments in a row.
  private func commentEnd(from first: Int) -> Int {
    var end = first + 1
    while end < lines.count, !lines[end].isBlank, lines[end].indent == lines[first].indent,
      commentBody(lines[end]) != nil
    {
      end += 1
    }
    return end
  }

  /// Wrapped comments are prose; short ones stand for themselves.
  private func addComment(_ range: Range<Int>, into writer: inout OutlineWriter) {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, lines[end - 1].content.count >= Self.wrapped { end += 1 }
      let block = lines[start].content.lowerBound..<lines[end - 1].content.upperBound
      if end == start + 1 {
        writer.add(.record, block)
      } else {
        for sentence in Sentences.ranges(in: text.bytes, within: block, format: .plain) {
          writer.add(.sentence, sentence, block: block)
        }
      }
      writer.endBlock()
      start = end
    }
  }
}
