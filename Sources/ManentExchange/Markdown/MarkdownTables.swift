/// Tables whose second line has dashes fewer than md4c asks for (three with the colons), as GitHub's Markdown allows.
enum MarkdownTables {
  /// The text with at least three dashes in each cell of such a line.
  static func widened(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "|")) else { return text }
    var fence = MarkdownFence()
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      !fence.takes(line) && isDelimiter(line) ? widened(line: line) : String(line)
    }.joined(separator: "\n")
  }

  private static func isDelimiter(_ line: Substring) -> Bool {
    line.utf8.contains(UInt8(ascii: "|")) && line.utf8.contains(UInt8(ascii: "-"))
      && line.utf8.allSatisfy { "|:- \t>".utf8.contains($0) } && line.prefix { $0 == " " }.count < 4
  }

  private static func widened(line: Substring) -> String {
    line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
      guard let first = cell.firstIndex(of: "-"), let last = cell.lastIndex(of: "-") else { return String(cell) }
      let dashes = cell[first...last]
      guard dashes.count < 3, dashes.allSatisfy({ $0 == "-" }) else { return String(cell) }
      return cell[..<first] + "---" + cell[cell.index(after: last)...]
    }.joined(separator: "|")
  }
}
