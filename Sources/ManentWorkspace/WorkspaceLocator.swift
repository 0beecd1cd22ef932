public import ManentCore
import ManentRecords

/// Finds workspaces on this machine.
public struct WorkspaceLocator: Sendable {
  /// Where a command's workspace comes from.
  public enum Origin: Equatable, Sendable {
    /// An existing workspace.
    case existing(Path)
    /// The user's own workspace, which is to be made on first use.
    case firstUse(Path)
  }

  private let environment: [String: String]
  private let currentFolder: Path

  /// A locator for the given environment and current folder.
  public init(environment: [String: String] = Platform.environment, currentFolder: Path = Platform.currentFolder) {
    self.environment = environment
    self.currentFolder = currentFolder
  }

  /// The user's home folder: `HOME`, else what the system records.
  public var userHome: Path { environmentHome ?? Platform.homeFolder }

  /// `HOME`, where it is a whole path.
  private var environmentHome: Path? { nonEmpty("HOME").flatMap { $0.hasPrefix("/") ? Path($0) : nil } }

  /// Whether `HOME` is there and says nothing that could be a home, so that another place is taken.
  public var hasUnusableHome: Bool { environment["HOME"] != nil && environmentHome == nil }

  /// The folder of named workspaces: `MANENT_HOME`, else `$XDG_DATA_HOME/manent`, else `~/.local/share/manent`.
  public var home: Path {
    if let path = nonEmpty("MANENT_HOME") { return Path(path).absolute(from: currentFolder) }
    if let path = nonEmpty("XDG_DATA_HOME"), path.hasPrefix("/") { return Path(path) / "manent" }
    return userHome / ".local/share/manent"
  }

  /// The folder of machine settings: `$XDG_CONFIG_HOME/manent`, else `~/.config/manent`.
  public var configuration: Path {
    if let path = nonEmpty("XDG_CONFIG_HOME"), path.hasPrefix("/") { return Path(path) / "manent" }
    return userHome / ".config/manent"
  }

  /// The names of the workspaces in `home`, sorted.
  public func names() throws -> [String] {
    guard try Files.statusFollowingLinks(home)?.kind == .folder else { return [] }
    return try Files.list(home).filter { name in
      // A hidden folder is one in the making.
      name != WorkspaceTemplate.folderName && !name.hasPrefix(".") && Self.isWorkspace(home / name)
    }
  }

  /// Finds the workspace of a command: the given name or path, `MANENT_WORKSPACE`, a `workspace.yaml` in the current
  /// folder or above it, else the user's own in `home`.
  public func locate(_ given: String?) throws -> Origin {
    if let given { return .existing(try find(given)) }
    if let named = nonEmpty("MANENT_WORKSPACE") { return .existing(try find(named)) }
    var folder = currentFolder
    while true {
      if Self.isWorkspace(folder) { return .existing(try own(folder)) }
      if folder.parent == folder { break }
      folder = folder.parent
    }
    let mine = home / Platform.loginName
    try ownership.requireOwn(home: home)
    return Self.isWorkspace(mine) ? .existing(try own(mine)) : .firstUse(mine)
  }

  private var ownership: Ownership { Ownership(environment: environment) }

  /// A workspace that may be used: it is the user's own, or trusted.
  private func own(_ folder: Path) throws -> Path {
    try ownership.requireOwn(workspace: folder)
    return folder
  }

  /// The folder for a new workspace: a name goes to `home`, anything with a slash (or `.`) is a path.
  public func place(for nameOrPath: String) throws -> Path {
    if isPath(nameOrPath) { return Path(nameOrPath).absolute(from: currentFolder) }
    try WorkspaceName.check(nameOrPath)
    try ownership.requireOwn(home: home)
    return home / nameOrPath
  }

  /// Whether a folder is a workspace: it holds a `workspace.yaml`, and nobody has been stopped while making it.
  public static func isWorkspace(_ folder: Path) -> Bool {
    Files.exists(folder / WorkspaceLayout.settingsFile) && !CreationMark.isSet(in: folder)
  }

  private func find(_ nameOrPath: String) throws -> Path {
    let folder = try place(for: nameOrPath)
    if folder == home / WorkspaceTemplate.folderName {
      throw WorkspaceError(.noWorkspace, "\(folder)", "the template of workspaces, not one", advice: "name another")
    }
    if !isPath(nameOrPath) { try ownership.requireOwn(home: home) }
    if Self.isWorkspace(folder) { return try own(folder) }
    // A name may also be a folder here; `home` comes first, so that a folder cannot hide a workspace.
    let here = Path(nameOrPath).absolute(from: currentFolder)
    if !isPath(nameOrPath), Self.isWorkspace(here) { return try own(here) }
    if isPath(nameOrPath) {
      throw WorkspaceError(
        .noWorkspace, "\(folder)", "not a workspace (it has no workspace.yaml)",
        advice: "make one with 'manent init \(nameOrPath)'")
    }
    let near = Nearest.match(for: nameOrPath, in: try names()).map { "did you mean '\($0)'? " } ?? ""
    throw WorkspaceError(
      .noWorkspace, "'\(nameOrPath)'", "no such workspace in \(home)",
      advice: near + "'manent workspaces' lists them, 'manent init \(nameOrPath)' makes it")
  }

  private func isPath(_ text: String) -> Bool { text.contains("/") || text == "." || text == ".." }

  private func nonEmpty(_ variable: String) -> String? { environment[variable].flatMap { $0.isEmpty ? nil : $0 } }
}
