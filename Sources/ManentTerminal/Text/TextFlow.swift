/// Lays text out in rows of a terminal, word by word, while it comes in pieces.
///
/// A piece is shown at once. When the word that it belongs to turns out not to fit into the row, the word is begun again
/// in the next row: what of it is on the terminal is taken back there, what is not is never written. So text that comes
/// whole has nothing in it that only a terminal understands.
struct TextFlow {
  /// How many places a row has.
  var width: Int
  /// What is to be written.
  private(set) var output = ""
  /// What every row but the first begins with.
  private var hanging = ""
  private var hangingWidth = 0
  private var style: TextStyle = []
  private var column = 0
  /// Where the word that is being written began, and all of it with its styles.
  private var wordStart = 0
  private var word = ""
  private var wordStyle: TextStyle = []
  /// Where the word begins in `output`, in bytes; `nil` when a part of it was taken already.
  private var wordPlace: Int?

  init(width: Int) { self.width = width }

  /// Whether nothing is in the row yet.
  var isAtStart: Bool { column == 0 }

  /// Takes what is to be written now.
  mutating func takeOutput() -> String {
    defer { output = "" }
    wordPlace = word.isEmpty ? 0 : nil
    return output
  }

  /// Begins the first row of a line: what stands in front of it, and in front of the rows that follow.
  mutating func begin(with prefix: String, hanging: String, style: TextStyle = []) {
    output += Self.applied(style, to: prefix)
    column = DisplayWidth.of(prefix)
    let isNarrow = DisplayWidth.of(hanging) > width / 2
    self.hanging = isNarrow ? "" : Self.applied(style, to: hanging)
    hangingWidth = isNarrow ? 0 : DisplayWidth.of(hanging)
    beginWord()
  }

  /// Text in a style, which white space has no need of.
  private static func applied(_ style: TextStyle, to text: String) -> String {
    text.allSatisfy { $0 == " " } ? text : style.applied(to: text)
  }

  /// Changes how the text that follows looks.
  mutating func set(_ new: TextStyle) {
    guard new != style else { return }
    let change = (style.isEmpty ? "" : TextStyle.end) + new.start
    style = new
    output += change
    word += change
  }

  /// Adds text; line feeds are no part of it.
  mutating func add(_ text: some Sequence<Unicode.Scalar>) { for scalar in text { add(scalar) } }

  private mutating func add(_ scalar: Unicode.Scalar) {
    let places = scalar == "\t" ? 4 : DisplayWidth.of(scalar)
    if scalar == " " || scalar == "\t" { return addSpace(places) }
    if places == 2 { beginWord() }
    if column + places > width, width >= 20 {
      if wordStart > hangingWidth { moveWord() } else { breakRow() }
    }
    put(scalar, places)
    if places == 2 { beginWord() }
  }

  private mutating func put(_ scalar: Unicode.Scalar, _ places: Int) {
    output.unicodeScalars.append(scalar)
    word.unicodeScalars.append(scalar)
    column += places
  }

  /// White space at the end of a row is not shown.
  private mutating func addSpace(_ places: Int) {
    if column + places <= width || width < 20 {
      output += String(repeating: " ", count: places)
      column += places
    } else {
      column = width
    }
    beginWord()
  }

  private mutating func beginWord() {
    wordStart = column
    word = ""
    wordStyle = style
    wordPlace = output.utf8.count
  }

  /// Ends the row and goes on in the next one with what comes.
  private mutating func breakRow() {
    nextRow()
    output += style.start
    beginWord()
  }

  /// Takes the word back and writes it into the next row.
  private mutating func moveWord() {
    let places = column - wordStart
    let before = style
    if let wordPlace {
      let start = output.utf8.index(output.utf8.startIndex, offsetBy: wordPlace)
      output.unicodeScalars.removeSubrange(start...)
      style = wordStyle
    } else if places > 0 {
      output += "\r\u{1B}[\(wordStart)C\u{1B}[K"
    }
    if !style.isEmpty { output += TextStyle.end }
    style = []
    nextRow()
    wordPlace = output.utf8.count
    output += wordStyle.start + word
    style = before
    wordStart = column
    column += places
  }

  private mutating func nextRow() {
    if !style.isEmpty { output += TextStyle.end }
    output += "\n" + hanging
    column = hangingWidth
  }

  /// Ends the line.
  mutating func endLine() {
    set([])
    output += "\n"
    column = 0
    hanging = ""
    hangingWidth = 0
    beginWord()
  }

  /// Writes text as it is, in a style, that is no part of the rows.
  mutating func write(_ text: String, _ style: TextStyle = []) { output += style.applied(to: text) }
}
