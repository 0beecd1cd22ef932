import ManentCore
public import ManentFormats
import ManentGit

/// An entry of the log as scripts read it.
public enum LogJSON {
  /// The entry.
  public static func value(_ entry: LogEntry) -> JSON {
    [
      "commit": .string(entry.commit.description), "time": .string(entry.time.description),
      "device": .string(entry.device), "author": .string(entry.author), "kind": .string(entry.kind),
      "chat": entry.chat.map { .string($0.id) } ?? .null, "title": entry.chat.map { .string($0.title) } ?? .null,
      "summary": .string(entry.summary), "subject": .string(entry.subject),
      "changes": .array(entry.changes.map(value)),
    ]
  }

  private static func value(_ change: LogChange) -> JSON {
    var object: JSONObject = ["kind": .string(change.kind)]
    if let subject = change.subject {
      object["chat"] = .string(subject.id)
      object["title"] = .string(subject.title)
    }
    func names(_ names: [String]) -> JSON { .array(names.map(JSON.string)) }
    switch change {
    case .began(_, let count), .messages(_, let count): object["messages"] = JSON(count)
    case .renamed(_, let old): object["from"] = .string(old)
    case .tagged(_, let added, let removed):
      object["added"] = names(added)
      object["removed"] = names(removed)
    case .tombstones(_, let chats): object["chats"] = names(chats)
    case .manyChats(let began, let changed, let removed):
      object["began"] = JSON(began)
      object["changed"] = JSON(changed)
      object["removed"] = JSON(removed)
    case .documents(let added, let updated, let removed):
      object["added"] = names(added)
      object["updated"] = names(updated)
      object["removed"] = names(removed)
    case .settings(let paths): object["paths"] = names(paths)
    case .rewritten, .cleared, .uncleared, .configured, .removed: break
    }
    return .object(object)
  }
}
