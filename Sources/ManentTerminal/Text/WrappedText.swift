/// Prose that is broken between words where it is wider than a terminal.
package enum WrappedText {
  /// The rows of a line of prose; a word that is wider than a row is cut, with `…` at its end.
  ///
  /// - Parameters:
  ///   - text: the line, with the space that it begins with kept before each of its rows.
  ///   - width: how many places a row has; `nil` for no limit.
  package static func rows(_ text: String, width: Int?) -> [String] {
    guard let width, width > 0, DisplayWidth.of(text) > width else { return [text] }
    let margin = String(text.prefix { $0 == " " })
    let room = max(8, width - margin.count)
    var rows: [String] = []
    for word in text.split(separator: " ").map({ TextCut.to(room, String($0)) }) {
      if let row = rows.last, DisplayWidth.of(row) + 1 + DisplayWidth.of(word) <= room {
        rows[rows.count - 1] = "\(row) \(word)"
      } else {
        rows.append(word)
      }
    }
    return rows.map { margin + $0 }
  }
}
