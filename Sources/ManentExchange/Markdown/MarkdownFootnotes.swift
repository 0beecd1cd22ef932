/// Footnotes (`[^1]: Word`), which CommonMark does not know: of one word it makes the address of a link that nobody sees.
enum MarkdownFootnotes {
  /// The text with its footnotes as text.
  static func shown(_ text: String) -> String {
    guard text.contains("[^") else { return text }
    var fence = MarkdownFence()
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard !fence.takes(line), let colon = colon(in: line) else { return String(line) }
      return line[..<colon] + "\\" + line[colon...]
    }.joined(separator: "\n")
  }

  /// The colon behind the name of a footnote that a line begins with, perhaps in a quote or a list.
  private static func colon(in line: Substring) -> Substring.Index? {
    let inner = line.drop { $0 == " " || $0 == ">" || $0 == "-" || $0 == "*" || $0 == "+" }
    guard inner.hasPrefix("[^"), let end = inner.firstIndex(of: "]"), inner[..<end].count > 2 else { return nil }
    let colon = inner.index(after: end)
    return colon < inner.endIndex && inner[colon] == ":" ? colon : nil
  }
}
