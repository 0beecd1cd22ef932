/// Reads the marks inside a line of Markdown (emphasis, code, links, escapes) while the line comes in pieces.
///
/// What may be the beginning of a mark is held back until it is known to be one: until its other end has come, or the
/// end of the line, or more than a mark may hold. The rules are those of CommonMark, but for what a chat is full of and
/// people do not mean as a mark: `2*3*4`, `snake_case_name`, `[1]`.
struct InlineMarks {
  /// Text that looks the same from its beginning to its end.
  struct Run: Equatable {
    var text: String
    var style: TextStyle
  }

  /// How many scalars a mark may hold, so that nothing is held back for long, and no text is costly to read.
  static let limit = 240
  /// How long a text may be whose marks are read all at once; a longer one is shown as it is.
  private static let lineLimit = 4000

  private var held: [Unicode.Scalar] = []
  private var before: Unicode.Scalar?

  /// Takes the next scalar, and gives what can be shown.
  mutating func take(_ scalar: Unicode.Scalar) -> [Run] {
    if held.isEmpty, !Self.isMark(scalar) {
      before = scalar
      return [Run(text: String(scalar), style: [])]
    }
    let decides = held.count < 3 || Self.isMark(scalar) || held.last.map(Self.isMark) == true || scalar == ")"
    held.append(scalar)
    return decides || held.last == "(" || held.count > Self.limit ? resolve(isOver: false) : []
  }

  /// Gives what is left at the end of the line.
  mutating func finish() -> [Run] {
    let runs = resolve(isOver: true)
    before = nil
    return runs
  }

  /// The runs of a whole line.
  static func runs(of text: String) -> [Run] {
    guard text.unicodeScalars.count <= lineLimit else { return [Run(text: text, style: [])] }
    var marks = InlineMarks()
    marks.held = Array(text.unicodeScalars)
    return joined(marks.finish())
  }

  /// Runs of the same style as one.
  static func joined(_ runs: [Run]) -> [Run] {
    runs.reduce(into: []) { joined, run in
      if let last = joined.last, last.style == run.style {
        joined[joined.count - 1].text += run.text
      } else {
        joined.append(run)
      }
    }
  }

  private mutating func resolve(isOver: Bool) -> [Run] {
    var runs: [Run] = []
    while let first = held.first {
      var found = Self.isMark(first) ? MarkParser(held, before: before, isOver: isOver).parse() : nil
      if found == nil, isOver || !Self.isMark(first) || held.count > Self.limit {
        // No mark after all: its first scalar is text.
        found = ([Run(text: String(first), style: [])], 1)
      }
      guard let (new, length) = found else { break }
      runs += new
      before = held[length - 1]
      held.removeFirst(length)
      // What follows is text up to the next possible mark.
      let plain = held.prefix { !Self.isMark($0) }
      if !plain.isEmpty {
        runs.append(Run(text: String(String.UnicodeScalarView(plain)), style: []))
        before = plain.last
        held.removeFirst(plain.count)
      }
    }
    return runs
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "*", "_", "`", "[", "\\", "~", "!": true
    default: false
    }
  }
}
