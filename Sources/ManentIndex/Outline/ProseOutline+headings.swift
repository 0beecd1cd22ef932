extension ProseOutline {
  /// Reads a heading or a question that begins at a line; gives the line after it, or `nil` when there is none.
  mutating func readHeading(at index: Int, into writer: inout OutlineWriter) -> Int? {
    let line = lines[index].content
    if isMarkdown, lines[index].indent < 4, let level = MarkdownLine.headingLevel(text, line) {
      begin(level: level, title: title(line), into: &writer)
      return index + 1
    }
    if index + 1 < lines.count, isUnderline(index + 1), lines[index].indent <= 3, line.count <= 120,
      !isUnderline(index), itemMark(index) == nil
    {
      begin(level: text[lines[index + 1].content.lowerBound] == UInt8(ascii: "=") ? 1 : 2, title: line, into: &writer)
      return index + 2
    }
    if let end = readQuestion(at: index, into: &writer) { return end }
    if isMarkdown, !isFlat {
      guard isAfterBlank, isBold(line), isFollowedByBlank(index) else { return nil }
      begin(level: 9, title: line.lowerBound + 2..<line.upperBound - 2, into: &writer)
      return index + 1
    }
    if isFlat {
      guard isFlatTitle(index) else { return nil }
      begin(level: Self.questionLevel, title: line, into: &writer)
      return index + 1
    }
    guard let level = plainHeadingLevel(index) else { return nil }
    begin(level: level, title: line, into: &writer)
    return index + 1
  }

  private func begin(level: Int, title: Range<Int>, into writer: inout OutlineWriter) {
    writer.begin(level: level, title: title, isSilent: isSilent(title))
  }

  /// The words of a heading of Markdown, without its marks.
  private func title(_ line: Range<Int>) -> Range<Int> {
    var range = line
    while let first = range.first, text[first] == UInt8(ascii: "#") { range = first + 1..<range.upperBound }
    return text.trimmed(range)
  }

  /// `===` or `---` under a line of text.
  func isUnderline(_ index: Int) -> Bool {
    let line = lines[index].content
    guard line.count >= 3, index > 0, !lines[index - 1].isBlank else { return false }
    guard let level = MarkdownLine.underlineLevel(text, line) else { return false }
    return level == 1 || index < 2 || lines[index - 2].isBlank
  }

  /// A line within `**`, as questions and small headings are often set.
  private func isBold(_ line: Range<Int>) -> Bool {
    guard line.count > 4, line.count < 160, text[line.lowerBound] == UInt8(ascii: "*"),
      text[line.lowerBound + 1] == UInt8(ascii: "*"), text[line.upperBound - 1] == UInt8(ascii: "*"),
      text[line.upperBound - 2] == UInt8(ascii: "*")
    else { return false }
    return !text.bytes[line.lowerBound + 2..<line.upperBound - 2].contains(UInt8(ascii: "*"))
  }

  private func isFollowedByBlank(_ index: Int) -> Bool { index + 1 >= lines.count || lines[index + 1].isBlank }

  // MARK: Questions

  /// A question that stands by itself, or after `Q:`: what follows answers it.
  private mutating func readQuestion(at index: Int, into writer: inout OutlineWriter) -> Int? {
    let line = lines[index].content
    let isMarked = isQuestionMark(line)
    guard isAfterBlank || isMarked, itemMark(index) == nil else { return nil }
    var end = index + 1
    while end < lines.count, end - index < 6, !lines[end].isBlank, !isAnswerMark(lines[end].content),
      isMarked || !text.ends(lines[end - 1].content, withAny: "?*")
    {
      end += 1
    }
    var range = line.lowerBound..<lines[end - 1].content.upperBound
    let last = text.lastScalar(range)
    let asks = last == 0x3F || last == 0xFF1F || last == 0x61F || (isBold(range) && text[range.upperBound - 3] == 0x3F)
    guard isMarked || (asks && range.count <= 300 && isOneSentence(range)) else { return nil }
    // A question within running text is no title.
    if !isMarked, end < lines.count, !lines[end].isBlank, !isBold(range), !isAnswerMark(lines[end].content) {
      return nil
    }
    if isBold(range) { range = range.lowerBound + 2..<range.upperBound - 2 }
    if isMarked { range = text.skipBlanks(range.lowerBound + 2, to: range.upperBound)..<range.upperBound }
    writer.begin(level: Self.questionLevel, title: range)
    if end < lines.count, isAnswerMark(lines[end].content) {
      isAfterBlank = false
      return readParagraph(
        at: end, from: text.skipBlanks(lines[end].content.lowerBound + 2, to: lines[end].content.upperBound),
        into: &writer)
    }
    return end
  }

  private func isOneSentence(_ range: Range<Int>) -> Bool {
    Sentences.ranges(in: text.bytes, within: range, format: .plain).count <= 2
  }

  private func isQuestionMark(_ line: Range<Int>) -> Bool {
    (text.begins(line, with: "q:") || text.begins(line, with: "q.")) && line.count > 4
  }

  func isAnswerMark(_ line: Range<Int>) -> Bool { text.begins(line, with: "a:") && line.count > 3 }

  // MARK: Plain headings

  private func plainHeadingLevel(_ index: Int) -> Int? {
    let (line, indent) = (lines[index].content, lines[index].indent)
    guard isAfterBlank, line.count <= 80, indent <= 4, !isOption(line), text.hasWord(line) else { return nil }
    if text.ends(line, withAny: ".,;:!?)>") { return nil }
    if let parts = sectionNumber(line), parts > 1 || isFollowedByBlank(index) { return 1 + min(parts, 6) }
    if text.isCapitals(line) { return indent == 0 ? 1 : 2 }
    guard text.gap(in: line, atLeast: 2) == nil else { return nil }
    let next = index + 1 < lines.count ? lines[index + 1] : nil
    if indent >= 1, let next, !next.isBlank, next.indent >= indent + 3 { return 3 }
    // A short line by itself, before something that is no line of its own kind.
    guard indent == 0, isFollowedByBlank(index), line.count <= 60, text.wordCount(line) <= 8, !isFlat,
      let after = nextFilled(index + 1), lines[after].content.count > line.count,
      text[line.lowerBound] != UInt8(ascii: "("), text[line.lowerBound] != UInt8(ascii: "<")
    else { return nil }
    return 8
  }

  /// A numbered line of a web page that a paragraph follows: `(7) How do I list all tables`.
  private func isFlatTitle(_ index: Int) -> Bool {
    let line = lines[index].content
    guard isAfterBlank, isFollowedByBlank(index), line.count <= 200, !text.ends(line, withAny: ".:;,") else {
      return false
    }
    var start = line.lowerBound
    if text[start] == UInt8(ascii: "(") { start += 1 }
    let digits = start
    while isASCIIDigit(text[start]) || (start > digits && text[start] == UInt8(ascii: ".")) { start += 1 }
    guard start > digits, start - digits <= 8 else { return false }
    let closes = text[start] == UInt8(ascii: ")") || text[start - 1] == UInt8(ascii: ".")
    guard closes, let after = nextFilled(index + 1) else { return false }
    let next = lines[after].content
    return !isASCIIDigit(text[next.lowerBound]) && text[next.lowerBound] != UInt8(ascii: "(")
  }

  func nextFilled(_ index: Int) -> Int? {
    var index = index
    while index < lines.count, lines[index].isBlank { index += 1 }
    return index < lines.count ? index : nil
  }

  /// How many parts the number of a section has: 2 for `3.50. Title`; `nil` without one.
  private func sectionNumber(_ line: Range<Int>) -> Int? {
    var index = line.lowerBound
    var parts = 0
    while index < line.upperBound, isASCIIDigit(text[index]) {
      while isASCIIDigit(text[index]) { index += 1 }
      parts += 1
      guard text[index] == UInt8(ascii: ".") else { break }
      index += 1
    }
    guard parts > 0, index < line.upperBound, isASCIIBlank(text[index]),
      parts > 1 || text[index - 1] == UInt8(ascii: ".")
    else { return nil }
    let rest = text.skipBlanks(index, to: line.upperBound)
    return rest < line.upperBound && (isASCIILetter(text[rest]) || text[rest] >= 0x80) ? parts : nil
  }

  // MARK: Silence

  /// Whether what stands under a title is no answer: a synopsis, a table of contents.
  private func isSilent(_ title: Range<Int>) -> Bool { Self.isSilent(title, in: text) }

  /// Whether a text is the title of a synopsis or of a table of contents.
  static func isSilent(_ title: Range<Int>, in text: TextBytes) -> Bool {
    guard title.count <= 40 else { return false }
    return silent.contains(String(decoding: text.bytes[title], as: UTF8.self).lowercased())
  }

  private static let silent: Set<String> = [
    "synopsis", "übersicht", "sinopsis", "contents", "table of contents", "inhalt", "inhaltsverzeichnis", "índice",
    "table des matières", "sommaire", "indice", "目录", "目次", "daftar isi", "สารบัญ",
  ]

  /// Running heads, page numbers, rules, leaders to pages: what belongs to the paper and not to the text.
  func isNoise(_ index: Int) -> Bool {
    let line = lines[index].content
    guard text.hasWord(line) else { return !isMarkdown || MarkdownLine.fence(text, line) == nil }
    return isRunningHead(line) || isPageNumber(line) || hasLeaders(line)
  }

  /// `GREP(1)    User Commands    GREP(1)`: the name of a page of a manual at both ends, or at one beside gaps.
  private func isRunningHead(_ line: Range<Int>) -> Bool {
    guard line.count <= 160 else { return false }
    let first = pageNameLength(from: line.lowerBound, to: line.upperBound)
    var start = line.upperBound
    while start > line.lowerBound, !isASCIIBlank(text[start - 1]) { start -= 1 }
    let last = pageNameLength(from: start, to: line.upperBound)
    guard let last, start + last == line.upperBound else {
      return first != nil && text.gap(in: line, atLeast: 4) != nil && text.gap(in: line, atLeast: 8) != nil
    }
    return first != nil && start > line.lowerBound || text.gap(in: line, atLeast: 8) != nil
  }

  /// The length of `name(1)` at a place.
  private func pageNameLength(from start: Int, to end: Int) -> Int? {
    var index = start
    while index < end, text[index] != UInt8(ascii: "("), index - start < 60 {
      if isASCIIBlank(text[index]), index > start + 20 { return nil }
      index += 1
    }
    guard index > start, text[index] == UInt8(ascii: "("), isASCIIDigit(text[index + 1]) else { return nil }
    var close = index + 2
    while close < end, isASCIILetter(text[close]), close < index + 6 { close += 1 }
    return text[close] == UInt8(ascii: ")") ? close + 1 - start : nil
  }

  /// `12`, `- 12 -`, `Page 3 of 10`, `[Page 3]`.
  private func isPageNumber(_ line: Range<Int>) -> Bool {
    guard line.count <= 24, isAfterBlank else { return false }
    let words = text.bytes[line].split { !isASCIILetter($0) && $0 < 0x80 }
    let hasNumber = line.contains { isASCIIDigit(text[$0]) }
    return hasNumber && !words.isEmpty
      && words.allSatisfy { Self.pageWords.contains(String(decoding: $0, as: UTF8.self).lowercased()) }
  }

  private static let pageWords: Set<String> = ["page", "of", "seite", "von", "página", "de", "pagina", "p"]

  /// `Introduction ........ 12`
  private func hasLeaders(_ line: Range<Int>) -> Bool {
    guard isASCIIDigit(text[line.upperBound - 1]) else { return false }
    var dots = 0
    for index in line {
      if text.bytes[index] == UInt8(ascii: ".") {
        dots += 1
        if dots >= 4 { return true }
      } else if !isASCIIBlank(text.bytes[index]) {
        dots = 0
      }
    }
    return false
  }
}
