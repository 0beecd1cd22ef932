public import ManentCatalog
public import ManentCore
import ManentFormats
public import ManentHistory
import ManentIndex
import ManentPlugins

/// One user's workspace: a folder of documents, their index and chats, versioned by git.
///
/// Used by one thread at a time; several processes may use the same workspace at once.
public final class Workspace {
  /// The folder.
  public let root: Path
  /// What `workspace.yaml` says.
  public let settings: WorkspaceSettings
  /// What comes from outside the files.
  public let surroundings: Surroundings
  /// Whether nothing can be written, so that the catalog is a passing one.
  public private(set) var isReadOnly: Bool
  /// Whether nothing shall be written, not even to this machine's own folder or a temporary one.
  public let leavesNothing: Bool
  /// Where this machine's own files are: `.manent`, or a temporary folder when the workspace can only be read.
  private(set) var cacheFolder: Path
  /// Who embeds, once it is known.
  private var chosenEmbedder: ChosenEmbedder?
  let extractors: ExtractorDirectory

  /// Whether credentials in messages, titles, tags and added documents are let through, whatever the settings say.
  public var allowsSecrets = false
  /// Whether vectors are made anew even where there are some.
  var rebuildsSegments = false
  /// The documents that the user was told are kept out.
  var toldWithheld: Set<String> = []
  /// Folders that were found to be folders, not links.
  var knownFolders: Set<Path> = []
  /// What the user was told already.
  let told = ToldOnce()
  /// The parts of chats that were read lately.
  let partCache = PartCache()
  private(set) var openCatalog: Catalog?
  /// What a write would fail at, where it is known.
  private var obstacle: String?
  private var openHistory: History?
  private var identifiers: IDGenerator
  /// The locks that this process holds.
  var heldLocks: Set<Lock> = []
  /// How a lock is treated that is asked for out of order.
  var lockOrder = LockOrder.standard
  private var ownMark: ProcessMark?

  private init(
    _ root: Path, _ settings: WorkspaceSettings, _ surroundings: Surroundings,
    cache: (folder: Path, isTemporary: Bool), leavesNothing: Bool = false
  ) {
    self.root = root
    self.settings = settings
    self.surroundings = surroundings
    extractors = ExtractorDirectory(environment: surroundings.environment)
    cacheFolder = cache.folder
    isReadOnly = cache.isTemporary || leavesNothing
    self.leavesNothing = leavesNothing
    if leavesNothing { obstacle = "nothing of this is to be kept" }
    identifiers = IDGenerator(clock: surroundings.clock)
  }

  /// Opens the workspace in `root`.
  ///
  /// - Parameters:
  ///   - root: the folder.
  ///   - surroundings: what the workspace takes from outside its files.
  ///   - leavesNothing: whether no file is written, made or changed, whatever is asked of the workspace; what it learns
  ///     stays in memory.
  /// - Throws: `WorkspaceError.Code.noWorkspace`, `.unknownLayout`, `YAMLError` for settings that cannot be read;
  ///   nothing is changed then.
  public static func open(
    _ root: Path, surroundings: Surroundings, leavingNothing leavesNothing: Bool = false
  ) throws -> Workspace {
    let file = root / WorkspaceLayout.settingsFile
    guard try Files.statusFollowingLinks(file)?.kind == .file else {
      throw WorkspaceError(.noWorkspace, "\(root)", "not a workspace (it has no workspace.yaml)")
    }
    let bytes = SettingsMerge.resolved(try Files.read(file, limit: 1 << 20), file: file.string)
    let settings = try WorkspaceSettings(parsing: bytes, file: file.string)
    if leavesNothing {
      let cache = root / WorkspaceLayout.cache
      try refuseMisplaced(in: cache)
      return Workspace(root, settings, surroundings, cache: (cache, false), leavesNothing: true)
    }
    return Workspace(root, settings, surroundings, cache: try cacheFolder(of: root, surroundings))
  }

  /// This machine's own folder in a workspace, made when it is missing; a temporary one when the workspace can only
  /// be read.
  private static func cacheFolder(of root: Path, _ surroundings: Surroundings) throws -> (
    folder: Path, isTemporary: Bool
  ) {
    let cache = root / WorkspaceLayout.cache
    try refuseMisplaced(in: cache)
    if try canWrite(cache) { return (cache, false) }
    return (try passingFolder(surroundings), true)
  }

  /// A cache for the length of this process.
  private static func passingFolder(_ surroundings: Surroundings) throws -> Path {
    let folder = try Files.makeTemporaryFolder(prefix: "manent-", environment: surroundings.environment)
    do {
      try Files.makeFolders(folder / "locks")
    } catch {
      try? Files.removeTree(folder)
      throw error
    }
    return folder
  }

  /// What a stranger's workspace brings must neither lead this machine's own files to another place nor make it wait.
  private static func refuseMisplaced(in cache: Path) throws {
    try refuseMisplaced(cache)
    for folder in [cache, cache / "locks"] where Files.exists(folder) {
      for name in try Files.list(folder) { try refuseMisplaced(folder / name) }
    }
  }

