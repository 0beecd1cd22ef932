public import ManentCore

/// Something that a workspace cannot do, with the facts that say why.
public struct WorkspaceError: ManentError, Equatable {
  /// The kind of the reason.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The name of the reason.
    public let rawValue: String
    /// A reason by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// There is no such workspace.
    public static let noWorkspace = Code(rawValue: "no workspace")
    /// A workspace or a folder with other content is there already.
    public static let exists = Code(rawValue: "exists")
    /// A name that cannot be one.
    public static let badName = Code(rawValue: "bad name")
    /// The workspace was made by a version of Manent that lays it out otherwise.
    public static let unknownLayout = Code(rawValue: "unknown layout")
    /// The template that workspaces are made from is missing or incomplete.
    public static let noTemplate = Code(rawValue: "no template")
    /// There is no template of chats of that name.
    public static let noChatTemplate = Code(rawValue: "no chat template")
    /// There is no such document.
    public static let noDocument = Code(rawValue: "no document")
    /// There is no such chat or message.
    public static let noChat = Code(rawValue: "no chat")
    /// Several chats fit.
    public static let ambiguous = Code(rawValue: "ambiguous")
    /// A file that holds no text.
    public static let noText = Code(rawValue: "no text")
    /// A link or a file where a folder of the workspace belongs.
    public static let misplaced = Code(rawValue: "misplaced")
    /// A file that cannot be a document.
    public static let badDocument = Code(rawValue: "bad document")
    /// A setting that this version does not know how to obey.
    public static let unsupported = Code(rawValue: "unsupported")
    /// The chat was forgotten.
    public static let forgotten = Code(rawValue: "forgotten")
    /// The chat was purged and cannot come back.
    public static let purged = Code(rawValue: "purged")
    /// Something is protected: a pinned chat, lines that no commit holds.
    public static let protected = Code(rawValue: "protected")
    /// There is nothing that a command could do.
    public static let nothingToDo = Code(rawValue: "nothing to do")
    /// Git cannot take a commit now, and nothing may be done without one.
    public static let busy = Code(rawValue: "busy")
    /// A lock was asked for out of order: a mistake in this program.
    public static let lockOrder = Code(rawValue: "lock order")
    /// Something that says how things stand is there and cannot be read.
    public static let unreadable = Code(rawValue: "unreadable")
    /// It belongs to another user, and the user's git does not trust it.
    public static let notOwned = Code(rawValue: "not owned")
    /// There is no such commit.
    public static let noCommit = Code(rawValue: "no commit")
    /// The other side of a merge is no workspace.
    public static let unrelated = Code(rawValue: "unrelated")
    /// The workspace is a folder inside a repository that holds more than it.
    public static let inLargerRepository = Code(rawValue: "in larger repository")
    /// Something that git does not track is where a merge has to put a file.
    public static let inTheWay = Code(rawValue: "in the way")
    /// It would change more than what the user asked for.
    public static let farReaching = Code(rawValue: "far-reaching")
    /// New text holds a credential.
    public static let secret = Code(rawValue: "secret")
    /// A setting that there is none of, or a value that it cannot have.
    public static let badSetting = Code(rawValue: "bad setting")
    /// A setting that has no value.
    public static let noSetting = Code(rawValue: "no setting")
    /// A filter of a search whose value means nothing.
    public static let badQuery = Code(rawValue: "bad query")
    /// The workspace can only be read.
    public static let readOnly = Code(rawValue: "read only")
    /// There is no commit yet.
    public static let nothingCommitted = Code(rawValue: "nothing committed")
    /// Something would be handed to somebody, and the user of this machine has not agreed to that.
    public static let notAgreed = Code(rawValue: "not agreed")
    /// The remote is a workspace whose history has nothing in common with this one's.
    public static let otherHistory = Code(rawValue: "other history")
  }

  /// The reason.
  public var code: Code
  /// What it is about: a path, a name, an id.
  public var subject: String
  /// What is wrong with it, as a clause.
  public var problem: String
  /// What the user can do about it, as a clause; may be empty.
  public var advice: String

  /// An error from its facts.
  public init(_ code: Code, _ subject: String, _ problem: String, advice: String = "") {
    self.code = code
    self.subject = subject
    self.problem = problem
    self.advice = advice
  }

  /// One line: what, what is wrong with it, what to do.
  public var description: String {
    (subject.isEmpty ? problem : "\(subject): \(problem)") + (advice.isEmpty ? "" : "; \(advice)")
  }
}
