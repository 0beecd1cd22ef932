extension ProseOutline {
  /// Whether a line begins as an option does: `-z`, `--limit-rate`, `+x`.
  func isOption(_ line: Range<Int>) -> Bool {
    let first = text[line.lowerBound]
    guard first == UInt8(ascii: "-") || first == UInt8(ascii: "+"), line.count >= 2 else { return false }
    let second = text[line.lowerBound + 1]
    if first == UInt8(ascii: "+") { return isASCIILetter(second) }
    guard second == UInt8(ascii: "-") else {
      return !isASCIIBlank(second) && !isASCIIDigit(second) || isASCIIDigit(second)
    }
    return isASCIILetter(text[line.lowerBound + 2])
  }

  /// Reads an option or a term with what is said about it; gives the line after it, or after its own line where the
  /// description follows further in. `nil` when there is none.
  mutating func readTerm(at index: Int, into writer: inout OutlineWriter) -> Int? {
    if isFlat { return readFlatTerm(at: index, into: &writer) }
    if isMarkdown { return readDefinition(at: index, into: &writer) }
    let (line, indent) = (lines[index].content, lines[index].indent)
    if let gap = termGap(index) {
      beginTerm(line.lowerBound..<gap.lowerBound, indent, at: index, into: &writer)
      // The description may go on under the term, where it does not stand under itself.
      var end = index + 1
      while end < lines.count, !lines[end].isBlank, lines[end].indent > indent || !isOption(lines[end].content),
        lines[end].indent >= indent, termGap(end) == nil || lines[end].indent > indent, itemMark(end) == nil
      {
        if lines[end].indent > indent, isOption(lines[end].content), termGap(end) != nil { break }
        end += 1
      }
      addParagraph(index..<end, from: gap.upperBound, into: &writer)
      return end
    }
    guard index + 1 < lines.count, !lines[index + 1].isBlank || isOption(line) else { return nil }
    let next = lines[index + 1]
    let isDeeper = !next.isBlank && next.indent >= indent + 2 && next.indent <= indent + 20
    guard line.count <= 120, !text.ends(line, withAny: ".!?,;") || isOption(line) else { return nil }
    // Several names of one thing, one a line, before its description.
    let isStacked =
      isOption(line) && !next.isBlank && next.indent == indent && isOption(next.content) && termGap(index + 1) == nil
    guard isDeeper || isStacked, isOption(line) || text.wordCount(line) <= 8 else { return nil }
    if text.ends(line, withAny: ":"), itemMark(index + 1) != nil { return nil }
    beginTerm(line, indent, at: index, into: &writer)
    return index + 1
  }

  private mutating func beginTerm(_ title: Range<Int>, _ indent: Int, at index: Int, into writer: inout OutlineWriter) {
    let level = Self.termLevel + indent
    // A name right above another one, with nothing said between them, is its other name.
    if writer.level == level, writer.isAtBeginning, index > 0, !lines[index - 1].isBlank {
      let start = writer.title.lowerBound
      writer.begin(level: level, title: start..<title.upperBound)
    } else {
      writer.begin(level: level, title: title)
    }
    lead = nil
  }

  /// The gap between a term and what is said about it on the same line.
  func termGap(_ index: Int) -> Range<Int>? {
    let (line, indent) = (lines[index].content, lines[index].indent)
    guard let first = text.gap(in: line, atLeast: 2) ?? singleGap(line) else { return nil }
    var gap = first
    if isOption(line) {
      // An option may hold gaps where the text is justified; its description begins with a letter.
      while gap.lowerBound - line.lowerBound < 60, isOption(gap.upperBound..<line.upperBound),
        let next = text.gap(in: line, atLeast: 2, from: gap.upperBound)
      {
        gap = next
      }
      return gap.lowerBound - line.lowerBound <= 60 ? gap : nil
    }
    guard indent >= 2 || !isMarkdown, gap.lowerBound - line.lowerBound <= 30,
      text.wordCount(line.lowerBound..<gap.lowerBound) <= 5
    else { return nil }
    // A description hangs: its next line begins where it begins. One line alone needs a wide gap.
    let column = indent + (gap.upperBound - line.lowerBound)
    let next = index + 1 < lines.count ? lines[index + 1] : nil
    if let next, !next.isBlank { return abs(next.indent - column) <= 1 && indent > 0 ? gap : nil }
    return gap.count >= 3 && indent > 0 && text.gap(in: line, atLeast: 3, from: gap.upperBound) == nil && isAfterBlank
      ? gap : nil
  }

  /// The blank after a long option that left no room for a gap: a capital follows.
  private func singleGap(_ line: Range<Int>) -> Range<Int>? {
    guard isOption(line), let blank = text.gap(in: line, atLeast: 1), blank.upperBound < line.upperBound,
      text[blank.upperBound] &- 0x41 < 26, text[blank.upperBound + 1] &- 0x61 < 26
    else { return nil }
    return blank
  }

  /// A definition list of Markdown: a term, and `: ` before what it means.
  private mutating func readDefinition(at index: Int, into writer: inout OutlineWriter) -> Int? {
    guard index + 1 < lines.count, !lines[index + 1].isBlank else { return nil }
    let next = lines[index + 1].content
    guard text[next.lowerBound] == UInt8(ascii: ":"), isASCIIBlank(text[next.lowerBound + 1]) else { return nil }
    writer.begin(level: Self.flatLevel, title: lines[index].content)
    return readParagraph(
      at: index + 1, from: text.skipBlanks(next.lowerBound + 1, to: next.upperBound), into: &writer)
  }

  /// A term in the text of a web page: a short paragraph that is no sentence, before a longer one or code.
  private mutating func readFlatTerm(at index: Int, into writer: inout OutlineWriter) -> Int? {
    let line = lines[index].content
    guard isAfterBlank, index + 1 >= lines.count || lines[index + 1].isBlank, isFlatTerm(line) else { return nil }
    guard let after = nextFilled(index + 1) else { return nil }
    let next = lines[after].content
    let isStacked = isOption(line) && isFlatTerm(next) && isOption(next)
    guard isStacked || (!isFlatTerm(next) && next.count > line.count && text[next.lowerBound] != UInt8(ascii: "#"))
    else { return nil }
    if writer.level == Self.flatLevel, writer.isAtBeginning {
      writer.begin(level: Self.flatLevel, title: writer.title.lowerBound..<line.upperBound)
    } else {
      writer.begin(level: Self.flatLevel, title: line)
    }
    return index + 1
  }

  private func isFlatTerm(_ line: Range<Int>) -> Bool {
    line.count <= 80 && text.wordCount(line) <= 8 && !text.ends(line, withAny: ".:;,!?")
      && text[line.lowerBound] != UInt8(ascii: "|") && !text.bytes[line].contains(UInt8(ascii: "|"))
      && MarkdownLine.fence(text, line) == nil
  }
}
