public import ManentCore

/// What a workspace takes on the disk, and what its documents would take if every chat had its own copy of them.
public struct StorageReport: Sendable, Equatable {
  /// What is in a part of the workspace.
  public enum Part: String, Sendable, CaseIterable {
    /// What the user put in.
    case documents
    /// Segments and extracted texts.
    case index
    /// Settings and messages.
    case chats
    /// Git's objects.
    case git
    /// This machine's own folder, which can be deleted at any time.
    case caches
  }

  /// A single thing and its bytes.
  public struct Item: Sendable, Equatable {
    /// The part that it belongs to.
    public var part: Part
    /// The name of a document, the id of a chat.
    public var name: String
    /// What people call it; empty where that is its name.
    public var title: String
    /// Its bytes.
    public var bytes: Int
  }

  /// A document as it lies in the workspace.
  public struct Copy: Sendable, Equatable {
    /// Git's name for the content.
    public var blob: BlobID
    /// Its name.
    public var name: String
    /// Its bytes.
    public var bytes: Int
  }

  /// Documents and their index in some arrangement.
  public struct Session: Sendable, Equatable {
    /// Bytes of documents, texts and segments.
    public var bytes = 0
    /// Passages that were embedded for it.
    public var passages = 0
  }

  /// Documents with their index, shared by all chats or copied for each.
  public struct Comparison: Sendable, Equatable {
    /// As it is: one session for the user.
    public var perUser = Session()
    /// If each chat had the documents that its answers were made from: the least that one session a chat takes.
    public var perChatAtLeast = Session()
    /// If each chat had all documents of the workspace.
    public var perChatAtMost = Session()
    /// How many chats there are.
    public var chats = 0

    /// Both comparisons as one.
    public static func + (left: Comparison, right: Comparison) -> Comparison {
      func sum(_ key: KeyPath<Comparison, Session>) -> Session {
        Session(
          bytes: left[keyPath: key].bytes + right[keyPath: key].bytes,
          passages: left[keyPath: key].passages + right[keyPath: key].passages)
      }
      return Comparison(
        perUser: sum(\.perUser), perChatAtLeast: sum(\.perChatAtLeast), perChatAtMost: sum(\.perChatAtMost),
        chats: left.chats + right.chats)
    }
  }

  /// What this machine has worked out once for all workspaces, and what that saves.
  public struct MachineCacheFigures: Sendable, Equatable {
    /// Where it is; it can be deleted at any time. `nil` when there is none.
    public var folder: Path?
    /// How many segments and texts it holds.
    public var entries = 0
    /// Their bytes.
    public var bytes = 0
    /// The most that it may take.
    public var limit = 0
    /// Passages that were not embedded again for the workspace.
    public var passages = 0
    /// Texts that were not extracted again for it.
    public var texts = 0
  }

  /// The workspace's name.
  public var workspace: String
  /// Its folder.
  public var root: Path
  /// The bytes of each part.
  public var parts: [Part: Int]
  /// The largest documents and chats, the largest first.
  public var largest: [Item]
  /// The documents, by name.
  public var documents: [Copy]
  /// What one session for the user saves.
  public var comparison: Comparison
  /// What this machine's cache saves the workspace.
  public var cache: MachineCacheFigures
  /// What the user should know: thresholds that are passed.
  public var alerts: [String]

  /// All bytes that the workspace takes.
  public var totalBytes: Int { parts.values.reduce(0, +) }
}
