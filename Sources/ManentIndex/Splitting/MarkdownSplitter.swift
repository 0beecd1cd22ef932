/// Splits Markdown: a heading begins a section, a fenced code block stays whole if it can, the rest is paragraphs.
struct MarkdownSplitter {
  private let text: TextBytes
  /// A heading longer than this, in bytes, is shortened in the trail.
  private static let titleLimit = 200

  init(_ text: TextBytes) { self.text = text }

  func split(into packer: inout ChunkPacker) {
    var index = 0
    var block: Range<Int>?
    var lines = 0
    while index < text.count {
      let end = text.lineEnd(from: index, to: text.count)
      let line = text.trimmed(index..<end)
      var next = min(end + 1, text.count)
      if index == 0, let frontMatter = frontMatterEnd(line, next) {
        packer.add(0..<frontMatter, .paragraph)
        next = frontMatter
      } else if line.isEmpty || text[index] == 0x0C {
        flush(&block, into: &packer)
        lines = 0
      }
      if line.isEmpty || next > end + 1 {
        index = next
        continue
      }
      let isIndented = line.lowerBound - index > 3
      if !isIndented, let level = MarkdownLine.headingLevel(text, line) {
        flush(&block, into: &packer)
        packer.addHeading(line, level: level, title: title(line))
        lines = 0
      } else if let title = block, lines == 1, let level = MarkdownLine.underlineLevel(text, line) {
        block = nil
        packer.addHeading(title.lowerBound..<line.upperBound, level: level, title: self.title(text.trimmed(title)))
        lines = 0
      } else if !isIndented, let mark = MarkdownLine.fence(text, line) {
        flush(&block, into: &packer)
        next = fenceEnd(opening: mark, from: next)
        addFence(line.lowerBound..<next, into: &packer)
        lines = 0
      } else {
        block = (block?.lowerBound ?? line.lowerBound)..<line.upperBound
        lines += 1
      }
      index = next
    }
    flush(&block, into: &packer)
  }

  private func flush(_ block: inout Range<Int>?, into packer: inout ChunkPacker) {
    if let block { PlainSplitter.addParagraph(block, .paragraph, into: &packer) }
    block = nil
  }

  private func addFence(_ range: Range<Int>, into packer: inout ChunkPacker) {
    let range = text.trimmed(range)
    if range.count <= packer.settings.maximum {
      packer.add(range, .paragraph)
    } else {
      CodeSplitter(text).split(range, into: &packer)
    }
  }

  /// Past the line that closes a fenced block: the same mark, at least as long, and nothing else. Past the text when
  /// none does.
  private func fenceEnd(opening: Range<Int>, from start: Int) -> Int {
    var index = start
    while index < text.count {
      let end = text.lineEnd(from: index, to: text.count)
      let line = text.trimmed(index..<end)
      index = min(end + 1, text.count)
      if let mark = line.isEmpty ? nil : MarkdownLine.fence(text, line), mark == line, mark.count >= opening.count,
        text[mark.lowerBound] == text[opening.lowerBound]
      {
        break
      }
    }
    return index
  }

  /// Past the settings that tools put between `---` lines at the top; `nil` when there are none.
  private func frontMatterEnd(_ first: Range<Int>, _ start: Int) -> Int? {
    guard isFrontMatterMark(first) else { return nil }
    var index = start
    // Whoever writes more than this at the top of a page means something else.
    while index < min(text.count, 4096) {
      let end = text.lineEnd(from: index, to: text.count)
      if isFrontMatterMark(text.trimmed(index..<end)) { return min(end + 1, text.count) }
      index = end + 1
    }
    return nil
  }

  private func isFrontMatterMark(_ line: Range<Int>) -> Bool {
    line.count == 3 && line.allSatisfy { text[$0] == UInt8(ascii: "-") }
  }

  /// The words of a heading, without the marks around them.
  private func title(_ line: Range<Int>) -> String {
    var range = line
    while let first = range.first, text[first] == UInt8(ascii: "#") { range = first + 1..<range.upperBound }
    range = text.trimmed(range)
    var end = range.upperBound
    while end > range.lowerBound, text[end - 1] == UInt8(ascii: "#") { end -= 1 }
    // Closing marks stand after a space; `C#` keeps its own.
    if end == range.lowerBound || isASCIIBlank(text[end - 1]) {
      range = text.trimmed(range.lowerBound..<end)
    }
    if range.count > Self.titleLimit {
      range = range.lowerBound..<LongText.cut(text, range, limit: Self.titleLimit)
    }
    return String(decoding: text.bytes[text.trimmed(range)], as: UTF8.self)
  }
}
