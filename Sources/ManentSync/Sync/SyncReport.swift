public import ManentWorkspace

/// What a sync did.
public struct SyncReport: Sendable {
  /// The remote's name: `origin`.
  public var remote: String
  /// Where it is, without any password.
  public var url: String
  /// Where was pushed to, without any password, when git's settings name another place for that.
  public internal(set) var pushURL: String?
  /// Its branch: `main`.
  public var branch: String
  /// How many commits came.
  public var pulled = 0
  /// How many commits went.
  public var pushed = 0
  /// The merges on the way; more than one when other machines were quicker.
  public var merges: [MergeReport] = []

  /// The chats that another machine has purged and that were forgotten here, of which the user was not told before.
  public var foreignPurges: [Workspace.ForeignPurge] = []
  /// Whether the remote's branch was replaced by one without purged chats; what it held before stays there until the
  /// remote's own garbage collection.
  public var hasReplaced = false

  /// The paths that were joined from both sides, in order.
  public var merged: [String] { Set(merges.flatMap(\.merged)).sorted() }
  /// The documents of which both versions are kept, in order.
  public var keptBoth: [MergeReport.KeptBoth] { merges.flatMap(\.keptBoth) }
  /// The files that stay since they were changed on one side, though they were removed or renamed on the other, in order.
  public var keptChanges: [MergeReport.KeptChange] { merges.flatMap(\.keptChanges) }
  /// The settings that gave way, in order.
  public var clashes: [MergeReport.Clash] { merges.flatMap(\.clashes) }
  /// The edits of messages that gave way, in order.
  public var edits: [MergeReport.Edit] { merges.flatMap(\.edits) }
  /// The ids of the chats that left, or did not come in, because they were forgotten.
  public var removedChats: [String] { merges.flatMap(\.removedChats) }

  /// The files that differ from what is committed, and so were not pushed, where `history.commit` is `manual`; in order.
  public internal(set) var uncommitted: [String] = []

  /// The settings of chats that were not committed, since they cannot be read; in order.
  public internal(set) var keptBack: [String] = []

  /// Whether the two sides were in step already.
  public var isQuiet: Bool { pulled == 0 && pushed == 0 }

  init(remote: String, url: String, branch: String) {
    self.remote = remote
    self.url = url
    self.branch = branch
  }
}
