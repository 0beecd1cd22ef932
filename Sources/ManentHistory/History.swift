public import ManentCore
public import ManentGit

/// One git repository, seen from the folder of one workspace in it.
///
/// Paths given and returned are relative to the workspace. Nothing that the repository or its settings name is ever
/// run: no hook, no filter, no monitor. For use by one thread.
public final class History {
  /// The work tree's root.
  public let root: Path
  /// The folder with `HEAD` and `index`: `.git`, or what a `.git` file leads to.
  public let gitFolder: Path
  /// Where the workspace is in the work tree: empty, or like `a/b/`.
  public let prefix: String

  /// The folder with `objects` and `refs`; another than `gitFolder` in a linked work tree.
  let commonFolder: Path
  let environment: [String: String]
  let patience: Duration
  private(set) var repository: GitRepository
  private(set) var objects: GitObjects
  /// The commits at which a shallow clone ends, once they were read.
  var boundary: Set<ObjectID>?
  /// Git's index when its `.gitattributes` were last looked for.
  var attributesSeen: FileStatus?
  /// Git's index as it was last read, and what the file system said of it then; until the next commit.
  var indexRead: (status: FileStatus?, index: GitIndex)?
  /// Whether the user's settings want commits signed (`commit.gpgSign`), which Manent does not do; set by a commit.
  var wantsSignatures = false
  /// Who may do what with the files of the repository, where it is shared (`core.sharedRepository`).
  let sharing: SharedPermissions?
  /// Keep what was written until a reference leads to it.
  private var holds: [PackGuard] = []

  private init(
    _ repository: consuming GitRepository, workspace: Path, environment: [String: String], patience: Duration
  ) throws(GitError) {
    guard let root = repository.workTree, let gitFolder = repository.gitFolder, let common = repository.commonFolder
    else { throw GitError(.bare, "git_repository_workdir", path: workspace) }
    self.root = try onFiles { () throws(FileError) in try Files.resolvingLinks(root) }
    self.gitFolder = gitFolder
    commonFolder = common
    guard let below = workspace.relative(to: self.root) else {
      throw GitError(.damaged, "open", path: gitFolder, reason: "its work tree \(root) does not hold \(workspace)")
    }
    prefix = below.isEmpty ? "" : below + "/"
    self.environment = environment
    self.patience = patience
    sharing = SharedPermissions(try repository.configuration().text("core.sharedrepository"))
    objects = try GitObjects.of(repository, folder: common / "objects")
    self.repository = repository
  }

  /// Runs calls of libgit2 that read objects, once more when packs were put together meanwhile.
  func reading<Result>(
    _ body: (borrowing GitRepository) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    try objects.refresh()
    do throws(GitError) { return try body(repository) } catch {
      guard try objects.isStale() else { throw error }
      try objects.reopen()
      return try body(repository)
    }
  }

  /// Keeps what was written and has no reference yet, until ``releaseHolds()`` or the end of this value.
  func hold(_ guarding: PackGuard?) { if let guarding { holds.append(guarding) } }

  /// Lets go of what was kept: a reference leads to it, or none ever will.
  func releaseHolds() { holds = [] }

  /// Makes a repository in a folder, which is made as well when it is missing.
  ///
  /// The unborn branch is named by `init.defaultBranch` of the user's settings, else `main`.
  public static func create(
    at folder: Path, environment: [String: String] = Platform.environment, patience: Duration = .seconds(2)
  ) throws(GitError) -> History {
    try onFiles { () throws(FileError) in try Files.makeFolders(folder) }
    let place = try onFiles { () throws(FileError) in try Files.resolvingLinks(folder) }
    let repository = try GitRepository.create(workTree: place)
    return try History(repository, workspace: place, environment: environment, patience: patience)
  }

  /// Opens the repository that a folder is in; `nil` when there is none at or above it.
  ///
  /// One that is there but cannot be used (damaged, bare, another user's, of an unknown format) is an error.
  ///
  /// - Parameters:
  ///   - folder: the workspace.
  ///   - environment: where `GIT_DIR`, `GIT_AUTHOR_NAME` and their like are looked up.
  ///   - patience: how long a commit waits for a lock that another program holds.
  public static func open(
    containing folder: Path, environment: [String: String] = Platform.environment, patience: Duration = .seconds(2)
  ) throws(GitError) -> History? {
    let place = try onFiles { () throws(FileError) in try Files.resolvingLinks(folder) }
    let found = try onFiles { () throws(FileError) in
      try GitPlace.find(containing: place, environment: environment)
    }
    var candidate = place
    while true {
      if let found, found.workTree == candidate {
        let repository = try GitRepository.open(workTree: candidate, gitFolder: found.gitFolder)
        return try History(repository, workspace: place, environment: environment, patience: patience)
      }
      if ["HEAD", "objects", "refs"].allSatisfy({ Files.exists(candidate / $0) }) {
        throw GitError(.bare, "open", path: candidate)
      }
      if candidate.parent == candidate { return nil }
      candidate = candidate.parent
    }
  }

  /// The commit that is checked out; `nil` on an unborn branch.
  public func head() throws(GitError) -> CommitID? { try headState().commit }

  /// The name that git gives to a content. May be called from any thread.
  public static func blobID(of bytes: UnsafeRawBufferPointer) throws(GitError) -> BlobID {
    let name = try GitObjects.name(of: bytes, as: .blob)
    guard let blob = name.blob else { throw GitError(.git, "git_odb_hash") }
    return blob
  }

  /// The name that git gives to a content. May be called from any thread.
  public static func blobID(of bytes: [UInt8]) throws(GitError) -> BlobID {
    try bytes.withBytes { bytes throws(GitError) in try blobID(of: bytes) }
  }

  /// The name that git gives to the content of a file, which is read piece by piece.
  public static func blobID(ofFile file: Path) throws(GitError) -> BlobID {
    guard let blob = try GitObjects.name(ofFile: file, as: .blob).blob else { throw GitError(.git, "git_odb_hashfile") }
    return blob
  }

  func headState() throws(GitError) -> HeadState {
    try HeadState.read(gitFolder: gitFolder, commonFolder: commonFolder)
  }
}
