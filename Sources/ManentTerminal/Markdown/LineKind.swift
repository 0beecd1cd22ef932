/// What a line of Markdown is, told by its beginning.
enum LineKind: Equatable {
  /// Nothing.
  case blank
  /// Text behind so many quotation marks (`>`), so far from the left.
  case text(quotes: Int, indent: Int)
  /// A heading of a level from 1.
  case heading(Int)
  /// An item of a list: what stands in front of it.
  case item(quotes: Int, indent: Int, marker: String)
  /// The beginning or the end of a program's text, and what language it says.
  case fence(mark: Unicode.Scalar, length: Int, label: String)
  /// A line from left to right.
  case rule
  /// A row of a table.
  case row

  /// The kind of a line, and where its text begins; `nil` when more of the line must be known.
  ///
  /// - Parameters:
  ///   - line: the beginning of the line, or all of it.
  ///   - isOver: whether it is all of it.
  static func of(_ line: [Unicode.Scalar], isOver: Bool) -> (kind: LineKind, start: Int)? {
    var place = 0
    var quotes = 0
    var indent = 0
    while place < line.count {
      switch line[place] {
      case " ": indent += 1
      case "\t": indent += 4
      case ">" where indent < 4:
        quotes += 1
        // One space belongs to the mark.
        if place + 1 < line.count, line[place + 1] == " " { place += 1 }
        indent = 0
      default:
        return inner(line, at: place, quotes: quotes, indent: indent, isOver: isOver)
      }
      place += 1
    }
    guard isOver else { return nil }
    return (quotes == 0 ? .blank : .text(quotes: quotes, indent: 0), line.count)
  }

  private static func inner(
    _ line: [Unicode.Scalar], at start: Int, quotes: Int, indent: Int, isOver: Bool
  ) -> (kind: LineKind, start: Int)? {
    let rest = line[start...]
    let first = rest[start]
    let text = (LineKind.text(quotes: quotes, indent: indent), start)
    let count = rest.prefix { $0 == first }.count
    let next = rest.dropFirst(count).first
    switch first {
    case "#":
      guard let next else { return isOver || count > 6 ? text : nil }
      return next == " " && count <= 6 ? (.heading(count), start + count + 1) : text
    case "`", "~":
      guard count >= 3 else { return next == nil && !isOver ? nil : text }
      guard isOver else { return nil }
      let label = String(String.UnicodeScalarView(rest.dropFirst(count)))
      guard first == "~" || !label.contains("`") else { return text }
      return (.fence(mark: first, length: count, label: trimmed(label)), line.count)
    case "-", "*", "_", "+":
      if first != "+", count >= 3, rest.allSatisfy({ $0 == first || $0 == " " }) {
        return isOver ? (.rule, line.count) : nil
      }
      guard let next else { return isOver ? text : nil }
      guard count == 1, next == " ", first != "_" else { return text }
      return (.item(quotes: quotes, indent: indent, marker: "•"), start + 2)
    case "0"..."9":
      let digits = rest.prefix { ("0"..."9").contains($0) }
      guard digits.count <= 9 else { return text }
      let tail = Array(rest.dropFirst(digits.count).prefix(2))
      guard let dot = tail.first else { return isOver ? text : nil }
      guard dot == "." || dot == ")" else { return text }
      guard tail.count > 1 else { return isOver ? text : nil }
      guard tail[1] == " " else { return text }
      let marker = String(String.UnicodeScalarView(digits)) + String(dot)
      return (.item(quotes: quotes, indent: indent, marker: marker), start + digits.count + 2)
    case "|" where quotes == 0:
      return isOver ? (.row, start) : nil
    default: return text
    }
  }

  private static func trimmed(_ label: String) -> String {
    label.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
