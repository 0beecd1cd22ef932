/// Lays text out in columns of characters.
enum Paragraphs {
  /// Fills each paragraph to the width; lines that begin with a space are kept as they are.
  static func fill(_ text: String, width: Int, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var words: [Substring] = []
    func flush() {
      lines += wrap(words, width: width - indent).map { margin + $0 }
      words = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty || line.first == " " {
        flush()
        lines.append(line.isEmpty ? "" : margin + line)
      } else {
        words += line.split(separator: " ")
      }
    }
    flush()
    return lines.joined(separator: "\n")
  }

  /// Two columns, the right one filled; a left one that is wider than `left` has a line of its own.
  static func columns(_ rows: [(String, String)], left: Int, width: Int) -> String {
    let margin = String(repeating: " ", count: left + 4)
    return rows.map { name, text in
      let lines = wrap(text.split(separator: " "), width: width - margin.count)
      let indented = lines.joined(separator: "\n" + margin)
      if name.count > left { return "  \(name)\n" + margin + indented }
      return "  " + name + String(repeating: " ", count: left - name.count + 2) + indented
    }.joined(separator: "\n")
  }

  private static func wrap(_ words: [Substring], width: Int) -> [String] {
    var lines: [String] = []
    var length = 0
    for word in words {
      if lines.isEmpty || length + 1 + word.count > width {
        lines.append(String(word))
        length = word.count
      } else {
        lines[lines.count - 1] += " " + word
        length += 1 + word.count
      }
    }
    return lines
  }
}
