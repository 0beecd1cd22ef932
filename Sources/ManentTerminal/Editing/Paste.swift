/// Pasted text, which terminals put between two sequences when they are asked to (xterm's "bracketed paste").
enum Paste {
  static let enable = "\u{1B}[?2004h"
  static let disable = "\u{1B}[?2004l"
  /// What stands in front of it.
  static let begin = Array("\u{1B}[200~".utf8)
  /// The key (Ctrl-_) that libedit is told instead: it can be bound in every mode, and means nothing else.
  static let key: UInt8 = 0x1F
  static let end = Array("\u{1B}[201~".utf8)

  /// Pasted bytes as text that can be put into a line: lines end with a line feed, and of all that a terminal or an
  /// editor would obey only tabs stay.
  static func text(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    var kept = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { last = scalar }
      switch scalar {
      case "\r": kept.append("\n")
      case "\n": if last != "\r" { kept.append("\n") }
      case "\t": kept.append(scalar)
      default: if scalar.properties.generalCategory != .control { kept.append(scalar) }
      }
    }
    return String(kept)
  }
}
