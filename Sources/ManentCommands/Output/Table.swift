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

/// How many places text takes on a terminal.
enum DisplayWidth {
  /// Two for the wide characters of East Asia and emoji (Unicode TR11, the ranges of `wcwidth`), none for marks, one
  /// for the rest.
  static func of(_ text: String) -> Int { text.reduce(0) { $0 + width(of: $1) } }

  private static func width(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      return [.nonspacingMark, .enclosingMark, .format].contains(first.properties.generalCategory) ? 0 : 1
    }
  }
}
