public import ManentCore

/// Something about a git repository that could not be read or done.
public struct GitError: ManentError, Equatable {
  /// The sort of failure; more may follow.
  public struct Code: Hashable, Sendable {
    package let name: String

    /// A call into libgit2 failed; `operation` names it and `status` is what it returned.
    public static let git = Code(name: "git")
    /// The file system refused; `underlying` says what.
    public static let file = Code(name: "file")
    /// The repository has no work tree.
    public static let bare = Code(name: "bare")
    /// The repository belongs to another user of the machine.
    public static let notOwned = Code(name: "notOwned")
    /// The repository is of a format that Manent cannot read (SHA-256, reftable).
    public static let unsupported = Code(name: "unsupported")
    /// An object, a reference or another file of the repository does not read as what it should be.
    public static let damaged = Code(name: "damaged")
    /// An object is not in the repository.
    public static let missing = Code(name: "missing")
    /// Another program is at work on the repository; `path` is the lock that it holds, where there is one.
    public static let busy = Code(name: "busy")
    /// The user has asked to stop.
    public static let interrupted = Code(name: "interrupted")
    /// Git's settings say that no identity is to be guessed, and give none.
    public static let noIdentity = Code(name: "noIdentity")
    /// A path that git cannot or must not keep.
    public static let invalidPath = Code(name: "invalidPath")
    /// No branch is checked out.
    public static let detached = Code(name: "detached")
  }

  /// The sort of failure.
  public var code: Code
  /// What was tried: the name of a call or a verb.
  public var operation: String
  /// What it was tried on.
  public var path: Path?
  /// The reason in the words of who refused.
  public var reason: String
  /// The remote that it was about, for people; without any password.
  public var remote: String?
  /// What libgit2 returned; 0 when it was not asked.
  public var status: Int32
  /// The refusal of the file system, when there was one.
  public var underlying: FileError?

  /// An error from its facts.
  public init(
    _ code: Code, _ operation: String, path: Path? = nil, remote: String? = nil, reason: String = "",
    status: Int32 = 0, underlying: FileError? = nil
  ) {
    self.code = code
    self.operation = operation
    self.path = path
    self.remote = remote
    self.reason = reason
    self.status = status
    self.underlying = underlying
  }

  /// One line: what failed, where, why and, where there is one, the way out.
  public var description: String {
    let place = path.map { " \($0)" } ?? ""
    return switch code {
    case .file: underlying?.description ?? "cannot \(operation)\(place): \(reason)"
    case .bare: "the git repository\(place) has no work tree (it is bare)"
    case .notOwned:
      "the git repository\(place) belongs to another user; if you trust it: "
        + "git config --global --add safe.directory '\(path?.string ?? "")'"
    case .unsupported where reason.contains("objectformat"):
      "the git repository\(place) names its objects by SHA-256 (extensions.objectformat), which Manent cannot use; it "
        + "needs one that was made with 'git init --object-format=sha1'"
    case .unsupported where isAboutSparseIndex:
      "the git repository\(place) has a sparse index, which Manent reads only with the help of the program 'git'; "
        + "write it out in full: git sparse-checkout reapply --no-sparse-index"
    case .unsupported: "the git repository\(place) has a format that Manent cannot use: \(reason)"
    case .damaged: "the git repository\(place) is damaged: \(reason)"
    case .missing where remote != nil:
      "\(reason) is not in the git repository\(place): a partial clone has left it with '\(remote ?? "")'; fetch what is "
        + "missing once: git fetch --refetch --no-filter \(remote ?? "")"
    case .missing: "\(reason) is not in the git repository\(place)"
    case .busy: "another program is at work on the git repository: \(reason)\(place)"
    case .interrupted: "interrupted"
    case .noIdentity:
      "git knows no identity for commits, and user.useConfigOnly says that none may be guessed; "
        + "set user.name and user.email (git config --global user.email YOU@EXAMPLE.ORG)"
    case .invalidPath: "git cannot keep the path '\(path?.string ?? "")': \(reason)"
    case .detached: "no branch is checked out (HEAD is detached); choose one: git switch BRANCH"
    case let code where code.advice != nil:
      "cannot \(operation)\(remote.map { " " + $0 } ?? ""): \(reason)"
        + (code.advice.map { $0.isEmpty ? "" : "; " + $0 } ?? "")
    default: "git\(place): \(operation) failed: \(reason) (\(status))"
    }
  }
}

extension GitError {
  /// Whether an index is not read since it is sparse.
  package var isAboutSparseIndex: Bool { code == .unsupported && reason.contains("'sdir'") }

  /// The same failure, with the place where it happened.
  package func at(_ place: Path) -> GitError {
    var copy = self
    if copy.path == nil { copy.path = place }
    return copy
  }
}

/// Runs work on files and names its failure as one of git's repository.
package func onFiles<Result: ~Copyable>(_ body: () throws(FileError) -> Result) throws(GitError) -> Result {
  do throws(FileError) { return try body() } catch {
    throw GitError(.file, error.operation, path: error.path, reason: error.reason, underlying: error)
  }
}

extension Interruption {
  /// Throws when the user has asked to stop, as an error of this module.
  package static func checkInGit() throws(GitError) {
    guard isRequested else { return }
    throw GitError(.interrupted, "walk", reason: "interrupted")
  }
}
