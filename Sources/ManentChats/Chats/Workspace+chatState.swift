import ManentCatalog
import ManentCore
public import ManentFormats
public import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// A chat's state: the fold of the patches of its messages, in reading order.
  ///
  /// The catalog keeps it up from turn to turn. Only where it does not know it (the catalog is new, something came from
  /// elsewhere, two machines went on with the chat at once) the whole chat is read.
  ///
  /// - Parameter left: the id of a message that is not to count, such as an answer that is about to be replaced.
  public func state(of chat: Chat, leavingOut left: String? = nil) throws -> JSON {
    if let left {
      let lines = try files(of: chat).readAll().messages.filter { $0.id != left }
      return Transcript(lines, clearedBefore: chat.settings.clearedBefore).state
    }
    if let known = try knownState(of: chat.path) { return known }
    try catalog().transaction { try reloadChat(chat.path) }
    return try knownState(of: chat.path) ?? transcript(of: chat).state
  }

  /// What the catalog knows of a chat's state, when the chat's files are still those that it has seen.
  private func knownState(of path: String) throws -> JSON? {
    guard let row = try catalog().chat(at: path), let stamp = try currentStamp(of: row), try hasSeenAll(row, stamp),
      let state = try catalog().chatState(at: path)
    else { return nil }
    return try? JSON(parsing: Array(state.text.utf8))
  }

  /// Whether a chat's parts are those of a stamp; of a long chat only the end is looked at, for all but the last part
  /// are settled.
  private func hasSeenAll(_ row: ChatRow, _ stamp: ChatStamp) throws -> Bool {
    let folder = root / row.path
    if row.lastPart <= 3 {
      return try stamp.holds(for: folder.name, in: OpenFolder(folder.parent), lastPart: row.lastPart)
    }
    guard let last = try Files.status(folder / WorkspaceLayout.part(row.lastPart)) else { return false }
    return last.modified == stamp.parts.modified && !Files.exists(folder / WorkspaceLayout.part(row.lastPart + 1))
  }
}

extension ChatState {
  /// A longer state is not kept in the catalog, in bytes.
  private static let limit = 1 << 18

  /// The state that a transcript shows; `nil` when it has no messages, or is too long.
  init?(of transcript: Transcript) {
    guard let last = transcript.messages.last else { return nil }
    self.init(transcript.state, last.id)
  }

  private init?(_ state: JSON, _ last: String) {
    let text = state.serialized()
    guard text.utf8.count <= Self.limit else { return nil }
    self.init(text: text, lastMessage: last)
  }

  /// The state once a message was appended; `nil` when only the whole chat can tell.
  func followed(by message: Message) -> ChatState? {
    guard message.parent == lastMessage, message.replaces == nil else { return nil }
    guard let patch = message.state else { return ChatState(text: text, lastMessage: message.id) }
    return (try? JSON(parsing: Array(text.utf8))).flatMap { ChatState($0.merging(patch), message.id) }
  }
}
