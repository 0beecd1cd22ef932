/// Reads comma- or tab-separated values: each row is a unit, with the header that names its cells.
struct RowOutline {
  private let text: TextBytes

  init(_ text: TextBytes) { self.text = text }

  func read(into writer: inout OutlineWriter) {
    var index = 0
    var header: Range<Int>?
    var comment: Range<Int>?
    var isFirst = true
    while index < text.count {
      let end = rowEnd(from: index)
      let row = text.trimmed(index..<end)
      index = end + 1
      if row.isEmpty { continue }
      if text[row.lowerBound] == UInt8(ascii: "#") {
        comment = row
        continue
      }
      if isFirst {
        isFirst = false
        header = Self.header(text, first: row, comment: comment)
        if header == row { continue }
      }
      writer.add(.record, row, header: header)
      writer.endBlock()
    }
  }

  /// The row that names the cells: the last comment that has as many of them, or the first row, unless that has a
  /// number.
  static func header(_ text: TextBytes, first: Range<Int>, comment: Range<Int>?) -> Range<Int>? {
    let cells = separators(text, first)
    if let comment {
      return cells > 0 && separators(text, comment) == cells ? comment : nil
    }
    return cells > 0 && !hasNumericCell(text, first) ? first : nil
  }

  private static func separators(_ text: TextBytes, _ row: Range<Int>) -> Int {
    let tabs = row.count { text.bytes[$0] == 0x09 }
    if tabs > 0 { return tabs }
    return max(
      row.count { text.bytes[$0] == UInt8(ascii: ",") }, row.count { text.bytes[$0] == UInt8(ascii: ";") })
  }

  /// Whether a cell holds nothing but a number.
  private static func hasNumericCell(_ text: TextBytes, _ row: Range<Int>) -> Bool {
    var digits = 0
    var others = 0
    for index in row {
      switch text.bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: ";"), 0x09:
        if digits > 0, others == 0 { return true }
        (digits, others) = (0, 0)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "\""), UInt8(ascii: " "): break
      default: others += 1
      }
    }
    return digits > 0 && others == 0
  }

  /// The header in the beginning of a file; empty when it has none.
  static func header(inBeginning bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      let text = TextBytes(bytes)
      let outline = Outline(bytes, format: .csv)
      guard let header = outline.units.first(where: { $0.header != nil })?.header else { return "" }
      return String(decoding: text.bytes[header], as: UTF8.self)
    }
  }

  /// Where a row ends: at the first line feed outside quotes, if one comes soon.
  private func rowEnd(from start: Int) -> Int {
    let lineEnd = text.lineEnd(from: start, to: text.count)
    var end = lineEnd
    var index = start
    var isQuoted = false
    while true {
      for byte in text.bytes[index..<end] where byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { return end }
      // A quote that nobody closes must not swallow the rest of the file.
      if end == text.count || end - start > 2_000 { return lineEnd }
      index = end + 1
      end = text.lineEnd(from: index, to: text.count)
    }
  }
}
