import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentGit
import ManentHistory
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// How a workspace is looked at.
  public struct Check: Sendable {
    /// Whether what can be mended without losing anything is mended.
    public var repairs: Bool
    /// Whether all of git's objects and all documents are read, and not only the newest.
    public var isThorough: Bool

    /// A look from its parts.
    public init(repairs: Bool = false, isThorough: Bool = false) {
      self.repairs = repairs
      self.isThorough = isThorough
    }
  }

  /// Looks for what is not as it should be, and with `repair` mends what can be mended without losing anything.
  public func check(repair: Bool) throws -> [Problem] { try check(Check(repairs: repair)) }

  /// Looks for what is not as it should be.
  ///
  /// What one part of the work cannot read is a problem too, and keeps the others from nothing.
  public func check(_ check: Check) throws -> [Problem] {
    if check.repairs { try requireWritable() }
    let parts: [(place: String, look: (Check) throws -> [Problem])] = [
      (".", checkPlaces), (".git", checkObjects), (".git", checkBranch),
      (".git", checkUnmerged), (".", checkConflicts), (".git", checkLocks),
      (".", checkLeftovers), (".gitattributes", checkAttributes),
      (shown(cacheFolder / "catalog.db"), checkCatalog), (WorkspaceLayout.documents, checkDocuments),
      (WorkspaceLayout.chats, checkChats), (WorkspaceLayout.tombstones, checkTombstones), (".git", checkUncommitted),
    ]
    var problems: [Problem] = []
    for (place, look) in parts {
      do {
        problems += try look(check)
      } catch let stop as Interruption {
        throw stop
      } catch {
        let subject = (error as? WorkspaceError).flatMap { $0.code == .misplaced ? $0.subject : nil }
        guard !problems.contains(where: { $0.problem == "\(error)" || $0.path == subject }) else { continue }
        problems.append(Problem(path: place, problem: "\(error)", repair: "mend what is told above, then look again"))
      }
    }
    return problems
  }

  /// Looks whether Manent's folders are folders, and its files files.
  private func checkPlaces(_ check: Check) throws -> [Problem] {
    try WorkspaceLayout.ownFolders.union(WorkspaceLayout.ownFiles).sorted().compactMap { name in
      try misplacement(of: name).map { objection in
        Problem(
          path: name, problem: objection,
          repair: "move it away; 'git checkout HEAD -- \(name)' brings back what git has of it")
      }
    }
  }

  private func checkCatalog(_ check: Check) throws -> [Problem] {
    let path = shown(cacheFolder / "catalog.db")
    let complaints = try catalog().complaints()
    guard let first = complaints.first else { return [] }
    guard check.repairs else {
      return [Problem(path: path, problem: "damaged: \(first)", repair: "made anew from the files with --repair")]
    }
    closeCatalog()
    for suffix in ["", "-wal", "-shm"] { try Files.remove(cacheFolder / "catalog.db\(suffix)") }
    try refreshDocuments()
    try refreshChats(thoroughly: true)
    return [Problem(path: path, problem: "damaged: \(first)", repair: "made anew from the files", isRepaired: true)]
  }

  private func checkUncommitted(_ check: Check) throws -> [Problem] {
    guard let history = try historyIfThere() else {
      if check.repairs { _ = try self.history() }
      return [
        Problem(
          path: ".git", problem: "the workspace is in no git repository",
          repair: check.repairs ? "made one" : "made with --repair", isRepaired: check.repairs)
      ]
    }
    guard settings.commit == .turn else { return [] }
    let withheld = Set(try withheldDocuments().keys.map { "\(WorkspaceLayout.documents)/\($0)" })
    var missing: [Problem] = []
    let absent = try absentFolders(in: history)
    for name in absent {
      missing.append(
        Problem(
          path: name, problem: "the folder is missing, and git has files of it",
          repair:
            "'git checkout HEAD -- \(history.prefix)\(name)' brings it back; else the next command takes what was in it as removed"
        ))
    }
    let changed = try history.uncommitted().filter { change in
      // What was put beside Manent's own is the user's to commit, as is a folder that was moved aside.
      let top = String(change.path.prefix { $0 != "/" })
      let isOwn = WorkspaceLayout.ownFolders.contains(top) || WorkspaceLayout.ownFiles.contains(top)
      return isOwn ? !absent.contains(top) : try history.blob(at: change.path) != nil
    }.map(\.path)
    let taken = Set(try changed.compactMap(takenFolder))
    missing += taken.sorted().map { folder in
      let error = displacement(of: folder)
      return Problem(path: folder, problem: error.problem, repair: error.advice)
    }
    let left = try changed.filter { path in
      // Settings that cannot be read are told with their chat.
      try !withheld.contains(path) && objection(toSettings: path) == nil
        && misplacement(of: String(path.prefix { $0 != "/" })) == nil && takenFolder(of: path) == nil
        && objection(toRemovalOfSettings: path) == nil
    }
    guard !left.isEmpty else { return missing }
    var isCommitted = false
    if check.repairs {
      let outcome = try commit(left, message: "doctor: commit what was left uncommitted")
      if case .deferred = outcome {} else { isCommitted = true }
    }
    return missing
      + left.map {
        Problem(
          path: $0, problem: "not committed", repair: isCommitted ? "committed" : "committed with --repair",
          isRepaired: isCommitted)
      }
  }

  /// Manent's folders that are not there although git has files of them and checks them out.
  private func absentFolders(in history: History) throws -> Set<String> {
    guard let head = try history.head() else { return [] }
    let gone = WorkspaceLayout.ownFolders.filter { !Files.exists(root / $0) }
    guard !gone.isEmpty else { return [] }
    let leftOut = Set(try history.leftOut(among: Array(gone)))
    let held = Set(try history.changes(from: nil, to: head).map { String($0.path.prefix { $0 != "/" }) })
    return Set(gone.filter { held.contains($0) && !leftOut.contains($0) })
  }
}
