package import ManentCore
internal import ManentGit
import ManentRecords

extension Workspace {
  /// The absolute path of something in the workspace, after checking that it is inside: no `..`, no part that means git's
  /// own folder on any system, and no folder on the way is a link that could lead out. The entry itself may be missing.
  package func inside(_ relative: String) throws -> Path {
    var path = root
    let parts = Path.parts(of: relative, omittingEmpty: false)
    for (index, part) in parts.enumerated() {
      guard !part.isEmpty, part != ".", part != ".." else {
        throw WorkspaceError(.badName, "'\(relative)'", "not a path inside the workspace")
      }
      guard !GitName.meansRepository(part) else {
        throw WorkspaceError(.badName, "'\(relative)'", "a part of it means git's own folder")
      }
      path = path / String(part)
      guard index < parts.count - 1, !knownFolders.contains(path) else { continue }
      switch try Files.status(path)?.kind {
      case .folder?: knownFolders.insert(path)
      case nil: break
      default:
        throw WorkspaceError(
          .misplaced, "\(path)", "not a folder but a link or a file, so what is below it is not part of the workspace",
          advice: "replace it by a folder")
      }
    }
    return path
  }
}
