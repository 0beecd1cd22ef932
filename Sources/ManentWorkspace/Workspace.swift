package import ManentCatalog
public import ManentCore
import ManentFormats
internal import ManentGit
package import ManentHistory
import ManentIndex
import ManentPlugins
public import ManentRecords

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
  /// Where this machine's own files are: in git's folder, or in a temporary one when the workspace can only be read.
  private var machine: MachineFolder
  /// What each feature keeps of this workspace, by its type.
  private var memories: [ObjectIdentifier: any WorkspaceMemory] = [:]

  /// Whether credentials in messages, titles, tags and added documents are let through, whatever the settings say.
  public var allowsSecrets = false
  /// Folders that were found to be folders, not links.
  package var knownFolders: Set<Path> = []
  /// What the user was told already.
  package let told = ToldOnce()
  /// Whether the catalog is read where it lies for as long as nothing has to be written to it, instead of a copy.
  package var readsCatalog = false
  /// So many documents are looked at by each command.
  package var lookShare = LookTurn.share
  private(set) var openCatalog: Catalog?
  /// What a write would fail at, where it is known.
  private var obstacle: String?
  private var openHistory: History?
  private var knownPlace: (root: Path, gitFolder: Path)?
  private var identifiers: IDGenerator
  /// The locks that this process holds.
  var heldLocks: Set<Lock> = []
  /// How a lock is treated that is asked for out of order.
  var lockOrder = LockOrder.standard
  private var ownMark: ProcessMark?

  private init(
    _ root: Path, _ settings: WorkspaceSettings, _ surroundings: Surroundings,
    machine: (folder: MachineFolder, isTemporary: Bool), leavesNothing: Bool = false
  ) {
    self.root = root
    self.settings = settings
    self.surroundings = surroundings
    self.machine = machine.folder
    isReadOnly = machine.isTemporary || leavesNothing
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
    try Ownership(environment: surroundings.environment).requireOwn(workspace: root)
    switch try Files.status(file)?.kind {
    case .file?: break
    case .link?:
      throw WorkspaceError(.misplaced, "\(file)", "a link, which is not followed", advice: "replace it by a file")
    default: throw WorkspaceError(.noWorkspace, "\(root)", "not a workspace (it has no workspace.yaml)")
    }
    let bytes = SettingsMerge.resolved(try Files.read(file, limit: 1 << 20, followsLinks: false), file: file.string)
    let settings = try WorkspaceSettings(parsing: bytes, file: file.string)
    if leavesNothing {
      let machine = try MachineFolder.of(root, surroundings.environment)
      do { try machine?.refuseMisplaced() } catch let error as FileError {
        // What this user may not look at is not looked at later either.
        guard error.isPermission else { throw error }
      }
      // Without a repository there is nothing that could be looked at.
      return Workspace(
        root, settings, surroundings, machine: (machine ?? MachineFolder(base: root / ".git/manent"), false),
        leavesNothing: true)
    }
    return Workspace(root, settings, surroundings, machine: try machineFolder(of: root, surroundings))
  }

  /// The same workspace, opened so that what is done in it is kept; whose it is and what its settings say was looked at
  /// when this one was opened.
  public func kept() throws -> Workspace {
    // Where it is missing, it has to be found out whether there is a repository that it belongs into.
    let known = Files.exists(machine.base) ? machine : nil
    return Workspace(
      root, settings, surroundings, machine: try Self.machineFolder(of: root, surroundings, known: known))
  }

  /// This machine's own folder of a workspace, made when it is missing; a temporary one when the workspace can only be
  /// read.
  ///
  /// - Parameter known: where it is, if that is known and nothing misplaced is in it.
  private static func machineFolder(
    of root: Path, _ surroundings: Surroundings, known: MachineFolder? = nil
  ) throws -> (folder: MachineFolder, isTemporary: Bool) {
    if let machine = try known ?? MachineFolder.of(root, surroundings.environment),
      try canWrite(machine, root, surroundings, isChecked: known != nil)
    {
      try FormerFolder(root: root, machine: machine, surroundings: surroundings).takeOver()
      return (machine, false)
    }
    return (try MachineFolder.passing(surroundings), true)
  }

  /// Makes a repository for a workspace that is in none, and has this machine's own files lie in it from here on.
  private func makeRepository() throws {
    surroundings.notify("\(root) was in no git repository; made one")
    openHistory = try History.create(at: root, environment: surroundings.environment)
    let (folder, isTemporary) = try Self.machineFolder(of: root, surroundings)
    closeCatalog()
    // What was read off the files meanwhile is read again.
    try? Files.removeTree(machine.base)
    machine = folder
    isReadOnly = isTemporary
  }

  /// Whether the workspace can only be read because there is no repository, which the first thing that writes makes.
  private func lacksRepository() throws -> Bool {
    try isReadOnly && !leavesNothing && obstacle == nil && Files.isWritable(root)
      && History.open(containing: root, environment: surroundings.environment) == nil
  }

  private static func canWrite(
    _ machine: MachineFolder, _ root: Path, _ surroundings: Surroundings, isChecked: Bool
  ) throws -> Bool {
    do {
      if !isChecked { try machine.refuseMisplaced() }
      if !machine.isComplete {
        let history = try History.open(containing: root, environment: surroundings.environment)
        try machine.makeFolders(mode: history?.privateFolderMode() ?? 0o700)
      }
      return Files.isWritable(machine.cache) && Files.isWritable(machine.locks)
    } catch let error as FileError where error.isPermission {
      return false
    }
  }

  /// Where this machine keeps its own files of the workspace in a folder: what can be deleted at any time, and what must
  /// stay; `nil` when there is no workspace in a repository.
  public static func machineFolders(
    of root: Path, environment: [String: String] = Platform.environment
  ) throws -> (cache: Path, state: Path)? {
    guard try Files.statusFollowingLinks(root)?.kind == .folder else { return nil }
    return try MachineFolder.of(root, environment).map { ($0.cache, $0.state) }
  }

  /// What can be deleted at any time.
  package var cacheFolder: Path { machine.cache }

  /// What must stay: journals, locks, what was set aside.
  package var stateFolder: Path { machine.state }

  /// Where a file of this machine's own lies, as people and scripts are told.
  package func shown(_ path: Path) -> String { path.relative(to: root) ?? path.string }

  deinit {
    openCatalog = nil
    if isReadOnly, !leavesNothing { try? Files.removeTree(machine.base) }
  }

  /// The workspace's name: what its settings say, else its folder's.
  public var name: String { settings.name.isEmpty ? root.name : settings.name }

  /// The catalog, opened at first use.
  ///
  /// On a full disk it is a passing one, and the workspace can only be read from then on.
  package func catalog() throws -> Catalog {
    if let openCatalog { return openCatalog }
    let opened = try openedCatalog()
    openCatalog = opened
    return opened
  }

  private func openedCatalog() throws -> Catalog {
    if leavesNothing {
      // One that cannot be read is as good as none.
      if readsCatalog, let catalog = try? Catalog.reading(cacheFolder / "catalog.db", tokenizer: Terms.tokenizer) {
        return catalog
      }
      return try Catalog.passing(copyOf: cacheFolder / "catalog.db", tokenizer: Terms.tokenizer)
    }
    let failure: CatalogError
    do throws(CatalogError) {
      return try Catalog.open(at: cacheFolder / "catalog.db", tokenizer: Terms.tokenizer)
    } catch {
      failure = error
    }
    guard failure.code == .full || failure.code == .inputOutput, !isReadOnly else { throw failure }
    machine = try MachineFolder.passing(surroundings)
    isReadOnly = true
    obstacle = failure.description
    return try Catalog.open(at: cacheFolder / "catalog.db", tokenizer: Terms.tokenizer)
  }

  /// The repository, or `nil` when there is none.
  package func historyIfThere() throws -> History? {
    try History.open(containing: root, environment: surroundings.environment)
  }

  /// The repository, opened at first use and made when there is none.
  package func history() throws -> History {
    if let openHistory { return openHistory }
    if let found = try History.open(containing: root, environment: surroundings.environment) {
      openHistory = found
      return found
    }
    try requireWritable()
    if let openHistory { return openHistory }
    let made = try History.create(at: root, environment: surroundings.environment)
    openHistory = made
    return made
  }

  /// Throws when the workspace can only be read.
  ///
  /// Where there is no repository, one is made.
  public func requireWritable() throws {
    if try lacksRepository() { try makeRepository() }
    _ = try catalog()
    guard isReadOnly else { return }
    throw WorkspaceError(
      .readOnly, "\(root)", "the workspace cannot be written" + (obstacle.map { ": \($0)" } ?? ""))
  }

  /// A new id, greater than every one that this workspace has made and than `newest`.
  package func nextID(after newest: UUIDv7?) -> UUIDv7 { identifiers.next(after: newest) }

  /// What the names of folders begin with whose content is on its way into place; the mark of the process follows.
  package static let stagingPrefix = "new-"

  /// What this workspace notes its unfinished work under, for other processes to see that it is being done.
  package func mark() throws -> String {
    if let ownMark { return ownMark.name }
    let made = try ProcessMark(in: machine.locks)
    ownMark = made
    // What killed processes had not put into place.
    for name in try Files.list(stateFolder) where name.hasPrefix(Self.stagingPrefix) {
      guard try !isElsewhere(String(name.dropFirst(Self.stagingPrefix.count))) else { continue }
      try? Files.removeTree(stateFolder / name)
    }
    return made.name
  }

  /// Whether what is noted under a mark is this workspace's own.
  package func isOwn(_ mark: String) -> Bool { ownMark?.name == mark }

  /// Whether another process is at work on what is noted under a mark.
  ///
  /// - Throws: `FileError` when that cannot be told.
  package func isElsewhere(_ mark: String) throws -> Bool {
    try !isOwn(mark) && ProcessMark.isAlive(mark, in: machine.locks)
  }

  func lockFile(_ lock: Lock) -> Path { machine.locks / lock.rawValue }

  /// The lock of the one process that watches the remote.
  public var watchLock: Path { machine.locks / "watch" }

  /// The work tree and git's folder of the repository, without opening it; `nil` when there is none.
  package func repositoryPlace() -> (root: Path, gitFolder: Path)? {
    if let knownPlace { return knownPlace }
    knownPlace = HeadReader.gitFolder(containing: root, environment: surroundings.environment)
    return knownPlace
  }

  /// Forgets the open repository, so that the next use opens it anew.
  package func closeHistory() { (openHistory, knownPlace) = (nil, nil) }

  /// Forgets the open catalog, so that the next use opens it anew.
  package func closeCatalog() {
    openCatalog = nil
    for memory in memories.values { memory.forgetCatalog() }
  }

  /// What a feature keeps of this workspace while it is open, made at first use.
  package func memory<Memory: WorkspaceMemory>(_ type: Memory.Type) -> Memory {
    if let kept = memories[ObjectIdentifier(type)] as? Memory { return kept }
    let made = Memory(of: self)
    memories[ObjectIdentifier(type)] = made
    return made
  }
}
