internal import ManentCore
internal import ManentGit

/// The locks that git's commands hold while they work on a repository.
enum ForeignLocks {
  /// Throws when a command of git's holds a lock.
  static func requireNone(in commonFolder: Path) throws(GitError) {
    var files: [Path] = []
    for folder in try Tips.gitFolders(in: commonFolder) {
      files += ["index.lock", "HEAD.lock"].map { folder / $0 }
      files += try Tips.files(below: folder / "refs").filter { $0.name.hasSuffix(".lock") }
    }
    files += ["packed-refs.lock", "config.lock", "shallow.lock", "gc.pid"].map { commonFolder / $0 }
    files += ["commit-graph.lock", "commit-graphs/commit-graph-chain.lock"].map { commonFolder / "objects/info" / $0 }
    files.append(commonFolder / "objects/pack/multi-pack-index.lock")
    for file in files where Files.exists(file) {
      throw GitError(.busy, "prune", path: file, reason: "if none runs, remove its lock")
    }
  }
}
