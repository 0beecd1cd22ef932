/// A place in a text where the value of a variable goes: `{{name}}`, with or without spaces inside.
package struct Placeholder {
  /// The variable.
  package var name: String
  /// All that stands there.
  package var text: String
  /// Where.
  package var range: Range<String.Index>

  /// The places in a text, in order.
  package static func all(in text: String) -> [Placeholder] {
    var places: [Placeholder] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "{{") {
      guard let end = rest[start.upperBound...].firstRange(of: "}}") else { break }
      let inner = rest[start.upperBound..<end.lowerBound]
      let name = inner.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      if isName(String(name)) {
        let range = start.lowerBound..<end.upperBound
        places.append(Placeholder(name: String(name), text: String(text[range]), range: range))
        rest = rest[end.upperBound...]
      } else {
        rest = rest[rest.index(after: start.lowerBound)...]
      }
    }
    return places
  }

  /// Whether something can be the name of a variable.
  package static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }

  /// The parts of a text before, between and after the places of a variable.
  package static func split(_ text: String, at name: String) -> [String] {
    var parts: [String] = []
    var start = text.startIndex
    for place in all(in: text) where place.name == name {
      parts.append(String(text[start..<place.range.lowerBound]))
      start = place.range.upperBound
    }
    return parts + [String(text[start...])]
  }

  /// A text with values in the places of variables; what a value holds is text and nothing else.
  package static func filled(_ text: String, with values: [String: String]) -> String {
    var filled = ""
    var start = text.startIndex
    for place in all(in: text) {
      guard let value = values[place.name] else { continue }
      filled += text[start..<place.range.lowerBound] + value
      start = place.range.upperBound
    }
    return filled + text[start...]
  }
}
