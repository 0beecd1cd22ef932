import ManentCatalog
import ManentChats
import ManentCore
import ManentRecords
import ManentWorkspace

extension Workspace {
  /// Finds settings in which a merge without our driver has left its markers, and with `repair` writes the joined text.
  func checkConflicts(_ check: Check) throws -> [Problem] {
    var problems: [Problem] = []
    for path in [WorkspaceLayout.settingsFile] + (try chatFolders().map { "\($0)/\(WorkspaceLayout.chatFile)" }) {
      let file = try inside(path)
      // Something else in its place is told of the chat.
      if path != WorkspaceLayout.settingsFile, try Files.status(file)?.kind != .file { continue }
      let bytes: [UInt8]
      do { bytes = try Files.read(file, limit: 1 << 20, followsLinks: false) } catch {
        if let folder = WorkspaceLayout.chatFolder(of: path), try hasGone(folder) { continue }
        throw error
      }
      guard ConflictText(bytes) != nil else { continue }
      let resolved = SettingsMerge.resolved(bytes, file: file.string)
      // Where the sides cannot be joined, the file cannot be read, which is told of the chat.
      if resolved == bytes, path != WorkspaceLayout.settingsFile { continue }
      let isRepaired = check.repairs && resolved != bytes
      if isRepaired {
        try locked(.chats) {
          try Files.writeAtomically(resolved, to: file)
          commitWhatHappened([path], message: "doctor: join the two sides of a conflict in \(path)")
        }
      }
      problems.append(
        Problem(
          path: path, problem: "git has left the markers of a conflict",
          repair: isRepaired
            ? "joined key by key" : resolved == bytes ? "mend it in an editor" : "joined with --repair",
          isRepaired: isRepaired))
    }
    return problems
  }
}
