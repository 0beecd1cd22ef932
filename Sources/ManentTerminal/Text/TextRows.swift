/// Text in the rows of a terminal, broken between words.
package enum TextRows {
  /// A part of a text, and how it looks.
  package typealias Part = (text: String, style: TextStyle)

  /// The rows, each with a line feed at its end.
  ///
  /// - Parameters:
  ///   - parts: the text.
  ///   - first: what the first row begins with.
  ///   - margin: what the others begin with.
  ///   - width: how many places a row has.
  package static func laid(_ parts: [Part], first: String = "", margin: String = "", width: Int) -> String {
    var flow = TextFlow(width: width)
    flow.begin(with: first, hanging: margin)
    for part in parts {
      flow.set(part.style)
      flow.add(part.text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 })
    }
    flow.endLine()
    return flow.takeOutput()
  }
}
