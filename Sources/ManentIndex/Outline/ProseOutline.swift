/// Reads plain text and Markdown: headings, questions, options and terms, lists, tables, code and paragraphs.
struct ProseOutline {
  let text: TextBytes
  let lines: [TextLine]
  let isMarkdown: Bool
  let isFlat: Bool
  /// What ended with a colon just before, which introduces what follows.
  var lead: Range<Int>?
  /// Whether blank lines, or nothing, stand before the line at hand.
  var isAfterBlank = true
  /// Whether the line at hand was a heading.
  private var hasBegun = false
  /// The first unit of the list that is being read, and where the list begins with its lead.
  var list: (firstUnit: Int, start: Int, indent: Int)?

  init(_ text: TextBytes, isMarkdown: Bool, isFlat: Bool) {
    self.text = text
    lines = TextLine.all(of: text)
    self.isMarkdown = isMarkdown
    self.isFlat = isFlat
  }

  mutating func read(into writer: inout OutlineWriter) {
    var index = frontMatterEnd()
    while index < lines.count {
      if lines[index].isBlank {
        isAfterBlank = true
        index += 1
        continue
      }
      let line = lines[index]
      if writer.level >= Self.termLevel, writer.level < Self.flatLevel {
        writer.end(downTo: Self.termLevel + line.indent)
      }
      let next = readBlock(at: index, into: &writer)
      // What comes right after a heading begins as it does after a blank line.
      isAfterBlank = hasBegun
      hasBegun = false
      index = max(next, index + 1)
    }
    endList(into: &writer)
  }

  /// The level of a question as a title.
  static let questionLevel = 10
  /// The level of a term that stands at the margin.
  static let termLevel = 20
  /// The level of a term whose description stands no further in.
  static let flatLevel = 10_000

  /// Reads what begins at a line; gives the line after it.
  private mutating func readBlock(at index: Int, into writer: inout OutlineWriter) -> Int {
    let line = lines[index]
    if isMarkdown, let mark = MarkdownLine.fence(text, line.content) {
      return readFence(at: index, mark, into: &writer)
    }
    if isNoise(index) {
      endList(into: &writer)
      lead = nil
      return index + 1
    }
    if let end = readHeading(at: index, into: &writer) {
      endList(into: &writer)
      lead = nil
      hasBegun = true
      return end
    }
    if let mark = itemMark(index) { return readItem(at: index, mark, into: &writer) }
    if continuesItem(index) {
      return readParagraph(at: index, from: line.content.lowerBound, into: &writer)
    }
    endList(into: &writer)
    if let end = readTable(at: index, into: &writer) { return end }
    if let end = readTerm(at: index, into: &writer) { return end }
    if isMarkdown, !isFlat, line.indent >= 4, isAfterBlank { return readIndentedCode(at: index, into: &writer) }
    return readParagraph(at: index, from: line.content.lowerBound, into: &writer)
  }

  // MARK: Code

  private mutating func readFence(at index: Int, _ mark: Range<Int>, into writer: inout OutlineWriter) -> Int {
    var end = index + 1
    while end < lines.count {
      let line = lines[end].content
      if !line.isEmpty, text[line.lowerBound] == text[mark.lowerBound], let closing = MarkdownLine.fence(text, line),
        closing == line, closing.count >= mark.count
      {
        break
      }
      end += 1
    }
    addCode(index + 1..<min(end, lines.count), into: &writer)
    return end + 1
  }

  private mutating func readIndentedCode(at index: Int, into writer: inout OutlineWriter) -> Int {
    var end = index + 1
    while end < lines.count, lines[end].isBlank || lines[end].indent >= 4 { end += 1 }
    addCode(index..<end, into: &writer)
    return end
  }

  /// Adds code as one unit, or a long one by its parts between blank lines.
  private mutating func addCode(_ range: Range<Int>, into writer: inout OutlineWriter) {
    var start = range.lowerBound
    var isFirst = true
    while start < range.upperBound {
      while start < range.upperBound, lines[start].isBlank { start += 1 }
      guard start < range.upperBound else { break }
      var end = start
      var last = start
      while end < range.upperBound {
        if lines[end].isBlank, lines[last].content.upperBound - lines[start].content.lowerBound > 200 { break }
        if !lines[end].isBlank { last = end }
        end += 1
      }
      let block = lines[start].content.lowerBound..<lines[last].content.upperBound
      writer.add(.code, block, lead: isFirst ? lead : nil)
      isFirst = false
      start = end
    }
    lead = nil
    writer.endBlock()
  }

  // MARK: Paragraphs

  /// Reads lines up to a blank one, or to one that begins something else.
  mutating func readParagraph(at index: Int, from start: Int, into writer: inout OutlineWriter) -> Int {
    var end = index + 1
    while end < lines.count, !lines[end].isBlank, !endsParagraph(end, first: index) { end += 1 }
    addParagraph(index..<end, from: start, into: &writer)
    return end
  }

  private func endsParagraph(_ index: Int, first: Int) -> Bool {
    let line = lines[index]
    if itemMark(index) != nil || isBarRow(index) { return true }
    if isMarkdown, MarkdownLine.fence(text, line.content) != nil { return true }
    if isMarkdown, text[line.content.lowerBound] == UInt8(ascii: "#"),
      MarkdownLine.headingLevel(text, line.content) != nil
    {
      return true
    }
    // A line further in than the paragraph begins something of its own; the first line may be set in or out.
    if index > first + 1, line.indent >= lines[index - 1].indent + 3 { return true }
    if isUnderline(index) { return true }
    guard !isMarkdown, isOption(line.content), line.indent <= lines[first].indent else { return false }
    // A wrapped line may begin with an option that the sentence speaks of.
    return line.indent < lines[index - 1].indent || text.ends(lines[index - 1].content, withAny: ".:")
  }

