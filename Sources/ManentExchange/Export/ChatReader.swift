import ManentCore
import ManentFormats
import ManentWorkspace

/// Reads a chat's folder for an export, without the workspace, so that several can be read at once.
struct ChatReader: Sendable {
  /// The chat's folder, relative to the workspace.
  let path: String
  /// The chat's folder, absolute.
  let folder: Path

  /// What reading gave.
  struct Reading {
    var chat: ExportedChat
    /// Lines that are no messages, each as a clause; the unfinished last line of a part is not one of them.
    var defects: [String]
  }

  /// Reads the whole chat.
  func read() throws -> Reading {
    let (chat, extras) = try settings()
    var lines: [Message] = []
    var defects: [String] = []
    for part in try parts() {
      try Self.scan(folder / part, part, &defects) { message, _ in lines.append(message) }
    }
    return Reading(chat: ExportedChat(chat, extras: extras, lines: shown(lines, chat)), defects: defects)
  }

  /// Reads the chat for the places and the order of its messages; each is read again when it is asked for.
  func outline() throws -> Reading {
    let (chat, extras) = try settings()
    var lines: [Message] = []
    var places: [String: (part: Int, range: Range<Int>)] = [:]
    var defects: [String] = []
    let parts = try parts()
    for (index, part) in parts.enumerated() {
      try Self.scan(folder / part, part, &defects) { message, range in
        guard places[message.id] == nil else { return }
        places[message.id] = (index, range)
        lines.append(message.outline)
      }
    }
    var exported = ExportedChat(chat, extras: extras, lines: shown(lines, chat))
    var opened: (part: Int, bytes: [UInt8])?
    exported.full = { [folder] outline in
      guard let place = places[outline.id] else { return outline }
      if opened?.part != place.part {
        opened = (place.part, try Files.read(folder / parts[place.part], followsLinks: false))
      }
      guard let bytes = opened?.bytes, place.range.upperBound <= bytes.count,
        let message = Message(try JSON(parsing: bytes[place.range]))
      else { throw FileError("read again", folder / parts[place.part], code: FileError.notFoundCode) }
      return message
    }
    return Reading(chat: exported, defects: defects)
  }

  /// What was cleared is kept in the files and given out to nobody.
  private func shown(_ lines: [Message], _ chat: Chat) -> [Message] {
    guard let first = chat.settings.clearedBefore else { return lines }
    return lines.filter { $0.id >= first }
  }

  private func settings() throws -> (Chat, JSONObject) {
    let file = folder / WorkspaceLayout.chatFile
    let bytes = try Files.read(file, limit: 1 << 20, followsLinks: false)
    let chat = Chat(path: path, settings: try ChatSettings(parsing: bytes, file: file.string))
    var extras: JSONObject = [:]
    let document = try YAMLDocument(parsing: bytes, file: file.string).root.json
    for key in ["template", "retention"] {
      if let value = document[key], !value.isNull { extras[key] = value }
    }
    return (chat, extras)
  }

  private func parts() throws -> [String] {
    try Files.list(folder).compactMap { name in WorkspaceLayout.partNumber(name).map { ($0, name) } }
      .sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Calls `body` with each message of a part and the bytes of its line.
  private static func scan(
    _ file: Path, _ part: String, _ defects: inout [String], _ body: (Message, Range<Int>) -> Void
  ) throws {
    let bytes = try Files.read(file, followsLinks: false)
    let lines = JSONLines(bytes)
    for line in lines {
      switch line.result {
      case .success(let json):
        if let message = Message(json) {
          body(message, line.range)
        } else {
          defects.append("\(part), line \(line.number): not a message")
        }
      case .failure(let error): defects.append("\(part), line \(line.number): not JSON: \(error)")
      }
    }
    // Only the line feed is missing when what is there is a whole message.
    if let torn = lines.tornTail, let message = (try? JSON(parsing: bytes[torn])).flatMap({ Message($0) }) {
      body(message, torn)
    }
  }
}

extension Message {
  /// The message without what makes it long.
  fileprivate var outline: Message {
    var outline = Message(id: id, parent: parent, role: role, content: "", createdAt: createdAt, device: nil)
    outline.replaces = replaces
    outline.status = status
    outline.state = state
    return outline
  }
}
