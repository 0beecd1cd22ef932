public import ManentCore
import ManentRecords

/// The folder that new workspaces are copied from.
public struct WorkspaceTemplate {
  /// The name of the shipped template's folder. With a program in `~/.local/bin` it lies among the workspaces.
  static let folderName = "workspace-template"

  /// Where it is.
  public let folder: Path

  /// A template in a folder of the user's choosing.
  public init(folder: Path) throws {
    guard WorkspaceLocator.isWorkspace(folder) else {
      throw WorkspaceError(.noTemplate, "\(folder)", "not a workspace template (it has no workspace.yaml)")
    }
    self.folder = folder
  }

  /// The template that came with the program: `share/manent/workspace-template` beside its `bin`, or, when it runs
  /// from a checkout, the checkout's `workspace-template`.
  public static func shipped(executable: Path? = Platform.executable) throws -> WorkspaceTemplate {
    var folder = executable?.parent
    while let here = folder, here.parent != here {
      for candidate in [here / "share/manent" / folderName, here / folderName]
      where WorkspaceLocator.isWorkspace(candidate) {
        return try WorkspaceTemplate(folder: candidate)
      }
      folder = here.parent
    }
    throw WorkspaceError(
      .noTemplate, "workspace-template", "not found near \(executable?.string ?? "the program")",
      advice: "install it as share/manent/workspace-template, or name one with 'manent init NAME --template DIR'")
  }

  /// The files to copy, relative to the folder; links and what is hidden are left out, but for git's own settings
  /// files.
  package func files() throws -> [String] {
    var found: [String] = []
    func walk(_ relative: String) throws {
      for name in try Files.list(relative.isEmpty ? folder : folder / relative) {
        let path = relative.isEmpty ? name : "\(relative)/\(name)"
        guard !name.hasPrefix(".") || [".gitattributes", ".gitignore"].contains(name) else { continue }
        switch try Files.status(folder / path)?.kind {
        case .file: found.append(path)
        case .folder: try walk(path)
        default: continue
        }
      }
    }
    try walk("")
    return found
  }
}
