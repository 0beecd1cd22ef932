import ManentCore
import ManentRecords

/// Chats as a table with a row for each message, as RFC 4180 has it.
///
/// A text cell that a spreadsheet would take for a formula gets an apostrophe before it: what is in a chat may come
/// from a stranger.
struct CSVRenderer: ChatRenderer {
  private static let columns = [
    "chat", "title", "tags", "message", "parent", "role", "created_at", "device", "provider", "model", "status",
    "error", "content", "sources",
  ]

  func begin(_ export: ExportHeading, into output: inout ExportOutput) throws {
    try output.add(Self.columns.joined(separator: ",") + "\r\n")
  }

  func chat(_ chat: ExportedChat, at place: ExportPlace, into output: inout ExportOutput) throws {
    let settings = chat.chat.settings
    for outline in chat.messages {
      let message = try chat.full(outline)
      let cells = [
        settings.id, settings.title, settings.tags.joined(separator: " "), message.id, message.parent ?? "",
        message.role.rawValue, message.createdAt.description, message.device ?? "", message.provider ?? "",
        message.model ?? "", message.status?.rawValue ?? "", message.error ?? "", message.content,
        message.sources.map(SourceText.citation).joined(separator: "; "),
      ]
      try output.add { bytes in
        for (index, cell) in cells.enumerated() {
          if index > 0 { bytes.append(UInt8(ascii: ",")) }
          Self.append(cell, to: &bytes)
        }
        bytes += [0x0D, 0x0A]
      }
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let cell = withoutFormulas(text)
    let isChanged = cell.utf8.count != text.utf8.count
    let needsQuotes = cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard isChanged || needsQuotes else { return bytes.append(contentsOf: cell.utf8) }
    bytes.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// A cell in which an apostrophe stands before every sign that a spreadsheet would take for the beginning of a formula:
  /// at its start, and behind a semicolon, a tab or a line end, where a program begins another cell that separates cells
  /// by those, as many do by their language; quotation marks that open such a cell change nothing. Full-width signs count
  /// as well.
  private static func withoutFormulas(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isSign($0) || $0 == "\t" || $0 == "\r" }) else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    /// Whether a cell may begin here, and whether it would be one only for a program that knows no quotes here.
    var (isStart, isLine) = (true, false)
    var isFirst = true
    if let first = scalars.first, first == "\t" || first == "\r" { result.append("'") }
    for (index, scalar) in scalars.enumerated() {
      if isStart, isSign(scalar), !(isLine && isListMark(scalars, index)) { result.append("'") }
      result.append(scalar)
      switch scalar {
      case ";", "\t": (isStart, isLine, isFirst) = (true, false, false)
      case "\n", "\r": (isStart, isLine, isFirst) = (true, true, false)
      case "\"" where !isFirst: break
      default:
        isStart =
          isStart
          && (scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint || scalar.value < 0x20)
      }
    }
    return String(result)
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{2212}": true
    default: false
    }
  }

  /// Whether a sign at the beginning of a line marks an element of a list, or a rule.
  private static func isListMark(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard scalars[index] == "-" || scalars[index] == "+" else { return false }
    return index + 1 == scalars.count || scalars[index + 1] == " " || scalars[index + 1] == "\n"
      || scalars[index...].starts(with: "---".unicodeScalars)
  }
}
