import ManentCore
import ManentWorkspace

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

  private static func append(_ cell: String, to bytes: inout [UInt8]) {
    guard let first = cell.utf8.first else { return }
    let looksLikeFormula = "=+-@\t\r".utf8.contains(first)
    let needsQuotes = cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard looksLikeFormula || needsQuotes else { return bytes.append(contentsOf: cell.utf8) }
    bytes.append(0x22)
    if looksLikeFormula { bytes.append(UInt8(ascii: "'")) }
    for byte in cell.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
