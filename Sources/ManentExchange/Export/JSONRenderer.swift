import ManentFormats
import ManentRecords

/// Chats as JSON: one value, or one a line.
struct JSONRenderer: ChatRenderer {
  /// What stands between two chats.
  let separator: String
  /// Whether all of it is one value.
  let isDocument: Bool

  func begin(_ export: ExportHeading, into output: inout ExportOutput) throws {
    guard isDocument else { return }
    let name = JSON.string(export.workspace).serialized()
    try output.add("{\"format\":\"manent/1\",\"workspace\":\(name),\"chats\":[")
  }

  func separator(isFirst: Bool) -> String { isDocument && isFirst ? "\n" : isFirst ? "" : separator }

  func chat(_ chat: ExportedChat, at place: ExportPlace, into output: inout ExportOutput) throws {
    try output.add { bytes in
      JSON.object(ChatJSON.head(chat)).append(to: &bytes)
      // The members that follow are written one message at a time.
      bytes.removeLast()
    }
    try add(chat.messages, as: "messages", of: chat, into: &output)
    if !chat.replaced.isEmpty { try add(chat.replaced, as: "replaced", of: chat, into: &output) }
    try output.add(isDocument ? "}" : "}\n")
  }

  func end(_ export: ExportHeading, isEmpty: Bool, into output: inout ExportOutput) throws {
    if isDocument { try output.add(isEmpty ? "]}\n" : "\n]}\n") }
  }

  private func add(
    _ messages: [Message], as key: String, of chat: ExportedChat, into output: inout ExportOutput
  ) throws {
    try output.add(",\"\(key)\":[")
    for (index, message) in messages.enumerated() {
      let full = try chat.full(message)
      try output.add { bytes in
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        full.json.append(to: &bytes)
      }
    }
    try output.add("]")
  }
}
