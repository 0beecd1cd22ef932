public import ManentCore

/// Looks at a repository without libgit2, which takes 5 ms to start: enough to see whether anything is new.
public enum HeadReader {
  /// The commit that is checked out; `nil` on an unborn branch, or when the repository cannot be read this way.
  ///
  /// `History.head()` tells these apart.
  public static func commit(gitFolder: Path) -> CommitID? {
    guard let common = try? commonFolder(of: gitFolder) else { return nil }
    return (try? HeadState.read(gitFolder: gitFolder, commonFolder: common))?.commit
  }

  /// The nearest repository at or above a folder: its work tree and the folder with its `HEAD`.
  ///
  /// The `.git` may be a folder, or the file that a linked work tree or a submodule has; what it leads to is not
  /// checked.
  ///
  /// - Parameters:
  ///   - folder: where to look.
  ///   - environment: where `GIT_DIR` and `GIT_WORK_TREE` are looked up.
  public static func gitFolder(
    containing folder: Path, environment: [String: String] = Platform.environment
  ) -> (root: Path, gitFolder: Path)? {
    guard let start = try? Files.resolvingLinks(folder),
      let place = try? GitPlace.find(containing: start, environment: environment)
    else { return nil }
    if let folder = place.gitFolder { return (place.workTree, folder) }
    return (try? location(of: place.workTree)).map { (place.workTree, $0) }
  }

  /// The repository that a folder belongs to (see `GitPlace`), and the folder with its links followed; `nil` when there
  /// is none, or its `.git` leads nowhere.
  ///
  /// - Parameters:
  ///   - folder: where to look.
  ///   - environment: where `GIT_DIR` and `GIT_WORK_TREE` are looked up.
  /// - Throws: `FileError` when that cannot be told.
  public static func repository(
    containing folder: Path, environment: [String: String] = Platform.environment
  ) throws -> (root: Path, gitFolder: Path, folder: Path)? {
    let folder = try Files.resolvingLinks(folder)
    if let named = try GitPlace.named(containing: folder, environment: environment), let place = named.gitFolder {
      return (named.workTree, place, folder)
    }
    var candidate = folder
    while try Files.status(candidate / ".git") == nil {
      if candidate.parent == candidate { return nil }
      candidate = candidate.parent
    }
    do { return try location(of: candidate).map { (candidate, $0, folder) } } catch let error as FileError {
      guard error.isNotFound else { throw error }
      return nil
    }
  }

  /// The nearest folder with a `.git` at or above `folder`.
  static func nearest(from folder: Path) -> Path? {
    var candidate = folder
    while true {
      if Files.exists(candidate / ".git") { return candidate }
      if candidate.parent == candidate { return nil }
      candidate = candidate.parent
    }
  }

  /// What the `.git` of a work tree stands for.
  private static func location(of root: Path) throws -> Path? {
    let entry = root / ".git"
    if try Files.statusFollowingLinks(entry)?.kind == .folder { return entry }
    guard let text = try firstLine(of: entry), text.hasPrefix("gitdir:") else { return nil }
    let place = String(text.dropFirst(7).drop { $0 == " " })
    return place.isEmpty ? nil : try resolve(place, from: root)
  }

  /// The folder that linked work trees share.
  private static func commonFolder(of gitFolder: Path) throws -> Path {
    guard let text = try firstLine(of: gitFolder / "commondir"), !text.isEmpty else { return gitFolder }
    return try resolve(text, from: gitFolder)
  }

  /// Follows the links before `..` is applied, as the system does.
  private static func resolve(_ place: String, from base: Path) throws -> Path {
    try Files.resolvingLinks(Path(place).isAbsolute ? Path(place) : Path(base.string + "/" + place))
  }

  private static func firstLine(of path: Path) throws -> String? {
    guard try Files.statusFollowingLinks(path) != nil else { return nil }
    let bytes = try Files.read(path, limit: 1 << 16)
    return String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self).trimmingSpaces
  }
}