  /// Adds the sentences of a paragraph, or its lines where each stands for itself.
  mutating func addParagraph(_ range: Range<Int>, from start: Int, into writer: inout OutlineWriter) {
    let block = start..<lines[range.upperBound - 1].content.upperBound
    let unitLead = leadForParagraph(writer)
    if isRecords(range) {
      for index in range {
        let line = index == range.lowerBound ? start..<lines[index].content.upperBound : lines[index].content
        writer.add(.record, line, lead: index == range.lowerBound ? unitLead : nil)
      }
    } else {
      for sentence in Sentences.ranges(in: text.bytes, within: block, format: .plain) {
        writer.add(.sentence, sentence, lead: unitLead, block: block)
      }
    }
    noteLead(block)
    writer.endBlock()
  }

  /// An option or a term is said with the first thing that is said of it.
  private func leadForParagraph(_ writer: OutlineWriter) -> Range<Int>? {
    if writer.level >= Self.termLevel, writer.isAtBeginning || writer.level < Self.flatLevel { return writer.title }
    return nil
  }

  /// Remembers what a paragraph ends with, if that introduces what follows.
  mutating func noteLead(_ block: Range<Int>) {
    lead = nil
    let last = text.lastScalar(block)
    guard last == 0x3A || last == 0xFF1A else { return }
    let sentence = Sentences.ranges(in: text.bytes, within: block, format: .plain).last ?? block
    if sentence.count <= 300 { lead = sentence.lowerBound..<block.upperBound }
  }

  // MARK: Lists

  /// The mark of a list item, with the blanks after it.
  func itemMark(_ index: Int) -> Range<Int>? {
    let line = lines[index].content
    guard let first = line.first.map({ text[$0] }) else { return nil }
    guard !isASCIILetter(first), MarkdownLine.isListItem(text, line) else { return nil }
    var end = line.lowerBound
    while end < line.upperBound, !isASCIIBlank(text[end]) { end += 1 }
    end = text.skipBlanks(end, to: line.upperBound)
    guard end < line.upperBound else { return nil }
    // In prose a wrapped line may begin with a number and a stop, or with a dash.
    if !isAfterBlank, list == nil, index > 0, !lines[index - 1].isBlank, !isMarkdown || isASCIIDigit(first) {
      let before = lines[index - 1]
      if lead == nil, before.indent == lines[index].indent, !text.ends(before.content, withAny: ":.!?") { return nil }
    }
    return line.lowerBound..<end
  }

  private func continuesItem(_ index: Int) -> Bool {
    guard let list else { return false }
    return lines[index].indent > list.indent
  }

  private mutating func readItem(at index: Int, _ mark: Range<Int>, into writer: inout OutlineWriter) -> Int {
    let line = lines[index]
    if let open = list, isAfterBlank, line.indent + 3 < open.indent { endList(into: &writer) }
    if list == nil {
      list = (writer.units.count, lead?.lowerBound ?? mark.lowerBound, line.indent)
    }
    let isNumber = isASCIIDigit(text[mark.lowerBound])
    let start = isNumber ? mark.lowerBound : mark.upperBound
    var end = index + 1
    while end < lines.count, !lines[end].isBlank, itemMark(end) == nil,
      lines[end].indent > line.indent || isMarkdown && MarkdownLine.fence(text, lines[end].content) == nil
    {
      if isMarkdown, MarkdownLine.fence(text, lines[end].content) != nil { break }
      end += 1
    }
    let range = start..<lines[end - 1].content.upperBound
    let own = lead
    if !isLink(mark.upperBound..<range.upperBound) { writer.add(.item, range, lead: own) }
    // The lead of the list is that of each item; one of an item is that of the items in it.
    if text.ends(range, withAny: ":"), range.count <= 200 { lead = range }
    return end
  }

  /// Whether all of an item is a link to a place in the same text: a table of contents.
  private func isLink(_ range: Range<Int>) -> Bool {
    guard isMarkdown, text[range.lowerBound] == UInt8(ascii: "["), text.ends(range, withAny: ")") else { return false }
    let bytes = text.bytes[range]
    guard let open = bytes.firstIndex(of: UInt8(ascii: "(")) else { return false }
    return text[open + 1] == UInt8(ascii: "#") && text[open - 1] == UInt8(ascii: "]")
  }

  mutating func endList(into writer: inout OutlineWriter) {
    guard let open = list else { return }
    list = nil
    lead = nil
    guard let last = writer.units.last, writer.units.count > open.firstUnit else { return }
    writer.join(from: open.firstUnit, block: min(open.start, last.range.lowerBound)..<last.range.upperBound)
    writer.endBlock()
  }

  // MARK: The rest

  /// Past the settings that tools put between `---` lines at the top.
  private func frontMatterEnd() -> Int {
    guard isMarkdown, let first = lines.first, isFrontMatterMark(first) else { return 0 }
    for index in 1..<max(1, min(lines.count, 60)) where isFrontMatterMark(lines[index]) { return index + 1 }
    return 0
  }

  private func isFrontMatterMark(_ line: TextLine) -> Bool {
    line.content.count == 3 && line.content.allSatisfy { text[$0] == UInt8(ascii: "-") }
  }
}
