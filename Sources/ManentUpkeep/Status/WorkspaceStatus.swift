public import ManentCore
public import ManentHistory

/// How large a workspace is, and what of it.
public struct WorkspaceStatus: Sendable, Equatable {
  /// A number of things and their bytes.
  public struct Part: Sendable, Equatable {
    /// How many there are.
    public var count: Int
    /// Their bytes.
    public var bytes: Int
  }

  /// The workspace's name.
  public var name: String
  /// Where it is.
  public var root: Path
  /// The documents.
  public var documents: Part
  /// Who embeds.
  public var embedder: String
  /// The segments, with the extracted texts among their bytes.
  public var segments: Part
  /// How many passages the segments hold.
  public var chunks: Int
  /// The chats.
  public var chats: Part
  /// How many messages they show.
  public var messages: Int
  /// The commits, and the bytes of git's objects.
  public var history: Part
  /// The remote branch that the workspace follows, as git last heard of it; `nil` when it follows none.
  public var upstream: Upstream?
  /// Whether no branch is checked out, so that commits are on none.
  public var isDetached = false
  /// The bytes of this machine's own folder.
  public var cacheBytes: Int
  /// From how many bytes on there is an alert.
  public var warnBytes: ByteCount

  /// All bytes that the workspace takes.
  public var totalBytes: Int { documents.bytes + segments.bytes + chats.bytes + history.bytes + cacheBytes }

  /// What the user should know.
  public var alerts: [String] {
    guard totalBytes > warnBytes.bytes else { return [] }
    return ["the workspace takes \(ByteCount(totalBytes)), more than limits.warn_bytes (\(warnBytes))"]
  }
}
