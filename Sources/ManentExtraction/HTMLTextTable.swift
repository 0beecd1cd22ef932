/// A table that is being read: the cells of its current row.
struct HTMLTextTable {
  /// Whether a cell is open; its text is the innermost flow.
  var hasOpenCell = false
  private var cells: [HTMLTextFlow] = []

  mutating func add(_ cell: HTMLTextFlow) { cells.append(cell) }

  /// Ends the row and gives its text to the flow around the table.
  ///
  /// A row of one-paragraph cells is data and becomes a line. A cell with more in it, or alone in its row, is there
  /// for the page's layout: such cells become paragraphs one after the other.
  mutating func endRow(into flow: inout HTMLTextFlow) {
    defer { cells = [] }
    guard cells.contains(where: { !$0.text.isEmpty }) else { return }
    if cells.count > 1, cells.allSatisfy(\.isOneParagraph) {
      var line = Array(cells.map { $0.text.map { $0 == 0x0A ? 0x20 : $0 } }.joined(separator: " | ".utf8))
      while line.last == 0x20 { line.removeLast() }
      flow.appendBlock(line, lineEnds: 1)
    } else {
      for cell in cells { flow.appendBlock(cell.text, lineEnds: 2) }
    }
  }
}
