import ManentCore
import ManentHistory
import ManentRecords

/// The folder `.manent` in the work tree, in which this machine's own files were kept before git's folder was the place
/// for them. What lies there is taken over once.
///
/// A clone or a pull can bring such a folder, and nothing in one is believed: it must be a real folder, the user's own,
/// and git must not have any of it. Each entry moves by one rename, and the folder goes when all are on the disk in
/// their new places: killed anywhere, the next command goes on.
struct FormerFolder {
  let root: Path
  let machine: MachineFolder
  let surroundings: Surroundings

  private var folder: Path { root / WorkspaceLayout.formerFolder }
  /// Says that the user was told of a folder that is left alone.
  private var told: Path { machine.state / "former-folder-told" }

  /// What goes where. A catalog comes last of its files: without its journal it would not be whole.
  private static let state = [
    "merging", "steps", "staging", "purge.json", "prune", "waiting", "torn", "damaged",
  ]
  private static let cache = ["embedder.json", WorkspaceLayout.index, "catalog.db-wal", "catalog.db-shm", "catalog.db"]
  /// The locks that processes of before hold, in the order in which they take them.
  private static let locks = ["sync", "chats", "documents", "history"]

  /// Takes the folder over, or tells once why not.
  func takeOver() throws {
    guard try Files.status(folder) != nil, try Files.status(told) == nil else { return }
    let surroundings = surroundings
    let lock = try FileLock.wait(for: machine.locks / "former-folder") { _ in
      surroundings.notify("waiting for another process, which takes over \(folder); Ctrl-C gives up")
    }
    try lock.during {
      guard let status = try Files.status(folder) else { return }
      if let reason = try objection(to: status) { return try leave(because: reason) }
      try holding(Self.locks[...]) { try move() }
    }
  }

  private func leave(because reason: String) throws {
    surroundings.notify(
      "\(folder) is left alone: \(reason); what this machine keeps of the workspace is in \(machine.base) now")
    try Files.writeAtomically([], to: told)
  }

  private func objection(to status: FileStatus) throws -> String? {
    guard status.kind == .folder else { return "it is no folder" }
    guard status.owner == Platform.userID else { return "it belongs to another user" }
    guard let history = try History.open(containing: root, environment: surroundings.environment) else {
      return "there is no repository"
    }
    return try history.tracksAnything(at: WorkspaceLayout.formerFolder)
      ? "git tracks files in it, so that somebody else may have made them" : nil
  }

  /// Runs `body` while no process of before is at work.
  private func holding(_ names: ArraySlice<String>, _ body: () throws -> Void) throws {
    guard let name = names.first, try Files.status(folder / "locks")?.kind == .folder else { return try body() }
    let lock = try FileLock.wait(for: folder / "locks" / name) { _ in
      surroundings.notify("waiting for an older version of this program, which is at work in \(root); Ctrl-C gives up")
    }
    try lock.during { try holding(names.dropFirst(), body) }
  }

  private func move() throws {
    var isWhole = true
    for name in Self.state where try !carry(folder / name, to: machine.state / name) { isWhole = false }
    let codes = try Files.list(folder).filter { $0.hasPrefix("codes-") && $0.hasSuffix(".cache") }
    for name in codes + Self.cache {
      // What can be made again does not stand in the way.
      if try !carry(folder / name, to: machine.cache / name) { try Files.removeTree(folder / name) }
    }
    for place in [machine.state, machine.cache] { try Files.syncFolder(place) }
    guard isWhole else { return try leave(because: "some of it lies in the new place under the same names already") }
    try Files.removeTree(folder)
    surroundings.notify("what this machine keeps of the workspace was moved from \(folder) to \(machine.base)")
  }

  /// Moves a file or a folder; folders of one name are joined. `false` when something else of that name stays.
  private func carry(_ source: Path, to target: Path) throws -> Bool {
    guard let kind = try Files.status(source)?.kind else { return true }
    guard kind == .file || kind == .folder else { return false }
    guard let there = try Files.status(target)?.kind else {
      try Files.move(source, to: target)
      return true
    }
    guard kind == .folder, there == .folder else {
      // A copy that a killed process has made.
      guard kind == .file, there == .file, try Files.read(source) == Files.read(target) else { return false }
      try Files.remove(source)
      return true
    }
    var isWhole = true
    for name in try Files.list(source) where try !carry(source / name, to: target / name) { isWhole = false }
    if isWhole { Files.removeEmptyFolder(source) }
    return isWhole
  }
}
