internal import CGit2

/// libgit2 itself: started when it is first needed (that takes 5 ms), and the one place where its status codes are
/// read.
enum GitLibrary {
  /// How many times the library was started, or a negative status; evaluated once per process.
  private static let started: Int32 = git_libgit2_init()

  /// Starts the library unless it runs already.
  static func start() throws(HistoryError) { _ = try check(started, "git_libgit2_init") }

  /// Throws when `status` says that `call` failed; else returns it.
  @discardableResult
  static func check(_ status: Int32, _ call: String) throws(HistoryError) -> Int32 {
    if status >= 0 { return status }
    let reason = git_error_last().flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "no reason given"
    let code: HistoryError.Code =
      switch status {
      case GIT_ENOTFOUND.rawValue: .missing
      case GIT_EOWNER.rawValue: .notOwned
      default: reason.contains("unsupported") ? .unsupported : .git
      }
    throw HistoryError(code, call, reason: reason, status: status)
  }
}
