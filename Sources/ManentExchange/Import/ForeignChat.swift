import ManentChats
import ManentCore
import ManentFormats
import ManentHistory
import ManentRecords

/// A chat of another program, before it gets ids of ours.
struct ForeignChat {
  /// A message of another program.
  struct Message {
    /// What tells it apart in its chat.
    var key: String
    /// The key of the message that it follows.
    var parent: String?
    var role: ManentRecords.Message.Role
    var content: String
    /// When it was written, if that is known.
    var time: Timestamp?
    var model: String?
    var usage: JSON?
    var error: String?
    /// What else is known of it.
    var metadata: JSONObject = [:]
  }

  /// The program, which is the key of the metadata as well.
  var source: String
  /// What tells the chat apart among those of its program.
  var key: String
  var title: String?
  /// When it began, if that is known.
  var time: Timestamp?
  var tags: [String] = []
  var instructions: String?
  var messages: [Message]

  /// The chat with ids of ours; `nil` when nothing was said in it.
  ///
  /// - Parameter fallback: when it began, if nothing in it tells.
  func imported(unlessEmpty fallback: Timestamp) throws -> ImportedChat? {
    messages.isEmpty ? nil : try imported(fallback: fallback)
  }

  /// The chat with ids of ours, which are made from its own: the same chat gives the same ids, and a message's id is
  /// greater than that of the one it follows.
  ///
  /// - Parameter fallback: when it began, if nothing in it tells.
  func imported(fallback: Timestamp) throws -> ImportedChat {
    let began = Self.sane(time) ?? messages.lazy.compactMap { Self.sane($0.time) }.min() ?? fallback
    let id = UUIDv7(milliseconds: began.milliseconds, sequence: 0, random: try Self.hash("\(source)\n\(key)"))
    var settings = ChatSettings(id: id.description, title: heading, createdAt: began, tags: tags)
    settings.instructions = instructions
    return ImportedChat(settings: settings, messages: try placed(from: began), hasDerivedIDs: true)
  }

  private var heading: String {
    let given = (title ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !given.isEmpty { return given.utf8.count <= 1024 ? given : ChatTitle.title(of: given) }
    let first = messages.first { $0.role == .user && !$0.content.isEmpty } ?? messages.first { !$0.content.isEmpty }
    let title = ChatTitle.title(of: first?.content ?? "")
    return title.isEmpty ? "Untitled" : title
  }

  /// The messages, each behind the one that it follows; those whose parents form a circle begin anew.
  private func placed(from began: Timestamp) throws -> [ManentRecords.Message] {
    var positions: [String: Int] = [:]
    for (index, message) in messages.enumerated() where positions[message.key] == nil { positions[message.key] = index }
    var children: [Int: [Int]] = [:]
    var starts: [Int] = []
    for (index, message) in messages.enumerated() {
      if let parent = message.parent.flatMap({ positions[$0] }), parent != index {
        children[parent, default: []].append(index)
      } else {
        starts.append(index)
      }
    }
    var placed: [ManentRecords.Message] = []
    var isPlaced = [Bool](repeating: false, count: messages.count)
    func walk(from start: Int, _ sibling: Int) throws {
      var stack: [(index: Int, sibling: Int, parent: UUIDv7?)] = [(start, sibling, nil)]
      while let (index, sibling, parent) = stack.popLast() {
        guard !isPlaced[index] else { continue }
        isPlaced[index] = true
        let isDuplicate = positions[messages[index].key] != index
        let key = isDuplicate ? "\(messages[index].key)\n\(index)" : messages[index].key
        let message = messages[index]
        let id = try id(of: key, at: Self.sane(message.time), after: parent, sibling: sibling, began)
        placed.append(result(of: message, id: id, parent: parent))
        for (sibling, child) in (children[index] ?? []).enumerated().reversed() { stack.append((child, sibling, id)) }
      }
    }
    for (sibling, start) in starts.enumerated() { try walk(from: start, sibling) }
    for index in messages.indices where !isPlaced[index] { try walk(from: index, 0) }
    return placed
  }

  private func id(
    of key: String, at time: Timestamp?, after parent: UUIDv7?, sibling: Int, _ began: Timestamp
  ) throws -> UUIDv7 {
    let floor = parent?.timestamp.milliseconds ?? began.milliseconds
    var milliseconds = max(time?.milliseconds ?? floor, floor)
    // What is written in one millisecond is told apart by the sequence, in the order of the source.
    var sequence = sibling
    if let parent, parent.timestamp.milliseconds == milliseconds { sequence += Int(parent.sequence) + 1 }
    milliseconds += Int64(sequence >> 12)
    return UUIDv7(
      milliseconds: milliseconds, sequence: UInt16(sequence & 0xFFF),
      random: try Self.hash("\(source)\n\(self.key)\n\(key)"))
  }

  private func result(of message: Message, id: UUIDv7, parent: UUIDv7?) -> ManentRecords.Message {
    var result = ManentRecords.Message(
      id: id.description, parent: parent?.description, role: message.role, content: message.content,
      createdAt: Self.sane(message.time) ?? id.timestamp, device: nil)
    if message.role == .assistant {
      result.provider = source
      result.model = message.model
    }
    result.usage = message.usage
    result.error = message.error
    if !message.metadata.isEmpty {
      let details = JSON.object([source: .object(message.metadata)])
      // Deeper than this, the line could not be read again.
      result.metadata = details.depth < 100 ? details : [source: .string(JSON.object(message.metadata).serialized())]
    }
    return result
  }

  /// A time that can be written; a program's slip (before 1970, after 9999) counts as none.
  private static func sane(_ time: Timestamp?) -> Timestamp? {
    time.flatMap { (0...253_402_300_799_999).contains($0.milliseconds) ? $0 : nil }
  }

  /// 64 bits of git's hash of a text.
  private static func hash(_ text: String) throws -> UInt64 {
    try History.blobID(of: Array(text.utf8)).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension JSON {
  /// How deeply arrays and objects are nested.
  var depth: Int {
    switch self {
    case .array(let values): 1 + (values.lazy.map(\.depth).max() ?? 0)
    case .object(let object): 1 + (object.entries.lazy.map(\.value.depth).max() ?? 0)
    default: 0
    }
  }
}
