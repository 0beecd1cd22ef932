public import ManentGit
import ManentHistory

/// What came of joining another history with ours.
public struct MergeReport: Sendable, Equatable {
  /// How it ended.
  public enum Outcome: Sendable, Equatable {
    /// We had all of theirs.
    case upToDate
    /// They had all of ours; the branch has moved on to theirs.
    case fastForward(CommitID)
    /// The commit that joins both.
    case merged(CommitID)
    /// Git cannot take a commit now; nothing was changed.
    case deferred(CommitDelay)
  }

  /// A document that was changed on both sides.
  public struct KeptBoth: Sendable, Equatable {
    /// Its path, where the later version is.
    public var path: String
    /// Where the earlier version is.
    public var copy: String
  }

  /// A setting that was changed on both sides, so that one value had to give way.
  public struct Clash: Sendable, Equatable {
    /// The file.
    public var path: String
    /// The key, with a dot between a mapping's name and the key in it.
    public var key: String
    /// The value that gave way, as JSON; `nil` when the key was removed.
    public var value: String?
    /// The machine, or the person, that had set it.
    public var device: String
  }

  /// A message that was edited by hand on both sides, each without knowing of the other, so that one edit had to give
  /// way. It stays in the history.
  public struct Edit: Sendable, Equatable {
    /// The part of the chat.
    public var path: String
    /// The message's id, or its whole line where it has none.
    public var message: String
    /// The line that gave way; `nil` when the message was removed.
    public var line: String?
    /// The machine, or the person, that had edited it.
    public var device: String
    /// The commit that holds the edit.
    public var commit: CommitID
  }

  /// A file that one side removed or renamed while the other changed it: the changed one stays.
  public struct KeptChange: Sendable, Equatable {
    /// Its path.
    public var path: String
    /// The machine, or the person, that had removed it.
    public var removedBy: String
    /// The machine, or the person, that had changed it.
    public var changedBy: String
    /// Where the side that renamed it has it, as it was before the change; `nil` when it was removed.
    public var renamedTo: String?

    /// What happened, as a sentence without its end.
    public var sentence: String {
      let (one, other) = removedBy == changedBy ? ("one side", "the other") : (removedBy, changedBy)
      return renamedTo.map { name in
        "\(path) was renamed to \(name) on \(one) and changed on \(other): the changed one stays under the old name, "
          + "beside \(name) as it was before the change"
      } ?? "\(path) was removed on \(one) and changed on \(other): it stays, with the change"
    }
  }

  /// How it ended.
  public var outcome: Outcome
  /// The paths that were joined from both sides, in order.
  public var merged: [String] = []
  /// The documents of which both versions are kept, in order.
  public var keptBoth: [KeptBoth] = []
  /// The files that stay since they were changed on one side, though they were removed or renamed on the other, in order.
  public var keptChanges: [KeptChange] = []
  /// The settings that gave way, in order.
  public var clashes: [Clash] = []
  /// The edits of messages that gave way, in order.
  public var edits: [Edit] = []
  /// The ids of the chats that left, or did not come in, because they were forgotten.
  public var removedChats: [String] = []

  /// The documents that git is to write, since it makes them by a filter of the user's (Git LFS), in order.
  public var leftToGit: [String] = []

  /// A report of an end, with nothing to tell yet.
  public init(_ outcome: Outcome) { self.outcome = outcome }
}
