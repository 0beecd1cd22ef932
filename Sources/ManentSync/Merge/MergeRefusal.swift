import ManentCore
import ManentFormats
import ManentHistory
import ManentRecords
import ManentWorkspace

/// What of another history must not come into a workspace.
enum MergeRefusal {
  /// The folders and files at the root that Manent reads and writes.
  static let own: Set<String> = [
    WorkspaceLayout.settingsFile, WorkspaceLayout.documents, WorkspaceLayout.chats, WorkspaceLayout.index,
    WorkspaceLayout.tombstones, "templates", ".gitattributes", ".gitignore",
  ]

  /// Checks that the other side is a workspace of this layout, and that nothing new in it could lead out of ours.
  ///
  /// - Throws: `WorkspaceError.Code.unrelated`, `.unknownLayout` or `.misplaced`.
  static func check(_ fork: Fork, _ paths: some Sequence<ForkedPath>, from name: String) throws {
    let settings = try fork.version(of: Path(WorkspaceLayout.settingsFile), in: fork.theirs)
    guard let settings, settings.isFile else {
      throw WorkspaceError(
        .unrelated, name, "not a workspace (it has no workspace.yaml)",
        advice: "name the repository of a workspace")
    }
    try checkLayout(try fork.content(of: settings), "\(WorkspaceLayout.settingsFile) of \(name)")
    for path in paths {
      let first = String(path.path.components.first ?? "").lowercased()
      if first == WorkspaceLayout.formerFolder, path.theirs != nil {
        throw WorkspaceError(
          .misplaced, path.path.string, "a file of \(name)'s own, which does not belong into git",
          advice: "remove it there with 'git rm --cached'")
      }
      guard let theirs = path.theirs, !theirs.isFile, own.contains(first) else { continue }
      // What is in there is another repository's, and passed over; its folder stays empty until the user has git fill it.
      if theirs.kind == .submodule, first == WorkspaceLayout.documents, path.path.components.count > 1 { continue }
      throw WorkspaceError(
        .misplaced, path.path.string,
        "a \(theirs.kind == .link ? "link" : "submodule") in \(name), which is not followed",
        advice: "replace it there by a file")
    }
  }

  private static func checkLayout(_ bytes: [UInt8], _ file: String) throws {
    let root = try YAMLMapping(YAMLDocument(parsing: bytes, file: file))
    let version = try root.integer("manent")
    guard version == WorkspaceLayout.version else {
      throw WorkspaceError(
        .unknownLayout, file, "layout version \(version.map(String.init) ?? "?") is not known to this program",
        advice: "it reads version \(WorkspaceLayout.version); install a newer one")
    }
  }
}
