import ManentCore
import ManentRecords
import ManentWorkspace

extension Workspace {
  /// Files and folders that a killed command has left half done and that nobody goes on with.
  func checkLeftovers(_ check: Check) throws -> [Problem] {
    var found: [Path] = []
    func look(_ folder: Path) throws {
      guard try Files.status(folder)?.kind == .folder else { return }
      for (name, status) in try Files.entries(of: folder) {
        if status.kind == .folder { try look(folder / name) }
        if status.kind == .file, isAbandoned(name, status) { found.append(folder / name) }
      }
    }
    for (name, status) in try Files.entries(of: root) where isAbandoned(name, status) { found.append(root / name) }
    for name in [WorkspaceLayout.chats, WorkspaceLayout.documents, WorkspaceLayout.index] { try look(root / name) }
    for folder in [cacheFolder, stateFolder] {
      for (name, status) in try Files.entries(of: folder) {
        let isStaging =
          try name.hasPrefix(Self.stagingPrefix) && !isElsewhere(String(name.dropFirst(Self.stagingPrefix.count)))
        if status.kind == .folder && isStaging || status.kind == .file && isAbandoned(name, status) {
          found.append(folder / name)
        }
      }
    }
    return try found.sorted { $0.string < $1.string }.map { path in
      if check.repairs { try Files.removeTree(path) }
      return Problem(
        path: path.relative(to: root) ?? path.string, problem: "left by a command that was killed",
        repair: check.repairs ? "removed" : "removed with --repair", isRepaired: check.repairs)
    }
  }

  /// Whether a name is that of a file on its way (`.NAME.PROCESS-NUMBER.tmp`) that nobody has touched for ten minutes.
  private func isAbandoned(_ name: String, _ status: FileStatus) -> Bool {
    guard name.hasPrefix("."), name.hasSuffix(".tmp") else { return false }
    let words = name.dropLast(4).split(separator: ".").last?.split(separator: "-") ?? []
    guard words.count == 2, Int32(words[0]) != nil, UInt32(words[1]) != nil else { return false }
    return status.modified < (surroundings.clock.now().milliseconds - 600_000) * 1_000_000
  }
}
