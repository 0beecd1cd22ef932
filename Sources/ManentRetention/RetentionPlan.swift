public import ManentCore

/// What a policy comes to in a workspace at a moment: what stays and goes, and why.
///
/// A plan can be kept as a file and applied later; it then holds only as long as the workspace is what it was made from.
public struct RetentionPlan: Sendable, Equatable {
  /// A chat that stays.
  public struct Kept: Sendable, Equatable {
    /// The chat's id.
    public var chat: String
    /// Its title.
    public var title: String
    /// The rules that keep it.
    public var reasons: [String]
  }

  /// A chat that is to be forgotten.
  public struct Going: Sendable, Equatable {
    /// The chat's id.
    public var chat: String
    /// Its title.
    public var title: String
    /// Why no rule keeps it.
    public var reason: String
    /// Length of its files in bytes.
    public var bytes: Int
  }

  /// The workspace's name.
  public var workspace: String
  /// Its folder.
  public var root: Path
  /// The commit that was checked out; `nil` where there was none.
  public var head: String?
  /// Names the chats and tombstones that the plan was made from.
  public var digest: String
  /// When it was made.
  public var madeAt: Timestamp
  /// What stays, latest activity first.
  public var keep: [Kept] = []
  /// What is to be forgotten, latest activity first.
  public var forget: [Going] = []
  /// Forgotten chats that are to be purged, the longest forgotten first.
  public var purge: [ForgottenChat] = []
  /// Documents that are proposed for removal, by name.
  public var documents: [DocumentUse] = []
  /// Why nothing is purged now although the time of some chats has come; `nil` when nothing speaks against it.
  public var purgeDoubt: String?

  /// Bytes of files that leave the tree when the chats are forgotten.
  public var bytes: Int { forget.reduce(0) { $0 + $1.bytes } }

  /// Whether there is nothing to do; proposed documents do not count.
  public var isEmpty: Bool { forget.isEmpty && purge.isEmpty }
}
