package import ManentCore
import ManentFormats
import ManentRecords

/// The note that a workspace is being made: a process that is killed meanwhile leaves it, and the next one begins anew.
///
/// It lies in git's folder, where no pull can bring one. Its lock tells other processes that the work goes on.
package struct CreationMark {
  /// The workspace.
  let root: Path
  private let note: JournalNote
  private let lock: Path

  /// The mark of a folder that is in a repository; `nil` when it is in none, and so has no mark.
  package init?(in root: Path) throws {
    guard try Files.statusFollowingLinks(root)?.kind == .folder, let machine = try MachineFolder.of(root) else {
      return nil
    }
    self.root = root
    note = JournalNote(at: machine.state / "making.json")
    lock = machine.state / "making.lock"
  }

  /// Whether a workspace is being made in a folder, or was when its process was killed.
  static func isSet(in root: Path) -> Bool {
    do {
      return try CreationMark(in: root).map { try Files.status($0.note.file) != nil } ?? false
    } catch {
      // Another user's folder may keep this one out. Where it cannot be told otherwise, the workspace may be half made.
      return (error as? FileError)?.isPermission != true
    }
  }

  /// Sets the mark.
  ///
  /// - Parameter hadRepository: whether the folder was in a repository before.
  /// - Returns: its lock.
  package func set(hadRepository: Bool, mode: UInt32) throws -> FileLock {
    try MachineFolder(base: note.file.parent.parent).makeFolders(mode: mode)
    let held = try FileLock.wait(for: lock)
    try note.write(["repository": .string(hadRepository ? "joined" : "own")], owner: "")
    return held
  }

  /// Takes the mark away: the workspace is made.
  package func remove() throws {
    try note.finish()
    try Files.remove(lock)
  }

  /// Removes what a killed process has left, unless something lies there that no template brings.
  ///
  /// - Throws: `WorkspaceError.Code.exists` when the process still runs, `.unreadable` when the mark cannot be read.
  package static func clearRemains(in root: Path, of template: WorkspaceTemplate) throws {
    guard let mark = try CreationMark(in: root) else { return }
    let kind: String
    switch try mark.note.state(isElsewhere: { _ in false }) {
    case .absent, .foreign, .damaged: return
    case .unreadable(let error):
      throw WorkspaceError(
        .unreadable, "\(error.path)", "cannot \(error.operation) the note of a workspace in the making: \(error.reason)"
      )
    case .noted(let json): kind = json["repository"]?.string ?? ""
    }
    guard ["own", "joined"].contains(kind) else { return }
    guard try !FileLock.isHeld(mark.lock) else {
      throw WorkspaceError(.exists, "\(root)", "being made by another process", advice: "wait for it")
    }
    let brought = Set(try template.files().compactMap { $0.split(separator: "/").first.map(String.init) })
    let ours = brought.union([WorkspaceLayout.index, ".git"])
    let left = try Files.list(root)
    guard left.allSatisfy(ours.contains) else { return }
    // The mark goes last, so that being killed here changes nothing.
    for name in left where name != ".git" { try Files.removeTree(root / name) }
    if kind == "own" {
      let git = root / ".git"
      for name in try Files.list(git) where name != "manent" { try Files.removeTree(git / name) }
      try Files.removeTree(git)
    } else {
      try mark.clearMachineFolder()
    }
  }

  /// Removes this machine's own files of a workspace that is not made, the mark last.
  package func clearMachineFolder() throws {
    let machine = MachineFolder(base: note.file.parent.parent)
    try Files.removeTree(machine.cache)
    for name in try Files.list(machine.state) where machine.state / name != note.file {
      try Files.removeTree(machine.state / name)
    }
    try note.finish()
    try Files.removeTree(machine.state)
    Files.removeEmptyFolder(machine.base)
  }
}
