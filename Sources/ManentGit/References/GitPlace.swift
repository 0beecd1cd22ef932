package import ManentCore

/// Where a repository is: its work tree, and its own folder where that is not the work tree's `.git`.
package struct GitPlace {
  package var workTree: Path
  /// What `GIT_DIR` names; `nil` for the work tree's `.git`.
  package var gitFolder: Path?

  /// The repository that a folder belongs to: the one that `GIT_DIR` and `GIT_WORK_TREE` name, if the folder is in its
  /// work tree and in no other repository in there; else the nearest at or above it. `nil` when there is none.
  ///
  /// - Parameters:
  ///   - folder: with its links followed.
  ///   - environment: where the variables are looked up.
  ///   - current: what relative values start from.
  package static func find(
    containing folder: Path, environment: [String: String], from current: Path = Platform.currentFolder
  ) throws(FileError) -> GitPlace? {
    if let named = try named(containing: folder, environment: environment, from: current) { return named }
    return HeadReader.nearest(from: folder).map { GitPlace(workTree: $0) }
  }

  /// The repository that `GIT_DIR` and `GIT_WORK_TREE` name, if a folder belongs to it; else `nil`.
  static func named(
    containing folder: Path, environment: [String: String], from current: Path = Platform.currentFolder
  ) throws(FileError) -> GitPlace? {
    guard let named = try named(by: environment, from: current), folder.relative(to: named.workTree) != nil else {
      return nil
    }
    guard let nearest = HeadReader.nearest(from: folder), nearest != named.workTree else { return named }
    // A repository inside the work tree is its own.
    return nearest.relative(to: named.workTree) == nil ? named : nil
  }

  private static func named(by environment: [String: String], from current: Path) throws(FileError) -> GitPlace? {
    guard let text = environment["GIT_DIR"], !text.isEmpty else { return nil }
    let place = Path(text).absolute(from: current)
    guard try Files.statusFollowingLinks(place)?.kind == .folder else { return nil }
    let folder = try Files.resolvingLinks(place)
    var tree = current
    if let text = environment["GIT_WORK_TREE"], !text.isEmpty {
      tree = Path(text).absolute(from: current)
    } else if let text = workTreeSetting(of: folder) {
      // As git does: relative to its own folder.
      tree = Path(text).absolute(from: folder)
    } else if folder.name == ".git" {
      tree = folder.parent
    } else if Files.exists(folder / "commondir") || !Files.exists(folder / "HEAD") {
      // A linked work tree says itself where it is; a hook that runs in it has this variable.
      return nil
    }
    guard try Files.statusFollowingLinks(tree)?.kind == .folder else { return nil }
    tree = try Files.resolvingLinks(tree)
    return folder == tree / ".git" ? GitPlace(workTree: tree) : GitPlace(workTree: tree, gitFolder: folder)
  }

  /// The setting `core.worktree` of a repository. Settings that cannot be read count as none here: opening the repository fails on them.
  private static func workTreeSetting(of folder: Path) -> String? {
    let file = folder / "config"
    guard Files.exists(file) else { return nil }
    do throws(GitError) {
      try GitLibrary.start()
      return try GitConfiguration(file: file).snapshot().text("core.worktree")
    } catch {
      return nil
    }
  }
}
