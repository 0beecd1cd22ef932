import ManentCore
internal import ManentGit
import ManentHistory
import ManentRecords

/// Where this machine keeps its own files of a workspace: in git's folder, where no clone and no pull can bring any.
///
/// A linked work tree has git's folder of its own and so has its own. A workspace that is a folder inside a larger
/// repository has one below `workspaces`, named after its path in the repository.
struct MachineFolder: Equatable {
  /// The folder with the two others.
  let base: Path

  /// What can be deleted at any time, and is made again: the catalog and what else is read off the files.
  var cache: Path { base / "cache" }
  /// What must stay: journals, locks, unfinished lines and damaged files that were set aside.
  var state: Path { base / "state" }
  /// The locks.
  var locks: Path { state / "locks" }

  /// The folder of a workspace; `nil` when it is in no repository.
  ///
  /// - Parameters:
  ///   - root: the workspace.
  ///   - environment: where `GIT_DIR` and `GIT_WORK_TREE` are looked up.
  /// - Throws: `FileError` when that cannot be told.
  static func of(
    _ root: Path, _ environment: [String: String] = Platform.environment
  ) throws -> MachineFolder? {
    guard let (workTree, gitFolder, folder) = try HeadReader.repository(containing: root, environment: environment)
    else { return nil }
    let own = gitFolder / "manent"
    let below = folder.relative(to: workTree) ?? ""
    return MachineFolder(base: below.isEmpty ? own : own / "workspaces" / (try name(of: below)))
  }

  /// A folder for the length of this process.
  static func passing(_ surroundings: Surroundings) throws -> MachineFolder {
    let made = MachineFolder(
      base: try Files.makeTemporaryFolder(prefix: "manent-", environment: surroundings.environment))
    do { try made.makeFolders(mode: 0o700) } catch {
      try? Files.removeTree(made.base)
      throw error
    }
    return made
  }

  /// A path as the name of a folder: its slashes are written as `%2F`, its `%` as `%25`; one that would be too long is
  /// named as git would name its text.
  private static func name(of path: String) throws -> String {
    var name = ""
    for character in path.unicodeScalars {
      switch character {
      case "/": name += "%2F"
      case "%": name += "%25"
      default: name.unicodeScalars.append(character)
      }
    }
    return name.utf8.count <= 200 ? name : try History.blobID(of: Array(path.utf8)).description
  }

  /// Makes what is missing.
  func makeFolders(mode: UInt32) throws {
    for folder in [base, cache, state, locks] where try Files.status(folder) == nil {
      let made = try Files.makeMissingFolders(folder, mode: mode & 0o777)
      // The mask of the process has its say in what is made; here the repository has.
      for folder in made { try Files.setMode(folder, mode) }
    }
  }

  /// Whether all is there, so that nothing has to be made.
  var isComplete: Bool { Files.exists(cache) && Files.exists(locks) }

  /// Throws when something lies here that would lead this machine's own files to another place, or make it wait.
  func refuseMisplaced() throws {
    for folder in [base.parent, base, cache, state, locks] { try Self.refuseMisplaced(folder) }
    for folder in [cache, state, locks] where try Files.status(folder) != nil {
      for name in try Files.list(folder) { try Self.refuseMisplaced(folder / name) }
    }
    for name in [WorkspaceLayout.index, "\(WorkspaceLayout.index)/text"] { try Self.refuseMisplaced(cache / name) }
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
}
