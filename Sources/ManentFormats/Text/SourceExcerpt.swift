/// A line of a file and a caret below one of its characters, fit for a terminal.
struct SourceExcerpt {
  /// The line, cut to a window around the place when it is long, control characters made visible.
  let line: String
  /// Space as wide as what stands before the place, then `^`.
  let caret: String

  /// The most characters shown on either side of the place.
  private static let reach = 80

  /// `column` counts Unicode scalars from 1; one past the end points behind the line.
  init(of line: String, column: Int) {
    let scalars = Array(line.unicodeScalars)
    let place = min(max(0, column - 1), scalars.count)
    let start = place > Self.reach ? place - Self.reach : 0
    let end = min(scalars.count, place + Self.reach)
    let before = (start > 0 ? "…" : "") + Self.shown(scalars[start..<place])
    self.line = before + Self.shown(scalars[place..<end]) + (end < scalars.count ? "…" : "")
    caret = before.unicodeScalars.map(Self.space).joined() + "^"
  }

  /// The text with U+FFFD for what a terminal might obey.
  private static func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars {
      let isObeyed = scalar != "\t" && (scalar.properties.generalCategory == .control || isDirection(scalar))
      text.append(isObeyed ? "\u{FFFD}" : scalar)
    }
    return String(text)
  }

  /// Whether it changes the direction of the text around it, so that a line would show other than it is.
  private static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  /// What takes as much room as the character: a tab stays one, a wide character is two columns, a combining one none.
  private static func space(for scalar: Unicode.Scalar) -> String {
    if scalar == "\t" { return "\t" }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return ""
    default: return isWide(scalar.value) ? "  " : " "
    }
  }

  /// Whether terminals give it two columns (Unicode Standard Annex 11, classes W and F, by block).
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
