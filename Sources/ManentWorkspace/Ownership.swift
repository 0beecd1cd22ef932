import ManentCore
internal import ManentGit
import ManentRecords

/// Whose files are believed: the user's own and root's, as git has it; others' only where the user's git trusts the folder
/// (`safe.directory`).
struct Ownership {
  private let users: Set<UInt32>
  private let environment: [String: String]

  /// - Parameters:
  ///   - user: the number of the effective user.
  ///   - environment: where `SUDO_UID` is looked up, which names the user for whom root acts.
  init(user: UInt32 = Platform.userID, environment: [String: String]) {
    var users: Set<UInt32> = [user, 0]
    if user == 0, let caller = environment["SUDO_UID"].flatMap({ UInt32($0) }) { users.insert(caller) }
    self.users = users
    self.environment = environment
  }

  /// Checks a workspace before anything in it is read: its folder, its settings and the repository that it is in.
  ///
  /// - Throws: `WorkspaceError.Code.notOwned`.
  func requireOwn(workspace root: Path) throws {
    var places = [root, root / WorkspaceLayout.settingsFile]
    if let (workTree, gitFolder, _) = try HeadReader.repository(containing: root, environment: environment) {
      places += [workTree, workTree / ".git", gitFolder]
    }
    try require(places, trusting: root)
  }

  /// Checks the folder of named workspaces: whoever may write there may put a workspace in the place of another.
  ///
  /// - Throws: `WorkspaceError.Code.notOwned`.
  func requireOwn(home: Path) throws {
    guard let status = try Files.statusFollowingLinks(home) else { return }
    guard status.mode & 0o002 != 0 else { return try require([home], trusting: home) }
    if try isTrusted(home) { return }
    throw WorkspaceError(
      .notOwned, "\(home)", "everybody may write to this folder of workspaces",
      advice: "'chmod o-w \(home)' ends that, or choose another with MANENT_HOME")
  }

  private func require(_ places: [Path], trusting folder: Path) throws {
    for place in places {
      guard let status = try Files.status(place), !users.contains(status.owner) else { continue }
      if try isTrusted(folder) { return }
      throw WorkspaceError(
        .notOwned, "\(place)", "it belongs to another user, who can read and change what is done there",
        advice: "if you trust it, say 'git config --global --add safe.directory \(folder)'")
    }
  }

  private func isTrusted(_ folder: Path) throws -> Bool {
    let safe = try SafeFolders.ofMachine(environment)
    let place = try Files.resolvingLinks(folder)
    if safe.contains(place) { return true }
    // Git trusts a repository by the top of its work tree.
    guard let (workTree, _, _) = try HeadReader.repository(containing: place, environment: environment) else {
      return false
    }
    return safe.contains(workTree)
  }
}
