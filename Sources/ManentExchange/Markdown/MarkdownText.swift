import ManentCore

/// Texts as parts of a larger one in Markdown.
enum MarkdownText {
  /// A text on one line in which nothing is a mark.
  static func escaped(_ text: String) -> String {
    let line = InertText.of(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var result = ""
    let scalars = Array(line.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let after = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "\\", "`", "*", "[", "<": result += "\\"
      // In the middle of a word an underline is none of a mark.
      case "_" where index == 0 || scalars[index - 1] == " " || after == " ": result += "\\"
      case "&" where after == "#" || after.properties.isAlphabetic: result += "\\"
      case "#" where after == " " || index + 1 == scalars.count: result += "\\"
      default: break
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// A message's text such that what follows it is no part of it: code that is open is closed, and so are comments and
  /// elements of HTML; its headings are of a lower level than those of messages.
  static func closed(_ text: String) -> String {
    var text = InertText.of(text)
    let scan = MarkdownLines(text)
    text = scan.text
    if !ends(text), let end = ([""] + scan.ends + Self.ends).first(where: { ends(text + $0) }) { text += end }
    return text + openElements(in: text)
  }

  /// What can be open at the end of a text in Markdown, other than code.
  private static let ends = ["\n-->", "\n?>", "\n]]>", "\n>", "\n</script>", "\n</style>", "\n</pre>", "\n</textarea>"]

  /// Whether a heading behind the text is one.
  private static func ends(_ text: String) -> Bool {
    let finder = HeadingFinder()
    MarkdownParser.parse(Array((text + "\n\n## \(HeadingFinder.mark)\n").utf8), allowsHTML: true, finder)
    return finder.isFound
  }

  /// What closes the elements of HTML that the text leaves open, innermost first.
  private static func openElements(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return "" }
    let collector = HTMLCollector()
    MarkdownParser.parse(Array(text.utf8), allowsHTML: true, collector)
    return collector.html.isEmpty ? "" : HTMLOpenElements.ends(of: collector.html).map { "\n\n" + $0 } ?? ""
  }
}

/// Tells whether the heading at the end of a text is a heading of its own.
private final class HeadingFinder: MarkdownVisitor {
  static let mark = "manent-end-of-message"
  private(set) var isFound = false
  private var depth = 0
  private var isHeading = false

  func enter(_ block: MarkdownBlock) {
    depth += 1
    if case .heading = block { isHeading = depth == 2 }
  }
  func leave(_ block: MarkdownBlock) {
    depth -= 1
    isHeading = false
  }
  func enter(_ span: MarkdownSpan) {}
  func leave(_ span: MarkdownSpan) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: MarkdownTextKind) {
    if isHeading, kind == .plain, bytes.elementsEqual(Self.mark.utf8) { isFound = true }
  }
}

/// Collects the HTML in a text, without its code and without what only looks like HTML.
private final class HTMLCollector: MarkdownVisitor {
  private(set) var html: [UInt8] = []
  private var isBlock = false
  /// Whether the last character before this place is one of a word.
  private var isBehindWord = false

  func enter(_ block: MarkdownBlock) { note(block, isInside: true) }
  func leave(_ block: MarkdownBlock) { note(block, isInside: false) }
  func enter(_ span: MarkdownSpan) { isBehindWord = false }
  func leave(_ span: MarkdownSpan) { isBehindWord = false }

  private func note(_ block: MarkdownBlock, isInside: Bool) {
    isBehindWord = false
    if case .html = block { isBlock = isInside }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: MarkdownTextKind) {
    defer {
      let last = bytes.last ?? 0x20
      isBehindWord =
        kind == .plain
        && ((last | 0x20) &- UInt8(ascii: "a") < 26 || last == UInt8(ascii: "_")
          || last &- 0x30 < 10 || last >= 0x80)
    }
    guard kind == .html else { return }
    if !isBlock, bytes.count > 1, bytes[0] == UInt8(ascii: "<"), (bytes[1] | 0x20) &- UInt8(ascii: "a") < 26 {
      let name = bytes.dropFirst().prefix { ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
      let isElement = HTMLOpenElements.isElement(
        String(decoding: name, as: UTF8.self), behindWord: isBehindWord)
      guard isElement else { return }
    }
    html += bytes
  }
}
