internal import CGit2
internal import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open repository of libgit2, closed when its owner goes away.
struct GitRepository: ~Copyable {
  let handle: OpaquePointer

  private init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { git_repository_free(handle) }

  /// Opens the repository of a work tree; folders above are not tried.
  static func open(workTree: Path) throws(HistoryError) -> GitRepository {
    try GitLibrary.start()
    var handle: OpaquePointer?
    let status = git_repository_open_ext(&handle, workTree.string, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
    do throws(HistoryError) { try GitLibrary.check(status, "git_repository_open_ext") } catch {
      var failure = error.at(workTree)
      if failure.code == .missing {
        // The caller has seen a `.git` there: one that libgit2 cannot find anything in is damaged, not absent. Without
        // a setting `safe.directory` libgit2 1.5 says of another user's repository that the setting is not there.
        failure.code = isOwn(workTree) ? .damaged : .notOwned
      }
      throw failure
    }
    guard let handle else { throw HistoryError(.git, "git_repository_open_ext", path: workTree) }
    let repository = GitRepository(handle)
    guard git_repository_is_bare(handle) == 0 else {
      throw HistoryError(.bare, "git_repository_is_bare", path: workTree)
    }
    return repository
  }

  /// Makes a repository with `branch` as its unborn branch. No template and no hook of the system is copied into it.
  static func create(workTree: Path) throws(HistoryError) -> GitRepository {
    try GitLibrary.start()
    let branch = try defaultBranch()
    var options = git_repository_init_options()
    try GitLibrary.check(
      git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)),
      "git_repository_init_options_init")
    options.flags = GIT_REPOSITORY_INIT_MKDIR.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
    var handle: OpaquePointer?
    let status = branch.withCString { name in
      options.initial_head = name
      return git_repository_init_ext(&handle, workTree.string, &options)
    }
    do throws(HistoryError) { try GitLibrary.check(status, "git_repository_init_ext") } catch {
      throw error.at(workTree)
    }
    guard let handle else { throw HistoryError(.git, "git_repository_init_ext", path: workTree) }
    return GitRepository(handle)
  }

  /// The folder that the tracked files are in.
  var workTree: Path? { git_repository_workdir(handle).map { Path(String(cString: $0)) } }

  /// The folder with `HEAD` and `index`.
  var gitFolder: Path? { git_repository_path(handle).map { Path(String(cString: $0)) } }

  /// The folder with `objects` and `refs`: another than `gitFolder` in a linked work tree.
  var commonFolder: Path? { git_repository_commondir(handle).map { Path(String(cString: $0)) } }

  /// What the user is in the middle of, if a commit has to wait for it.
  var delay: CommitDelay? {
    switch git_repository_state_t(UInt32(bitPattern: git_repository_state(handle))) {
    case GIT_REPOSITORY_STATE_NONE: nil
    case GIT_REPOSITORY_STATE_MERGE: .merging
    case GIT_REPOSITORY_STATE_REVERT, GIT_REPOSITORY_STATE_REVERT_SEQUENCE: .reverting
    case GIT_REPOSITORY_STATE_CHERRYPICK, GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE: .cherryPicking
    case GIT_REPOSITORY_STATE_BISECT: .bisecting
    case GIT_REPOSITORY_STATE_APPLY_MAILBOX: .applyingPatches
    default: .rebasing
    }
  }

  /// The settings that hold for this repository, as they are now.
  func configuration() throws(HistoryError) -> GitConfiguration {
    var handle: OpaquePointer?
    try GitLibrary.check(
      git_repository_config_snapshot(&handle, self.handle), "git_repository_config_snapshot")
    guard let handle else { throw HistoryError(.git, "git_repository_config_snapshot") }
    return GitConfiguration(handle)
  }

  private static func isOwn(_ workTree: Path) -> Bool {
    [workTree, workTree / ".git"].allSatisfy { path in
      var buffer = stat()
      return lstat(path.string, &buffer) != 0 || buffer.st_uid == geteuid()
    }
  }

  private static func defaultBranch() throws(HistoryError) -> String {
    var handle: OpaquePointer?
    try GitLibrary.check(git_config_open_default(&handle), "git_config_open_default")
    guard let handle else { throw HistoryError(.git, "git_config_open_default") }
    return try GitConfiguration(handle).snapshot().text("init.defaultbranch") ?? "main"
  }
}
