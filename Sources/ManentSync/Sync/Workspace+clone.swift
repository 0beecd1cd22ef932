public import ManentCore
import ManentDocuments
internal import ManentGit
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Makes a workspace that is kept in step with a remote: a clone when the remote holds a workspace; one from the
  /// template that is pushed when it holds nothing.
  ///
  /// Nothing of the remote is written before all of it has been looked at, and the folder appears only when it is
  /// whole.
  ///
  /// - Parameters:
  ///   - root: the folder; it must be missing or empty, and in no other repository.
  ///   - template: what a new workspace is made from.
  ///   - request: the remote, and how to talk to it.
  ///   - surroundings: what the workspace takes from outside its files.
  /// - Throws: `GitError.Code.badRemote` when the remote holds something else; what `sync(_:)` throws.
  public static func create(
    at root: Path, from template: WorkspaceTemplate, syncing request: SyncRequest, surroundings: Surroundings
  ) throws -> (workspace: Workspace, isClone: Bool) {
    let url = try RemoteURL(typed: request.remote ?? "", in: request.currentFolder)
    try requireFree(root, surroundings)
    let transport = try request.transport(surroundings)
    let heads = try transport.heads(at: url)
    if heads.branches.isEmpty {
      let workspace = try create(at: root, from: template, surroundings: surroundings)
      _ = try workspace.sync(request)
      return (workspace, false)
    }
    guard let branch = heads.chosen else {
      throw GitError(
        .badRemote, "clone", remote: url.shown,
        reason:
          "it has several branches and none is the default one: \(heads.branches.keys.sorted().joined(separator: ", "))"
      )
    }
    let mode = folderMode(for: root, surroundings)
    let above = try Files.makeMissingFolders(root.parent, mode: mode)
    let lock = root.parent / ".\(root.name).making"
    do {
      try FileLock.wait(
        for: lock,
        overdue: { _ in surroundings.notify("waiting for another process, which makes \(root); Ctrl-C gives up") }
      ).during {
        try requireFree(root, surroundings)
        try clone(url, branch: branch, over: transport, to: root, surroundings)
      }
      try? Files.remove(lock)
    } catch {
      try? Files.remove(lock)
      for folder in above.reversed() { Files.removeEmptyFolder(folder) }
      throw error
    }
    return (try open(root, surroundings: surroundings), true)
  }

  private static func clone(
    _ url: RemoteURL, branch: String, over transport: GitTransport, to root: Path, _ surroundings: Surroundings
  ) throws {
    let draft = root.parent / ".\(root.name).cloning"
    // What a killed process left: the lock says that nobody is at work there.
    try Files.removeTree(draft)
    do {
      try transport.clone(url, branch: branch, to: draft)
      if folderMode(for: root, surroundings) == 0o700 { try Files.setMode(draft, 0o700) }
      guard let history = try History.open(containing: draft, environment: surroundings.environment),
        let tip = try history.head(), let settings = try history.content(at: WorkspaceLayout.settingsFile, in: tip)
      else {
        throw GitError(
          .badRemote, "clone", remote: url.shown,
          reason: "it holds no workspace (no \(WorkspaceLayout.settingsFile) in its branch '\(branch)')")
      }
      try history.requireHarmless(
        tip, knowing: nil, ownNames: MergeRefusal.own, forbiddenNames: [WorkspaceLayout.formerFolder],
        nameWithSubmodules: WorkspaceLayout.documents)
      try MergeRefusal.checkPlaces(tip, in: history, from: url.shown)
      // Settings of another version are refused before anything is written.
      _ = try WorkspaceSettings(parsing: settings, file: "\(url.shown):\(WorkspaceLayout.settingsFile)")
      try transport.checkOut(draft)
      try Files.rename(draft, to: root)
      try Files.syncFolder(root.parent)
    } catch {
      try? Files.removeTree(draft)
      throw error
    }
  }

  /// Throws unless a folder can become a workspace of its own.
  private static func requireFree(_ root: Path, _ surroundings: Surroundings) throws {
    if WorkspaceLocator.isWorkspace(root) {
      throw WorkspaceError(
        .exists, "\(root)", "already a workspace", advice: "'manent -w \(root) sync URL' keeps it in step")
    }
    if try Files.statusFollowingLinks(root) != nil {
      guard try Files.statusFollowingLinks(root)?.kind == .folder, try Files.list(root).isEmpty else {
        throw WorkspaceError(.exists, "\(root)", "not an empty folder", advice: "name a new one")
      }
    }
    var above = root
    while above.parent != above, !Files.exists(above) { above = above.parent }
    if let (repository, _) = HeadReader.gitFolder(containing: above) {
      throw WorkspaceError(
        .misplaced, "\(root)", "inside the repository \(repository), which has remotes of its own",
        advice: "choose another folder, or make it without --remote")
    }
  }
}
