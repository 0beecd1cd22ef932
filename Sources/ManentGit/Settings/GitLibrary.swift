internal import CGit2

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// libgit2 itself: started when it is first needed (that takes some milliseconds), and the one place where its status
/// codes are read.
package enum GitLibrary {
  /// How many times the library was started, or a negative status; evaluated once per process.
  private static let started: Int32 = {
    let status = git_libgit2_init()
    guard status >= 0 else { return status }
    let accepted = acceptExtensions()
    return accepted < 0 ? accepted : status
  }()

  /// Parts of a repository's format that libgit2 1.5 refuses, although it does nothing that they forbid: settings of a
  /// work tree's own (read in `GitRepository`), objects that may not be removed (``History/prune(keepingReflogs:report:)``
  /// refuses), objects that a server has promised, relative paths of linked work trees, and two whose values tell whether
  /// it can read them (looked at in `GitRepository`).
  private static let extensions = [
    "worktreeconfig", "preciousobjects", "partialclone", "relativeworktrees", "objectformat", "refstorage",
  ]

  private static func acceptExtensions() -> Int32 {
    var names = extensions.map { UnsafePointer<CChar>(strdup($0)) }
    defer { names.forEach { free(UnsafeMutablePointer(mutating: $0)) } }
    return manent_git_set_extensions(&names, names.count)
  }

  /// Starts the library unless it runs already.
  package static func start() throws(GitError) { _ = try check(started, "git_libgit2_init") }

  /// Throws when `status` says that `call` failed; else returns it.
  @discardableResult
  package static func check(_ status: Int32, _ call: String) throws(GitError) -> Int32 {
    if status >= 0 { return status }
    let reason = git_error_last().flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "no reason given"
    let code: GitError.Code =
      switch status {
      case GIT_ENOTFOUND.rawValue: .missing
      case GIT_EOWNER.rawValue: .notOwned
      default: reason.contains("unsupported") ? .unsupported : .git
      }
    throw GitError(code, call, reason: code == .unsupported ? plain(reason) : reason, status: status)
  }

  /// What of a repository's format cannot be used, in the words of git's own settings.
  static func plain(_ reason: String) -> String {
    let words = reason.lowercased()
    if words.contains("objectformat") || words.contains("object format") || words.contains("sha256") {
      return "its objects are named by SHA-256 (extensions.objectFormat); Manent reads those that use SHA-1"
    }
    if words.contains("refstorage") {
      return "its references are in a reftable (extensions.refStorage); Manent reads those in files"
    }
    return reason
  }
}
