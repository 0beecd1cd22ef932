import ManentTerminal
import ManentWorkspace

extension TerminalLooks {
  /// An excerpt with its finds in bold on a terminal; as it is elsewhere.
  func marked(_ excerpt: Excerpt) -> String {
    guard isStyled else { return Terminal.inert(excerpt.text) }
    let bytes = Array(excerpt.text.utf8)
    var text = ""
    var place = 0
    for mark in excerpt.marks {
      text += Terminal.inert(String(decoding: bytes[place..<mark.lowerBound], as: UTF8.self))
      text += TextStyle.bold.applied(to: Terminal.inert(String(decoding: bytes[mark], as: UTF8.self)))
      place = mark.upperBound
    }
    return text + Terminal.inert(String(decoding: bytes[place...], as: UTF8.self))
  }
}
