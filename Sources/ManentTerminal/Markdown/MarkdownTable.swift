/// A table of Markdown, laid out in columns.
struct MarkdownTable {
  private enum Side { case left, right, center }

  /// The lines as they came.
  private(set) var lines: [String] = []

  /// How long the lines of a table may be together, in scalars; a longer one is shown as it came.
  static let limit = 100_000
  private var length = 0

  var isEmpty: Bool { lines.isEmpty }

  /// Whether the lines so far can be a table: the second one says how the columns are aligned.
  var isPlausible: Bool { length <= Self.limit && (lines.count < 2 || Self.sides(Self.cells(lines[1])) != nil) }

  /// Adds a line.
  mutating func add(_ line: String) {
    lines.append(line)
    length += line.unicodeScalars.count
  }

  /// The rows of the terminal that show the table; `nil` when the lines are none.
  func rows(width: Int, isStyled: Bool) -> [String]? {
    guard lines.count >= 2, let sides = Self.sides(Self.cells(lines[1])) else { return nil }
    let cells = ([lines[0]] + lines[2...]).map { line -> [[InlineMarks.Run]] in
      let row = Self.cells(line).map { isStyled ? InlineMarks.runs(of: $0) : [InlineMarks.Run(text: $0, style: [])] }
      return sides.indices.map { $0 < row.count ? row[$0] : [] }
    }
    let natural = sides.indices.map { column in max(1, cells.map { Self.places($0[column]) }.max() ?? 1) }
    let widths = Self.fit(natural, into: width - 2 * (sides.count - 1))
    var shown: [String] = []
    for (index, row) in cells.enumerated() {
      shown += Self.lines(of: row, widths, sides, isHeading: isStyled && index == 0)
      if index == 0 {
        let line = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        shown.append((isStyled ? .dim : TextStyle()).applied(to: line))
      }
    }
    return shown
  }

  /// The texts between the bars; a bar behind a backslash is text.
  private static func cells(_ line: String) -> [String] {
    var cells: [String] = [""]
    var isEscaped = false
    for character in line {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        if character == "|" { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    cells = cells.map { $0.trimmingSpaces }
    if cells.first == "" { cells.removeFirst() }
    if cells.count > 1, cells.last == "" { cells.removeLast() }
    return cells
  }

  /// How the columns are aligned, when that is what the cells say.
  private static func sides(_ cells: [String]) -> [Side]? {
    var sides: [Side] = []
    for cell in cells {
      let dashes = cell.filter { $0 == "-" }.count
      let colons = (cell.hasPrefix(":") ? 1 : 0) + (cell.count > 1 && cell.hasSuffix(":") ? 1 : 0)
      guard dashes > 0, dashes + colons == cell.count else { return nil }
      sides.append(!cell.hasSuffix(":") ? .left : cell.hasPrefix(":") ? .center : .right)
    }
    return sides.isEmpty ? nil : sides
  }

  private static func places(_ runs: [InlineMarks.Run]) -> Int { runs.reduce(0) { $0 + DisplayWidth.of($1.text) } }

  /// Takes places from the widest columns until all of them fit.
  private static func fit(_ widths: [Int], into room: Int) -> [Int] {
    var widths = widths
    // Columns of few letters are the last resort.
    for least in [8, 3] {
      while widths.reduce(0, +) > room, let widest = widths.max(), widest > least,
        let column = widths.firstIndex(of: widest)
      {
        let others = widths.enumerated().filter { $0.offset != column }.map(\.element)
        let excess = widths.reduce(0, +) - room
        widths[column] = max(least, max(widest - excess, min(widest - 1, others.max() ?? least)))
      }
    }
    return widths
  }

  private static func lines(
    of row: [[InlineMarks.Run]], _ widths: [Int], _ sides: [Side], isHeading: Bool
  ) -> [String] {
    let wrapped = row.enumerated().map { wrap($0.element, to: widths[$0.offset]) }
    return (0..<(wrapped.map(\.count).max() ?? 1)).map { line in
      var text = ""
      for column in row.indices {
        let runs = line < wrapped[column].count ? wrapped[column][line] : []
        let room = max(0, widths[column] - places(runs))
        let left = sides[column] == .left ? 0 : sides[column] == .right ? room : room / 2
        let shown = runs.map { run in
          (isHeading ? run.style.union(.bold) : run.style).applied(to: run.text)
        }.joined()
        text += String(repeating: " ", count: left) + shown
        if column < row.count - 1 { text += String(repeating: " ", count: room - left + 2) }
      }
      return text
    }
  }

  /// The runs in lines of at most so many places, broken between words where there are any.
  private static func wrap(_ runs: [InlineMarks.Run], to width: Int) -> [[InlineMarks.Run]] {
    var lines: [[InlineMarks.Run]] = [[]]
    var column = 0
    for run in runs {
      for word in words(run.text) {
        if column > 0, column + DisplayWidth.of(word.withoutLastSpaces) > width {
          lines.append([])
          column = 0
        }
        let word = column == 0 ? word.withoutFirstSpaces : word
        if column == 0, DisplayWidth.of(word.withoutLastSpaces) > width {
          for character in word {
            if column + DisplayWidth.of(String(character)) > width {
              lines.append([])
              column = 0
            }
            lines[lines.count - 1].append(InlineMarks.Run(text: String(character), style: run.style))
            column += DisplayWidth.of(String(character))
          }
        } else {
          lines[lines.count - 1].append(InlineMarks.Run(text: word, style: run.style))
          column += DisplayWidth.of(word)
        }
      }
    }
    return lines.map { line in
      var joined = InlineMarks.joined(line)
      if let last = joined.indices.last { joined[last].text = joined[last].text.withoutLastSpaces }
      return joined
    }
  }

  /// The words, each with the spaces in front of it.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    for character in text {
      if words.isEmpty || (character == " " && words[words.count - 1].last != " ") { words.append("") }
      words[words.count - 1].append(character)
    }
    return words
  }
}

extension String {
  fileprivate var withoutFirstSpaces: String { String(drop { $0 == " " }) }
  fileprivate var withoutLastSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
  fileprivate var trimmingSpaces: String { withoutFirstSpaces.withoutLastSpaces }
}
