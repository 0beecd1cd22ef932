import ManentRecords

extension LogChange {
  /// The change in words.
  public var summary: String {
    switch self {
    case .began(let chat, let count): "began '\(chat.title)' with \(Self.messages(count))"
    case .messages(let chat, let count): "\(Self.messages(count)) in '\(chat.title)'"
    case .rewritten(let chat): "changed lines of '\(chat.title)'"
    case .renamed(let chat, let old): "renamed '\(old)' to '\(chat.title)'"
    case .tagged(let chat, let added, let removed):
      "tagged '\(chat.title)' \((added.map { "+\($0)" } + removed.map { "-\($0)" }).joined(separator: " "))"
    case .cleared(let chat): "cleared '\(chat.title)'"
    case .uncleared(let chat): "brought back what was cleared of '\(chat.title)'"
    case .configured(let chat): "settings of '\(chat.title)'"
    case .removed(let chat): "removed '\(chat.title)'"
    case .tombstones(let action, let chats): "\(Self.verb(action)) \(Self.named(chats, "chat"))"
    case .manyChats(let began, let changed, let removed):
      Self.list([("began", began), ("changed", changed), ("removed", removed)].map { ($0.0, [], $0.1) }, "chat")
    case .documents(let added, let updated, let removed):
      Self.list(
        [("added", added), ("updated", updated), ("removed", removed)].map { ($0.0, $0.1, $0.1.count) }, "document")
    case .settings(let paths): "changed \(Self.named(paths, "file"))"
    }
  }

  /// A number of messages; 0 stands for one that is not known.
  private static func messages(_ count: Int) -> String {
    count == 0 ? "messages" : count == 1 ? "1 message" : "\(count) messages"
  }

  private static func verb(_ action: Tombstone.Action) -> String {
    switch action {
    case .forget: "forgot"
    case .restore: "restored"
    case .purge: "purged"
    }
  }

  private static func named(_ names: [String], _ noun: String) -> String {
    names.count == 1 ? "\(names[0])" : "\(names.count) \(noun)s"
  }

  private static func list(_ parts: [(verb: String, names: [String], count: Int)], _ noun: String) -> String {
    parts.filter { $0.count > 0 }.map { verb, names, count in
      "\(verb) \(names.count == 1 ? names[0] : count == 1 ? "1 \(noun)" : "\(count) \(noun)s")"
    }.joined(separator: ", ")
  }
}
