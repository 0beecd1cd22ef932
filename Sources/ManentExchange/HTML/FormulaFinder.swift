/// Finds `\(`, `\)`, `\[` and `\]` in a text of which Markdown tells the bracket alone, and what was written between them.
struct FormulaFinder {
  /// What a piece of text is.
  enum Piece {
    case text
    /// The bracket of `\(` or `\[`.
    case opening
    /// The bracket of `\)` or `\]`, with all of the formula as it was written; without it where no formula was open.
    case closing([UInt8]?)
  }

  private var source = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// The place of the backslash that opens a formula, and the bracket that closes it.
  private var open: (place: Int, end: UInt8)?
  /// The place of the character that was escaped last.
  private var escaped = -1

  /// Begins with a text, which must stay where it is.
  mutating func begin(_ text: UnsafeBufferPointer<UInt8>) { source = text }

  /// What a piece of the text is: an escaped character comes by itself, with the backslash before it.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Piece {
    guard bytes.count == 1, let start = source.baseAddress, let piece = bytes.baseAddress else { return .text }
    let place = piece - start
    guard place > 0, place < source.count, source[place - 1] == UInt8(ascii: "\\"), escaped != place - 1 else {
      return .text
    }
    escaped = place
    switch source[place] {
    case UInt8(ascii: "("):
      open = (place - 1, UInt8(ascii: ")"))
      return .opening
    case UInt8(ascii: "["):
      open = (place - 1, UInt8(ascii: "]"))
      return .opening
    case UInt8(ascii: ")"), UInt8(ascii: "]"):
      guard let open, open.end == source[place] else { return .closing(nil) }
      self.open = nil
      return .closing(Self.withoutMargin(source[open.place...place]))
    default: return .text
    }
  }

  /// A formula of several lines without what begins them in a quote.
  private static func withoutMargin(_ formula: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    let lines = formula.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count > 1 else { return Array(formula) }
    return Array(
      lines.enumerated().map { number, line in
        number == 0 ? Array(line) : Array(line.drop { $0 == 0x20 || $0 == UInt8(ascii: ">") })
      }.joined(separator: [0x0A]))
  }
}
