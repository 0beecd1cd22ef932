internal import CGit2
package import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open repository of libgit2, closed when its owner goes away.
package struct GitRepository: ~Copyable {
  package let handle: OpaquePointer

  private init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { git_repository_free(handle) }

  /// Opens the repository of a work tree; folders above are not tried.
  ///
  /// - Parameters:
  ///   - workTree: the folder.
  ///   - folder: the folder of the repository itself, when the environment names it (`GIT_DIR`).
  package static func open(workTree: Path, gitFolder folder: Path? = nil) throws(GitError) -> GitRepository {
    try GitLibrary.start()
    var handle: OpaquePointer?
    var flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
    if folder != nil { flags |= GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue }
    let place = folder ?? workTree
    var status = git_repository_open_ext(&handle, place.string, flags, nil)
    if status == GIT_EOWNER.rawValue || status == GIT_ENOTFOUND.rawValue,
      try SafeFolders.ofMachine(Platform.environment).contains(workTree)
    {
      _ = manent_git_set_owner_validation(0)
      status = git_repository_open_ext(&handle, place.string, flags, nil)
      _ = manent_git_set_owner_validation(1)
    }
    do throws(GitError) { try GitLibrary.check(status, "git_repository_open_ext") } catch {
      var failure = error.at(workTree)
      if failure.code == .missing {
        // The caller has seen a `.git` there: one that libgit2 cannot find anything in is damaged, not absent. Without
        // a setting `safe.directory` libgit2 1.5 says of another user's repository that the setting is not there.
        failure.code = isOwn(workTree) ? .damaged : .notOwned
      }
      throw failure
    }
    guard let handle else { throw GitError(.git, "git_repository_open_ext", path: workTree) }
    let repository = GitRepository(handle)
    if folder != nil {
      try GitLibrary.check(git_repository_set_workdir(handle, workTree.string, 0), "git_repository_set_workdir")
    }
    try repository.requireKnownFormat(workTree)
    try repository.addSettingsOfWorkTree()
    try repository.hideIndex()
    guard git_repository_is_bare(handle) == 0 else {
      throw GitError(.bare, "git_repository_is_bare", path: workTree)
    }
    return repository
  }

  /// Makes a repository with `branch` as its unborn branch. No template and no hook of the system is copied into it.
  package static func create(workTree: Path) throws(GitError) -> GitRepository {
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
    do throws(GitError) { try GitLibrary.check(status, "git_repository_init_ext") } catch {
      throw error.at(workTree)
    }
    guard let handle else { throw GitError(.git, "git_repository_init_ext", path: workTree) }
    return GitRepository(handle)
  }

  /// The folder that the tracked files are in.
  package var workTree: Path? { git_repository_workdir(handle).map { Path(String(cString: $0)) } }

  /// The folder with `HEAD` and `index`.
  package var gitFolder: Path? { git_repository_path(handle).map { Path(String(cString: $0)) } }

  /// The folder with `objects` and `refs`: another than `gitFolder` in a linked work tree.
  package var commonFolder: Path? { git_repository_commondir(handle).map { Path(String(cString: $0)) } }

  /// What the user is in the middle of, if a commit has to wait for it.
  package var delay: CommitDelay? {
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
  package func configuration() throws(GitError) -> GitConfiguration {
    var handle: OpaquePointer?
    try GitLibrary.check(
      git_repository_config_snapshot(&handle, self.handle), "git_repository_config_snapshot")
    guard let handle else { throw GitError(.git, "git_repository_config_snapshot") }
    return GitConfiguration(handle)
  }

  /// Throws when objects or references are kept in a way that libgit2 1.5 cannot read; settings of a repository of version
  /// 0 say nothing about its format.
  private func requireKnownFormat(_ workTree: Path) throws(GitError) {
    let settings = try configuration()
    guard try settings.text("core.repositoryformatversion") != "0" else { return }
    for (name, known) in [("objectformat", "sha1"), ("refstorage", "files")] {
      guard let value = try settings.text("extensions.\(name)"), value.lowercased() != known else { continue }
      throw GitError(
        .unsupported, "git_repository_open_ext", path: workTree, reason: GitLibrary.plain(name))
    }
  }

  /// Adds the settings that this work tree has for itself (`config.worktree`), which libgit2 1.5 does not read; they win.
  private func addSettingsOfWorkTree() throws(GitError) {
    guard let folder = gitFolder, try configuration().flag("extensions.worktreeconfig") == true else { return }
    var settings: OpaquePointer?
    try GitLibrary.check(git_repository_config(&settings, handle), "git_repository_config")
    defer { git_config_free(settings) }
    let file = folder / "config.worktree"
    try GitLibrary.check(
      git_config_add_file_ondisk(settings, file.string, GIT_CONFIG_LEVEL_APP, handle, 0), "git_config_add_file_ondisk")
  }

  /// Gives libgit2 an index of its own in memory: it cannot read one that the user's git has split or made sparse, and
  /// wants one before it looks at any attribute.
  private func hideIndex() throws(GitError) {
    var index: OpaquePointer?
    try GitLibrary.check(git_index_new(&index), "git_index_new")
    defer { git_index_free(index) }
    try GitLibrary.check(git_repository_set_index(handle, index), "git_repository_set_index")
  }

  private static func isOwn(_ workTree: Path) -> Bool {
    [workTree, workTree / ".git"].allSatisfy { path in
      var buffer = stat()
      return lstat(path.string, &buffer) != 0 || buffer.st_uid == geteuid()
    }
  }

  private static func defaultBranch() throws(GitError) -> String {
    try GitConfiguration.ofMachine().text("init.defaultbranch") ?? "main"
  }
}
