/// Text that grows word by word, with the breaks and marks that are due before the next word.
///
/// A break or a mark is written only when text follows it, so empty elements leave no trace.
struct HTMLTextFlow {
  /// Lists that are open, outermost first: the next number, or `nil` for one without numbers.
  private var lists: [Int?] = []
  private(set) var text: [UInt8] = []
  /// Whether it is one paragraph, perhaps with line breaks in it.
  private(set) var isOneParagraph = true
  /// Line ends due before the next word, and whether only `<br>` asked for them.
  private var lineEnds = 0
  private var isSoftBreak = true
  private var spaceIsDue = false
  /// The mark of a list item or heading due before the next word.
  private var mark = ""
  private var headingDepth = 0

  /// Deeper lists are indented no further, so that hostile nesting cannot make lines of nothing but space.
  private static let deepestIndentation = 8

  // MARK: Words

  /// Adds text with its space folded.
  mutating func append(_ bytes: ArraySlice<UInt8>) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let (kind, length) = HTMLCharacter.kind(at: index, in: bytes)
      switch kind {
      case .space: spaceIsDue = true
      case .invisible: break
      case .visible:
        startWord()
        text.append(contentsOf: bytes[index..<index + length])
      }
      index += length
    }
  }

  /// Adds lines as they are, between fences.
  mutating func appendPreformatted(_ content: [UInt8]) {
    if headingDepth > 0 { return append(content[...]) }
    var lines = content.split(separator: 0x0A, omittingEmptySubsequences: false)
    let isBlank = { (line: ArraySlice<UInt8>) in line.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    if let first = lines.first, isBlank(first) { lines.removeFirst() }
    while let last = lines.last, isBlank(last) { lines.removeLast() }
    guard !lines.isEmpty else { return }
    let longest = lines.map { line in line.drop { $0 == 0x20 }.prefix { $0 == UInt8(ascii: "`") }.count }.max() ?? 0
    let fence = Array(repeating: UInt8(ascii: "`"), count: max(3, longest + 1))
    breakLines(2)
    startWord()
    text.append(contentsOf: fence)
    for line in lines + [fence[...]] {
      text.append(0x0A)
      text.append(contentsOf: line)
    }
    isOneParagraph = false
    breakLines(2)
  }

  /// Adds blocks of their own: what stood in a table.
  mutating func appendBlock(_ block: [UInt8], lineEnds: Int) {
    guard !block.isEmpty else { return }
    breakLines(lineEnds)
    startWord()
    text.append(contentsOf: block)
    if block.contains(0x0A) { isOneParagraph = false }
    breakLines(lineEnds)
  }

  /// Writes what is due before a word.
  private mutating func startWord() {
    if lineEnds > 0 || text.isEmpty {
      if !text.isEmpty {
        text.append(contentsOf: repeatElement(0x0A, count: lineEnds))
        if !isSoftBreak { isOneParagraph = false }
      }
      let indentation = mark.isEmpty ? lists.count : lists.count - 1
      text.append(contentsOf: repeatElement(0x20, count: 2 * max(0, min(indentation, Self.deepestIndentation))))
      text.append(contentsOf: mark.utf8)
    } else if spaceIsDue {
      text.append(0x20)
    }
    (lineEnds, isSoftBreak, spaceIsDue, mark) = (0, true, false, "")
  }

  // MARK: Structure

  /// Asks for a new line (1) or a blank line (2) before the next word. Right behind a mark it is ignored, and in a
  /// heading it is a space.
  mutating func breakLines(_ count: Int) {
    if headingDepth > 0 {
      spaceIsDue = true
    } else if mark.isEmpty {
      (lineEnds, isSoftBreak, spaceIsDue) = (max(lineEnds, count), false, false)
    }
  }

  /// Ends the line as `<br>` does; two of them leave a blank line.
  mutating func breakLine() {
    if headingDepth > 0 {
      spaceIsDue = true
    } else if mark.isEmpty {
      (lineEnds, spaceIsDue) = (min(2, lineEnds + 1), false)
    }
  }

  mutating func startHeading(_ level: Int) {
    breakLines(2)
    if headingDepth == 0 { mark += String(repeating: "#", count: level) + " " }
    headingDepth += 1
  }

  mutating func endHeading() {
    headingDepth = max(0, headingDepth - 1)
    if headingDepth == 0 {
      if mark.hasSuffix("# ") { mark = "" }
      breakLines(2)
    }
  }

  mutating func startList(firstNumber: Int?) {
    breakLines(lists.isEmpty ? 2 : 1)
    lists.append(firstNumber)
  }

  mutating func endList() {
    mark = ""
    breakLines(lists.count > 1 ? 1 : 2)
    lists.removeLast(lists.isEmpty ? 0 : 1)
  }

  mutating func startItem() {
    mark = ""
    breakLines(1)
    if let last = lists.indices.last, let number = lists[last] {
      mark = "\(number). "
      lists[last] = number &+ 1
    } else {
      mark = "- "
    }
  }

  mutating func endItem() {
    mark = ""
    breakLines(1)
  }
}
