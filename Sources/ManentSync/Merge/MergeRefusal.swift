import ManentCore
import ManentFormats
internal import ManentGit
import ManentHistory
import ManentRecords

/// What of another history must not come into a workspace.
enum MergeRefusal {
  /// The folders and files at the root that Manent reads and writes.
  static let own = WorkspaceLayout.ownFolders.union(WorkspaceLayout.ownFiles)

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
    try requireSize(fork.size(of: settings), atMost: YAMLDocument.maximumSize, WorkspaceLayout.settingsFile, name)
    try checkLayout(try fork.content(of: settings), "\(WorkspaceLayout.settingsFile) of \(name)")
    for path in paths {
      let first = String(path.path.components.first ?? "").lowercased()
      if first == WorkspaceLayout.formerFolder, path.theirs != nil {
        throw WorkspaceError(
          .misplaced, path.path.string, "a file of \(name)'s own, which does not belong into git",
          advice: "remove it there with 'git rm --cached'")
      }
      if path.theirs?.isFile == true, let objection = WorkspaceLayout.objection(toFile: path.path) {
        throw misplaced(path.path.string, objection, name)
      }
      if let theirs = path.theirs, theirs.isFile, path.ours != theirs, let limit = limit(for: path.path) {
        try requireSize(fork.size(of: theirs), atMost: limit, path.path.string, name)
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

  /// Checks that Manent's folders are folders in a commit that is to be cloned, its files files, and that they can be read.
  ///
  /// - Throws: `WorkspaceError.Code.misplaced`, `.unreadable`.
  static func checkPlaces(_ commit: CommitID, in history: History, from name: String) throws {
    for folder in WorkspaceLayout.ownFolders.sorted() where try history.blob(at: folder, in: commit) != nil {
      throw misplaced(folder, "a file, where a folder of Manent's belongs", name)
    }
    for file in WorkspaceLayout.ownFiles.sorted() {
      if let blob = try history.blob(at: file, in: commit), let limit = limit(for: Path(file)) {
        try requireSize(history.size(of: blob), atMost: limit, file, name)
      } else if try history.folder(at: file, in: commit) != nil {
        throw misplaced(file, "a folder, where a file of Manent's belongs", name)
      }
    }
  }

  private static func misplaced(_ path: String, _ objection: String, _ name: String) -> WorkspaceError {
    WorkspaceError(
      .misplaced, path, "\(objection), in \(name)",
      advice: "put it elsewhere there; what had the place is in the commit before")
  }

  /// The most bytes of a file that is read whole to join it; `nil` for one that is only written.
  private static func limit(for path: Path) -> Int? {
    switch MergeRule(for: path) {
    case .lines:
      path.string == WorkspaceLayout.tombstones ? WorkspaceLayout.largestTombstones : WorkspaceLayout.largestPart
    case .settings, .patterns: YAMLDocument.maximumSize
    default: nil
    }
  }

  /// Throws when something of another history is too large to be read; one that is not here has no size yet.
  ///
  /// - Throws: `WorkspaceError.Code.unreadable`.
  static func requireSize(_ size: Int?, atMost limit: Int, _ path: String, _ name: String) throws {
    guard let size, size > limit else { return }
    throw WorkspaceError(
      .unreadable, path, "\(ByteCount(size)) in \(name), and not more than \(ByteCount(limit)) is read",
      advice: "put a smaller one there")
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
