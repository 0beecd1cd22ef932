import ManentFormats

/// Which chats were forgotten, brought back and purged, as a `forgotten.jsonl` tells.
struct Tombstones {
  /// What was done with a chat.
  enum Action: String {
    /// It left the tree.
    case forget
    /// It came back.
    case restore
    /// It left the history; this is final.
    case purge

    /// Whether the chat is not to be there.
    var isGone: Bool { self != .restore }
  }

  /// What was done last with each chat, by its id.
  private(set) var actions: [String: Action] = [:]

  /// Reads a file; lines that say nothing of a chat are passed over.
  init(_ bytes: [UInt8]) {
    var newest: [String: String] = [:]
    for line in JSONLines(bytes) {
      guard case .success(let json) = line.result, let object = json.object, let id = object["id"]?.string,
        let chat = object["chat"]?.string, let action = object["action"]?.string.flatMap(Action.init(rawValue:))
      else { continue }
      if actions[chat] == .purge { continue }
      if action == .purge || newest[chat].map({ $0 < id }) ?? true {
        actions[chat] = action
        newest[chat] = id
      }
    }
  }
}
