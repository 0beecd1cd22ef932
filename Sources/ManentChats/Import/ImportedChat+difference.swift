import ManentCore
import ManentHistory
import ManentRecords

extension ImportedChat {
  /// The messages up to the first one of the user: what tells one chat from another that has its id.
  var opening: [Message] {
    let ordered = messages.sorted { $0.id < $1.id }
    let end = ordered.firstIndex { $0.role == .user } ?? (ordered.isEmpty ? nil : 0)
    return end.map { Array(ordered[...$0]) } ?? []
  }

  /// The first message of the opening that says something else than the one here that has its id; `nil` when the chats
  /// begin alike, as far as both of them tell.
  func difference(from here: [Message]) -> Message? {
    let known = Dictionary(
      here.map { (Self.identity(of: $0.id), $0) }, uniquingKeysWith: { first, _ in first })
    return opening.first { message in
      guard let other = known[Self.identity(of: message.id)] else { return false }
      return !message.continues(other) && !other.continues(message)
    }
  }

  /// The chat under another id, which depends on the one that it had and on a message that tells it apart: the same chat
  /// gets the same id whenever it is imported.
  func apart(by difference: Message) throws -> ImportedChat {
    var chat = self
    let mark =
      "\(Self.identity(of: settings.id))\n\(Self.identity(of: difference.id))\n\(difference.role)\n\(difference.content)"
    func other(_ id: String) throws -> String {
      guard let given = UUIDv7(id) else { return id }
      let random = try History.hash("\(mark)\n\(Self.identity(of: id))")
      return UUIDv7(milliseconds: given.timestamp.milliseconds, sequence: given.sequence, random: random).description
    }
    chat.settings.id = try other(settings.id)
    for index in messages.indices {
      chat.messages[index].id = try other(messages[index].id)
      chat.messages[index].parent = try messages[index].parent.map(other)
    }
    return chat
  }
}

extension Message {
  /// Whether this is the other message, perhaps further on: an answer that was still being written then, or what is left
  /// of a message when the credentials in it are taken out.
  func continues(_ other: Message) -> Bool {
    guard role == other.role else { return false }
    if content == other.content || content.utf8.starts(with: other.content.utf8) { return true }
    return redacted().message.content == other.redacted().message.content
  }
}

extension History {
  /// 64 bits of git's hash of a text.
  static func hash(_ text: String) throws -> UInt64 {
    try History.blobID(of: Array(text.utf8)).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
