import ManentChats
import ManentCore
import ManentFormats
import ManentRecords

/// Reads a chat's folder for an export, without the workspace, so that several can be read at once.
struct ChatReader: Sendable {
  /// The chat's folder, relative to the workspace.
  let path: String
  /// The chat's folder, absolute.
  let folder: Path
  /// Rewords a message's `error` for its readers; `nil` leaves it as it is.
  var tell: (@Sendable (String) -> String)? = nil

  /// What reading gave.
  struct Reading {
    var chat: ExportedChat
    /// The lines that are no messages.
    var defects: [ChatFiles.Defect]
  }

  /// Reads the whole chat.
  func read() throws -> Reading {
    let (chat, extras) = try settings()
    var lines: [Message] = []
    var defects: [ChatFiles.Defect] = []
    for part in try ChatFiles.parts(in: folder) {
      defects += ChatFiles.scan(try bytes(of: part), of: part) { message, _ in lines.append(told(message)) }
    }
    return Reading(chat: ExportedChat(chat, extras: extras, lines: shown(lines, chat)), defects: defects)
  }

  /// Reads the chat for the places and the order of its messages; each is read again when it is asked for.
  func outline() throws -> Reading {
    let (chat, extras) = try settings()
    var lines: [Message] = []
    var places: [String: (part: Int, range: Range<Int>)] = [:]
    var defects: [ChatFiles.Defect] = []
    let parts = try ChatFiles.parts(in: folder)
    for (index, part) in parts.enumerated() {
      defects += ChatFiles.scan(try bytes(of: part), of: part) { message, range in
        guard places[message.id] == nil else { return }
        places[message.id] = (index, range)
        lines.append(message.outline)
      }
    }
    var exported = ExportedChat(chat, extras: extras, lines: shown(lines, chat))
    var opened: (part: Int, bytes: [UInt8])?
    exported.full = { [folder] outline in
      guard let place = places[outline.id] else { return outline }
      if opened?.part != place.part { opened = (place.part, try bytes(of: parts[place.part])) }
      guard let bytes = opened?.bytes, place.range.upperBound <= bytes.count,
        let message = Message(try JSON(parsing: bytes[place.range]))
      else { throw FileError("read again", folder / parts[place.part], code: FileError.notFoundCode) }
      return told(message)
    }
    return Reading(chat: exported, defects: defects)
  }

  /// A message whose `error` is reworded.
  private func told(_ message: Message) -> Message {
    guard let tell, let error = message.error else { return message }
    var message = message
    message.error = tell(error)
    return message
  }

  /// What was cleared is kept in the files and given out to nobody.
  private func shown(_ lines: [Message], _ chat: Chat) -> [Message] {
    guard let first = chat.settings.clearedBefore else { return lines }
    return lines.filter { $0.id >= first }
  }

  private func bytes(of part: String) throws -> [UInt8] { try Files.read(folder / part, followsLinks: false) }

  private func settings() throws -> (Chat, JSONObject) {
    let file = folder / WorkspaceLayout.chatFile
    let text = try Files.read(file, limit: 1 << 20, followsLinks: false)
    let bytes = SettingsMerge.resolved(text, file: file.string)
    let chat = Chat(path: path, settings: try ChatSettings(parsing: bytes, file: file.string))
    var extras: JSONObject = [:]
    let document = try YAMLDocument(parsing: bytes, file: file.string).root.json
    for key in ["template", "retention"] {
      if let value = document[key], !value.isNull { extras[key] = value }
    }
    return (chat, extras)
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
