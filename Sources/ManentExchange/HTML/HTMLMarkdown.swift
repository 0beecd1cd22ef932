import ManentCore

/// Writes Markdown as HTML that can do nothing but be read: HTML in it is text, an address that is not of the web or of
/// mail leads nowhere, and a picture is a link to where it is.
final class HTMLMarkdown: MarkdownVisitor {
  private(set) var output: [UInt8] = []
  /// How many sources `[1]` and its like can refer to.
  private let sources: Int
  /// What the ids of the sources begin with.
  private let anchor: String
  /// Text that is not written yet: it may come in pieces.
  private var pending: [UInt8] = []
  /// For each link and picture that is open, whether a tag was written for it.
  private var links: [Bool] = []
  /// How many collections and quotes are open; browsers give up on deep ones.
  private var depth = 0
  private static let deepest = 60
  private var isCode = false
  /// How many spans are open.
  private var spans = 0
  /// Finds TeX among the text, which Markdown takes for escaped brackets.
  private var formulas = FormulaFinder()
  /// Where the output was when the formula that is open began, and how many spans were open.
  private var begun: (output: Int, spans: Int)?

  init(sources: Int, anchor: String) {
    self.sources = sources
    self.anchor = anchor
  }

  func begin(_ source: UnsafeBufferPointer<UInt8>) { formulas.begin(source) }

  func enter(_ block: MarkdownBlock) {
    flush()
    begun = nil
    switch block {
    case .document, .html: break
    case .quote: open("<blockquote>\n")
    case .bulletList: open("<ul>\n")
    case .numberedList(let start): open(start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n")
    case .item(let isDone):
      if depth <= Self.deepest { write("<li>") }
      if let isDone { write(isDone ? "☑ " : "☐ ") }
    case .rule: write("<hr>\n")
    // The page has its own first and second level.
    case .heading(let level): write("<h\(min(6, level + 2))>")
    case .paragraph: write("<p>")
    case .code(let language):
      if !language.isEmpty { write("<p class=\"about\">\(HTMLText.escaped(InertText.of(language)))</p>\n") }
      write("<pre><code>")
      isCode = true
    case .table: write("<table>\n")
    case .tableHead: write("<thead>")
    case .tableBody: write("<tbody>")
    case .row: write("<tr>")
    case .headCell(let alignment): write("<th\(Self.attribute(alignment))>")
    case .cell(let alignment): write("<td\(Self.attribute(alignment))>")
    }
  }

  func leave(_ block: MarkdownBlock) {
    flush()
    begun = nil
    switch block {
    case .document, .html, .rule: break
    case .quote: close("</blockquote>\n")
    case .bulletList: close("</ul>\n")
    case .numberedList: close("</ol>\n")
    case .item: if depth <= Self.deepest { write("</li>\n") }
    case .heading(let level): write("</h\(min(6, level + 2))>\n")
    case .paragraph: write("</p>\n")
    case .code:
      write("</code></pre>\n")
      isCode = false
    case .table: write("</table>\n")
    case .tableHead: write("</thead>\n")
    case .tableBody: write("</tbody>\n")
    case .row: write("</tr>\n")
    case .headCell: write("</th>")
    case .cell: write("</td>")
    }
  }

  func enter(_ span: MarkdownSpan) {
    flush()
    spans += 1
    switch span {
    case .emphasis: write("<em>")
    case .strong: write("<strong>")
    case .code: write("<code>")
    case .struck: write("<s>")
    case .link(let address), .image(let address):
      let isLink = links.allSatisfy { !$0 } && Self.isHarmless(address)
      links.append(isLink)
      if isLink { write("<a rel=\"noopener noreferrer\" href=\"\(HTMLText.escaped(InertText.of(address)))\">") }
    case .other: break
    }
  }

  func leave(_ span: MarkdownSpan) {
    flush()
    spans -= 1
    switch span {
    case .emphasis: write("</em>")
    case .strong: write("</strong>")
    case .code: write("</code>")
    case .struck: write("</s>")
    case .link, .image: if links.popLast() == true { write("</a>") }
    case .other: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: MarkdownTextKind) {
    switch kind {
    case .plain:
      switch formulas.take(bytes) {
      case .text: pending += bytes
      case .opening:
        flush()
        begun = (output.count, spans)
        pending += [UInt8(ascii: "\\")] + bytes
      case .closing(let formula):
        pending += [UInt8(ascii: "\\")] + bytes
        // What Markdown has made of it gives way to what was written.
        guard let begun, begun.spans == spans, let formula else { break }
        flush()
        output.removeSubrange(begun.output...)
        HTMLText.append(formula, to: &output)
        self.begun = nil
      }
    case .html: pending += bytes
    case .code:
      flush()
      HTMLText.append(bytes, to: &output)
    case .reference: pending += Array(MarkdownReference.text(of: bytes).utf8)
    case .lineBreak:
      flush()
      write("<br>\n")
    case .softBreak: pending.append(0x0A)
    case .null: pending += "\u{FFFD}".utf8
    }
  }

  private func write(_ html: String) { output += html.utf8 }

  private func open(_ html: String) {
    depth += 1
    if depth <= Self.deepest { write(html) }
  }

  private func close(_ html: String) {
    if depth <= Self.deepest { write(html) }
    depth -= 1
  }

  /// Writes the text that has come, with a link for each number in brackets that refers to a source.
  private func flush() {
    guard !pending.isEmpty else { return }
    let text = pending
    pending.removeAll()
    guard sources > 0, links.isEmpty, !isCode else { return HTMLText.append(text, to: &output) }
    var (plain, position) = (0, 0)
    while let open = text[position...].firstIndex(of: UInt8(ascii: "[")) {
      position = open + 1
      guard let (number, end) = reference(text, open) else { continue }
      HTMLText.append(text[plain..<open], to: &output)
      write("<a class=\"ref\" href=\"#\(anchor)-s\(number)\">[\(number)]</a>")
      (plain, position) = (end, end)
    }
    HTMLText.append(text[plain...], to: &output)
  }

  /// `[12]`, when there is such a source.
  private func reference(_ text: [UInt8], _ start: Int) -> (number: Int, end: Int)? {
    var (number, position) = (0, start + 1)
    while position < text.count, (0x30...0x39).contains(text[position]), position < start + 6 {
      number = number * 10 + Int(text[position] - 0x30)
      position += 1
    }
    guard position < text.count, text[position] == UInt8(ascii: "]"), (1...sources).contains(number) else { return nil }
    return (number, position + 1)
  }

  /// Whether an address is one of the web or of mail: `javascript:` and its like are not.
  private static func isHarmless(_ address: String) -> Bool {
    let scheme = address.prefix { $0 != ":" }.lowercased()
    return ["http", "https", "mailto"].contains(scheme) && address.utf8.count > scheme.utf8.count
  }

  private static func attribute(_ alignment: MarkdownAlignment) -> String {
    switch alignment {
    case .none: ""
    case .left: " class=\"left\""
    case .center: " class=\"center\""
    case .right: " class=\"right\""
    }
  }
}
