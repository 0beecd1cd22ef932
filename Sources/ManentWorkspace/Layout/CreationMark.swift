import ManentCore

/// The file that says that a workspace is being made: a process that is killed meanwhile leaves it, and the next one
/// begins anew.
enum CreationMark {
  /// Where it is.
  static func path(in root: Path) -> Path { root / WorkspaceLayout.cache / "making" }

  /// Sets the mark: the number of this process, then whether the folder had a repository before.
  static func set(in root: Path) throws {
    let hasRepository = Files.exists(root / ".git")
    try Files.makeFolders(path(in: root).parent)
    let text = "\(Platform.processID) \(hasRepository ? "joined" : "own")"
    try Files.writeAtomically(Array(text.utf8), to: path(in: root))
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
    let words = String(decoding: mark, as: UTF8.self).split(separator: " ")
    guard words.count == 2, let process = Int32(words[0]) else { return }
    guard !Platform.isRunning(process) else {
      throw WorkspaceError(.exists, "\(root)", "being made by process \(process)", advice: "wait for it")
    }
    let brought = Set(try template.files().compactMap { $0.split(separator: "/").first.map(String.init) })
    let ours = brought.union([WorkspaceLayout.index, WorkspaceLayout.cache, ".git"])
    guard left.allSatisfy(ours.contains) else { return }
    // The mark goes last, so that being killed here changes nothing.
    for name in left where name != WorkspaceLayout.cache && (name != ".git" || words[1] == "own") {
      try Files.removeTree(root / name)
    }
    try Files.removeTree(root / WorkspaceLayout.cache)
  }

  /// Whether a folder holds nothing but the unfinished mark.
  private static func hasNoContent(_ folder: Path) throws -> Bool {
    try Files.status(folder)?.kind == .folder && Files.list(folder).allSatisfy { $0.hasPrefix(".making.") }
  }
}
