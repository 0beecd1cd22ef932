import ManentTerminal

/// Rows in columns, for people.
struct Table {
  private let titles: [String]
  private var rows: [[String]] = []
  private let rightAligned: Set<Int>

  /// A table with titles; the columns of `rightAligned`, counted from 0, hold numbers.
  init(_ titles: [String], rightAligned: Set<Int> = []) {
    self.titles = titles
    self.rightAligned = rightAligned
  }

  /// Adds a row. What would end a cell's line or move what follows is a space.
  mutating func add(_ row: [String]) {
    rows.append(row.map { cell in String(Terminal.inert(cell).map { $0.isNewline || $0 == "\t" ? " " : $0 }) })
  }

  /// The table; columns are as wide as their widest cell, told in characters that take one or two places.
  var text: String {
    let widths = titles.indices.map { column in
      ([titles] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    return ([titles] + rows).map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
        let isLast = column == row.count - 1
        line += rightAligned.contains(column) ? padding + cell : isLast ? cell : cell + padding
        if !isLast { line += "  " }
      }
      return line
    }.joined(separator: "\n") + "\n"
  }

  /// The lines of the table, without space at their ends.
  var lines: [String] {
    text.split(separator: "\n").map { line in
      String(line.prefix((line.lastIndex { $0 != " " }.map { line.distance(from: line.startIndex, to: $0) } ?? -1) + 1))
    }
  }
}