  private static func refuseMisplaced(_ path: Path) throws {
    let found: String
    switch try Files.status(path)?.kind {
    case .link?: found = "a link"
    case .other?: found = "a pipe, a socket or a device"
    case .file?, .folder?, nil: return
    }
    throw WorkspaceError(
      .misplaced, "\(path)", "\(found), where a file or folder of this machine's own belongs", advice: "remove it")
  }

  private static func canWrite(_ cache: Path) throws -> Bool {
    do {
      try Files.makeFolders(cache / "locks")
      return Files.isWritable(cache)
    } catch  where error.isPermission {
      return false
    }
  }

  deinit {
    openCatalog = nil
    if isReadOnly, !leavesNothing { try? Files.removeTree(cacheFolder) }
  }

  /// The workspace's name: what its settings say, else its folder's.
  public var name: String { settings.name.isEmpty ? root.name : settings.name }

  /// The catalog, opened at first use.
  ///
  /// On a full disk it is a passing one, and the workspace can only be read from then on.
  public func catalog() throws -> Catalog {
    if let openCatalog { return openCatalog }
    let opened = try openedCatalog()
    openCatalog = opened
    return opened
  }

  private func openedCatalog() throws -> Catalog {
    if leavesNothing {
      return try Catalog.passing(copyOf: cacheFolder / "catalog.db", tokenizer: Terms.tokenizer)
    }
    let failure: CatalogError
    do throws(CatalogError) {
      return try Catalog.open(at: cacheFolder / "catalog.db", tokenizer: Terms.tokenizer)
    } catch {
      failure = error
    }
    guard failure.code == .full || failure.code == .inputOutput, !isReadOnly else { throw failure }
    cacheFolder = try Self.passingFolder(surroundings)
    isReadOnly = true
    obstacle = failure.description
    return try Catalog.open(at: cacheFolder / "catalog.db", tokenizer: Terms.tokenizer)
  }

  /// The repository, opened at first use and made when there is none.
  public func history() throws -> History {
    if let openHistory { return openHistory }
    if let found = try History.open(containing: root, environment: surroundings.environment) {
      openHistory = found
      return found
    }
    try requireWritable()
    surroundings.notify("\(root) was in no git repository; made one")
    let made = try History.create(at: root, environment: surroundings.environment)
    openHistory = made
    return made
  }

  /// Who embeds, found at first use.
  func requireEmbedder() throws -> ChosenEmbedder {
    if let chosenEmbedder { return chosenEmbedder }
    let found = try findEmbedder()
    chosenEmbedder = found
    return found
  }

  /// Who embeds. Where that is not known yet and the user stops the search for it, the built-in one does.
  var embedder: any Embedder {
    ((try? requireEmbedder()) ?? ChosenEmbedder(embedder: HashedEmbedding(), isStandIn: true)).embedder
  }

  /// Whether vectors are made by the embedder that the settings name, so that they may go into git.
  var hasStandInEmbedder: Bool { chosenEmbedder?.isStandIn ?? false }

  /// Has another one embed from here on.
  func choose(_ embedder: ChosenEmbedder) { chosenEmbedder = embedder }

  /// Throws when the workspace can only be read.
  public func requireWritable() throws {
    _ = try catalog()
    guard isReadOnly else { return }
    throw WorkspaceError(
      .readOnly, "\(root)", "the workspace cannot be written" + (obstacle.map { ": \($0)" } ?? ""))
  }

  /// A new id, greater than every one that this workspace has made and than `newest`.
  func nextID(after newest: UUIDv7?) -> UUIDv7 { identifiers.next(after: newest) }

  /// What the names of folders begin with whose content is on its way into place; the mark of the process follows.
  static let stagingPrefix = "new-"

  /// What this workspace notes its unfinished work under, for other processes to see that it is being done.
  func mark() throws -> String {
    if let ownMark { return ownMark.name }
    let made = try ProcessMark(in: cacheFolder / "locks")
    ownMark = made
    // What killed processes had not put into place.
    for name in try Files.list(cacheFolder) where name.hasPrefix(Self.stagingPrefix) {
      guard !isElsewhere(String(name.dropFirst(Self.stagingPrefix.count))) else { continue }
      try? Files.removeTree(cacheFolder / name)
    }
    return made.name
  }

  /// Whether what is noted under a mark is this workspace's own.
  func isOwn(_ mark: String) -> Bool { ownMark?.name == mark }

  /// Whether another process is at work on what is noted under a mark.
  func isElsewhere(_ mark: String) -> Bool {
    !isOwn(mark) && ProcessMark.isAlive(mark, in: cacheFolder / "locks")
  }

  func lockFile(_ lock: Lock) -> Path { cacheFolder / "locks" / lock.rawValue }

  /// Forgets the open repository, so that the next use opens it anew.
  func closeHistory() { openHistory = nil }

  /// Forgets the open catalog, so that the next use opens it anew.
  func closeCatalog() { openCatalog = nil }
}
