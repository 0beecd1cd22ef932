/// Rows in columns, for people.
///
/// On a terminal a row fits into its width: a last column of prose goes on below itself, word by word; any other cell is
/// cut, with `…` at its end. Where even that is too wide, each row is a block with a line for each column. Elsewhere nothing
/// is cut.
package struct Table {
  private let titles: [String]
  private var rows: [[String]] = []
  private let rightAligned: Set<Int>
  private let wrapsLast: Bool
  private let width: Int?

  /// A table with titles.
  ///
  /// - Parameters:
  ///   - titles: what stands above the columns.
  ///   - rightAligned: the columns, counted from 0, that hold numbers.
  ///   - wrapsLast: whether the last column is prose.
  ///   - width: how many places a row has; `nil` for no limit.
  package init(
    _ titles: [String], rightAligned: Set<Int> = [], wrapsLast: Bool = false,
    width: Int? = Terminal().writesToTerminal ? WindowSize.current.columns : nil
  ) {
    self.titles = titles
    self.rightAligned = rightAligned
    self.wrapsLast = wrapsLast
    self.width = width
  }

  /// Adds a row. What would end a cell's line or move what follows is a space.
  package mutating func add(_ row: [String]) {
    rows.append(row.map { cell in String(Terminal.inert(cell).map { $0.isNewline || $0 == "\t" ? " " : $0 }) })
  }

  /// The table; columns are as wide as their widest cell, told in characters that take one or two places.
  package var text: String {
    let widths = widths
    if let width, widths.count > 2, widths.reduce(2 * (widths.count - 1), +) > width { return blocks(width) }
    return ([titles] + rows).flatMap { row in lines(of: row, widths) }.joined(separator: "\n") + "\n"
  }

  /// Each row as a block, with a line for each column that says something.
  private func blocks(_ width: Int) -> String {
    let margin = titles.map { DisplayWidth.of($0) }.max() ?? 0
    return rows.map { row in
      zip(titles, row).enumerated().filter { !$0.element.1.isEmpty }.map { number, pair in
        let (title, cell) = pair
        if number == 0 || margin == 0 { return cut(cell, to: width) }
        let space = String(repeating: " ", count: max(0, margin - DisplayWidth.of(title)))
        return cut("  \(title)\(space)  \(cell)", to: width)
      }.joined(separator: "\n")
    }.joined(separator: "\n") + "\n"
  }

  /// The lines of the table, without space at their ends.
  package var lines: [String] {
    text.split(separator: "\n").map { line in
      String(line.prefix((line.lastIndex { $0 != " " }.map { line.distance(from: line.startIndex, to: $0) } ?? -1) + 1))
    }
  }

  private var widths: [Int] {
    var widths = titles.indices.map { column in
      ([titles] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    guard let width, let last = widths.indices.last else { return widths }
    let room = width - 2 * last
    // The last column is the one that can do with less; numbers are of use whole only.
    let order =
      [last] + widths.indices.dropLast().filter { !rightAligned.contains($0) }.sorted { widths[$0] > widths[$1] }
    for least in [20, 8] {
      for column in order {
        let excess = widths.reduce(0, +) - room
        guard excess > 0 else { return widths }
        widths[column] = max(min(least, widths[column]), widths[column] - excess)
      }
    }
    return widths
  }

  private func lines(of row: [String], _ widths: [Int]) -> [String] {
    let last = row.count - 1
    let end = wrapsLast && last >= 0 ? Self.wrapped(row[last], to: widths[last]) : []
    var line = ""
    for (column, cell) in row.enumerated() {
      let shown = column == last && wrapsLast ? end.first ?? "" : cut(cell, to: widths[column])
      let padding = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(shown)))
      line += rightAligned.contains(column) ? padding + shown : column == last ? shown : shown + padding
      if column != last { line += "  " }
    }
    let margin = String(repeating: " ", count: widths.dropLast().reduce(0) { $0 + $1 + 2 })
    return [line] + end.dropFirst().map { margin + $0 }
  }

  private func cut(_ cell: String, to width: Int) -> String {
    DisplayWidth.of(cell) > width ? TextCut.to(width, cell) : cell
  }

  /// The rows of a text, broken between words; a word that is wider than a row is cut.
  private static func wrapped(_ text: String, to width: Int) -> [String] {
    guard DisplayWidth.of(text) > width else { return [text] }
    var rows: [String] = []
    for word in text.split(separator: " ").map({ TextCut.to(width, String($0)) }) {
      if let row = rows.last, DisplayWidth.of(row) + 1 + DisplayWidth.of(word) <= width {
        rows[rows.count - 1] = "\(row) \(word)"
      } else {
        rows.append(word)
      }
    }
    return rows
  }
}
