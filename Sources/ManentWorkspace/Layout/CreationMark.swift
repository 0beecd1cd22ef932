import ManentCore

/// The file that says that a workspace is being made: a process that is killed meanwhile leaves it, and the next one
/// begins anew.
enum CreationMark {
  /// Where it is.
  static func path(in root: Path) -> Path { root / WorkspaceLayout.cache / "making" }

  /// Sets the mark, which says whether the folder had a repository before.
  ///
  /// - Returns: its lock, which tells other processes that the workspace is still being made.
  static func set(in root: Path) throws -> FileLock {
    let hasRepository = Files.exists(root / ".git")
    try Files.makeFolders(path(in: root).parent)
    try Files.writeAtomically(Array((hasRepository ? "joined" : "own").utf8), to: path(in: root))
    return try FileLock.wait(for: path(in: root))
  }

  /// Takes the mark away: the workspace is made.
  static func remove(from root: Path) throws { try Files.remove(path(in: root)) }

  /// Removes what a killed process has left, unless something lies there that no template brings.
  ///
  /// - Throws: `WorkspaceError.Code.exists` when the process still runs.
  static func clearRemains(in root: Path, of template: WorkspaceTemplate) throws {
    let left = (try? Files.list(root)) ?? []
    // Killed before the mark was set: there is nothing but its folder.
    if left == [WorkspaceLayout.cache], try hasNoContent(root / WorkspaceLayout.cache) {
      return try Files.removeTree(root / WorkspaceLayout.cache)
    }
    guard let mark = try? Files.read(path(in: root), limit: 64, followsLinks: false) else { return }
    let kind = String(decoding: mark, as: UTF8.self)
    guard ["own", "joined"].contains(kind) else { return }
    guard try !FileLock.isHeld(path(in: root)) else {
      throw WorkspaceError(.exists, "\(root)", "being made by another process", advice: "wait for it")
    }
    let brought = Set(try template.files().compactMap { $0.split(separator: "/").first.map(String.init) })
    let ours = brought.union([WorkspaceLayout.index, WorkspaceLayout.cache, ".git"])
    guard left.allSatisfy(ours.contains) else { return }
    // The mark goes last, so that being killed here changes nothing.
    for name in left where name != WorkspaceLayout.cache && (name != ".git" || kind == "own") {
      try Files.removeTree(root / name)
    }
    try Files.removeTree(root / WorkspaceLayout.cache)
  }

  /// Whether a folder holds nothing but the unfinished mark.
  private static func hasNoContent(_ folder: Path) throws -> Bool {
    try Files.status(folder)?.kind == .folder && Files.list(folder).allSatisfy { $0.hasPrefix(".making.") }
  }
}
