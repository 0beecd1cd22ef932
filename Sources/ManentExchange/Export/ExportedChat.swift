import ManentCore
import ManentFormats
import ManentRecords

/// A chat as an export sees it.
///
/// Of a long chat `messages` are outlines: all but what makes them long. `full` gives the whole message then, so that
/// no more than one part of the chat is in memory at a time.
struct ExportedChat {
  var chat: Chat
  /// What `chat.yaml` says beyond the settings that are read by name.
  var extras: JSONObject
  /// In reading order.
  var messages: [Message]
  /// Messages that others stand in for, by their ids: nobody reads them, but the order of the others hangs on them.
  var replaced: [Message]
  /// The fold of the state patches.
  var state: JSON
  /// The whole message of one in `messages` or `replaced`.
  var full: (Message) throws -> Message = { $0 }

  /// When something last happened in it.
  var activity: Timestamp { max(messages.map(\.createdAt).max() ?? chat.settings.createdAt, chat.settings.createdAt) }

  init(_ chat: Chat, extras: JSONObject, transcript: Transcript, replaced: [Message] = []) {
    self.chat = chat
    self.extras = extras
    self.replaced = replaced
    messages = transcript.messages
    state = transcript.state
  }

  /// A chat from its lines in the order of the files.
  init(_ chat: Chat, extras: JSONObject, lines: [Message]) {
    let transcript = Transcript(lines)
    self.init(chat, extras: extras, transcript: transcript, replaced: Self.replaced(lines, transcript))
  }

  private static func replaced(_ lines: [Message], _ transcript: Transcript) -> [Message] {
    guard lines.count > transcript.messages.count else { return [] }
    var seen = Set(transcript.messages.map(\.id))
    return lines.filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
  }
}
