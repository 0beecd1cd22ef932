/// Text of several lines written as it is below its key, for people to read and edit; only where that loses nothing.
struct YAMLLiteralBlock {
  /// What stands behind the key: `|` when the text ends with a line end, `|-` when it does not.
  let header: String
  private let lines: [Substring]

  /// `nil` for text of one line and for text that a block cannot hold or an editor may spoil: control characters, a
  /// first line that is indented or empty, space at the end of a line, several line ends at the end.
  init?(_ text: String) {
    guard text.contains("\n"), text.unicodeScalars.allSatisfy({ $0 == "\n" || YAMLScalarText.isPrintable($0) }) else {
      return nil
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    header = lines.last == "" ? "|" : "|-"
    if lines.last == "" { lines.removeLast() }
    guard let start = lines.first?.unicodeScalars.first, start != " ", lines.last != "" else { return nil }
    guard lines.allSatisfy({ $0.unicodeScalars.last != " " }) else { return nil }
    self.lines = lines
  }

  func lines(indentedBy indentation: Int) -> [String] {
    lines.map { $0.isEmpty ? "" : String(repeating: " ", count: indentation) + $0 }
  }
}
