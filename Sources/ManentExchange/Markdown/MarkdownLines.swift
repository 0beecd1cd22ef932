/// The lines of a message in Markdown, with headings of a lower level: `#` and `##` are the chat's and its messages'.
struct MarkdownLines {
  /// The text with its headings two levels down.
  private(set) var text: String
  /// What may close code that the text leaves open, the likeliest first.
  private(set) var ends: [String] = []

  init(_ text: String) {
    var lines: [String] = []
    var fence = MarkdownFence()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lines.append(fence.takes(line) ? String(line) : Self.lowered(line, after: &lines))
    }
    self.text = lines.joined(separator: "\n")
    let order = [fence.open?.mark, "`", "~"].compactMap(\.self)
    ends = order.map { "\n" + String(repeating: $0, count: max(3, fence.longest[$0] ?? 0)) }
  }

  /// A line that is no heading of the first or second level.
  private static func lowered(_ line: Substring, after lines: inout [String]) -> String {
    let indentation = line.prefix { $0 == " " }.count
    let inner = line.dropFirst(indentation)
    guard indentation < 4, let first = inner.first else { return String(line) }
    if first == "#" {
      let level = inner.prefix { $0 == "#" }.count
      guard level <= 6, inner.dropFirst(level).first.map({ $0 == " " || $0 == "\t" }) ?? true else {
        return String(line)
      }
      return line.prefix(indentation) + String(repeating: "#", count: min(6, level + 2)) + inner.dropFirst(level)
    }
    // A row of `=` or `-` makes a heading of the paragraph above it.
    guard first == "=" || first == "-", let above = lines.last, isParagraph(above[...]) else { return String(line) }
    let rest = inner.drop { $0 == first }
    guard rest.allSatisfy({ $0 == " " || $0 == "\t" }) else { return String(line) }
    let before = lines.dropLast().last ?? ""
    guard !isParagraph(before[...]) else { return line.prefix(indentation) + "\\" + inner }
    lines[lines.count - 1] = (first == "=" ? "### " : "#### ") + above.drop { $0 == " " }
    return ""
  }

  /// Whether a line is text of a paragraph, as far as it tells alone.
  private static func isParagraph(_ line: Substring) -> Bool {
    let inner = line.drop { $0 == " " || $0 == "\t" }
    guard let first = inner.first else { return false }
    return !"#>|-+*`~<".contains(first)
  }
}
