import ManentIndex
import ManentTerminal

extension TerminalLooks {
  /// An excerpt with its finds in bold and its rows broken between words on a terminal; as it is elsewhere. A line feed
  /// stands at its end.
  func marked(_ excerpt: Excerpt) -> String {
    guard let width else { return "  \(Terminal.inert(excerpt.text))\n" }
    let bytes = Array(excerpt.text.utf8)
    var parts: [TextRows.Part] = []
    func add(_ range: Range<Int>, _ style: TextStyle) {
      parts.append((Terminal.inert(String(decoding: bytes[range], as: UTF8.self)), style))
    }
    var place = 0
    for mark in excerpt.marks {
      add(place..<mark.lowerBound, [])
      add(mark, isStyled ? .bold : [])
      place = mark.upperBound
    }
    add(place..<bytes.count, [])
    return TextRows.laid(parts, first: "  ", margin: "  ", width: width)
  }

  /// A line above what it is about: on a terminal its rows are broken between words.
  func heading(_ text: String) -> String {
    let text = Terminal.inert(text)
    guard let width else { return text + "\n" }
    return TextRows.laid([(text, [])], margin: "  ", width: width)
  }
}
