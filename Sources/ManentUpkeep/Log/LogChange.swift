import ManentChats
import ManentDocuments
public import ManentRecords

/// One thing that a commit has changed in a workspace.
public enum LogChange: Sendable, Equatable {
  /// A chat as it is called at that time.
  public struct Subject: Sendable, Equatable {
    /// The chat's id.
    public var id: String
    /// Its title.
    public var title: String
  }

  /// A chat began, or was brought in whole, with that many messages.
  case began(Subject, messages: Int)
  /// Messages were added to a chat; 0 when a partial clone does not hold what was there before.
  case messages(Subject, count: Int)
  /// Lines of a chat's files were taken away or changed.
  case rewritten(Subject)
  /// A chat was given another title.
  case renamed(Subject, from: String)
  /// Tags of a chat were added and removed.
  case tagged(Subject, added: [String], removed: [String])
  /// A chat was cleared.
  case cleared(Subject)
  /// What was cleared of a chat came back.
  case uncleared(Subject)
  /// Other settings of a chat changed.
  case configured(Subject)
  /// A chat's folder left the tree, and no entry of `forgotten.jsonl` says why.
  case removed(Subject)
  /// Entries of `forgotten.jsonl`: chats that were forgotten, brought back or purged, by their ids.
  case tombstones(Tombstone.Action, chats: [String])
  /// More chats than are told one by one.
  case manyChats(began: Int, changed: Int, removed: Int)
  /// Documents, by name.
  case documents(added: [String], updated: [String], removed: [String])
  /// Files that are settings of the workspace, or templates.
  case settings([String])

  /// What sort of change it is, in a word for scripts.
  public var kind: String {
    switch self {
    case .began: "new"
    case .messages: "turn"
    case .rewritten: "rewrite"
    case .renamed: "rename"
    case .tagged: "tag"
    case .cleared: "clear"
    case .uncleared: "restore"
    case .configured, .settings: "settings"
    case .removed: "remove"
    case .tombstones(let action, _): action.rawValue
    case .manyChats: "chats"
    case .documents: "documents"
    }
  }

  /// The chat that it is about, when it is about one.
  public var subject: Subject? {
    switch self {
    case .began(let chat, _), .messages(let chat, _), .rewritten(let chat), .renamed(let chat, _),
      .tagged(let chat, _, _), .cleared(let chat), .uncleared(let chat), .configured(let chat), .removed(let chat):
      chat
    case .tombstones, .manyChats, .documents, .settings: nil
    }
  }
}
