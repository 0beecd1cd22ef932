public import ManentCore
public import ManentGit

extension Fork {
  /// The folders a few levels below one that a commit of a side has not got and one of its parents has, each with that
  /// parent.
  ///
  /// Only trees that differ are looked into, so that a commit costs a few reads.
  ///
  /// - Parameters:
  ///   - side: whose commits.
  ///   - top: the folder in which to look.
  ///   - depth: how many levels below it.
  ///   - isWanted: whether a folder of that name counts.
  public func droppedFolders(
    by side: Side, below top: Path, depth: Int, where isWanted: @escaping (String) -> Bool
  ) throws(GitError) -> [(folder: Path, parent: CommitID)] {
    var search = DroppedFolderSearch(depth: depth, isWanted: isWanted)
    var found: [(folder: Path, parent: CommitID)] = []
    for commit in commits where commit.side == side {
      let new = try folder(at: top, in: commit.tree)
      for id in parents(of: commit) {
        guard let old = try folder(at: top, in: history.tree(of: id)), old != new else { continue }
        for (path, _) in try search.dropped(from: old, to: new, in: history.objects) { found.append((top / path, id)) }
      }
    }
    return found
  }

  private func folder(at path: Path, in tree: ObjectID) throws(GitError) -> ObjectID? {
    let entry = try trees.entry(at: Self.parts(path)[...], in: tree, history.objects)
    return entry.flatMap { $0.isFolder ? $0.id : nil }
  }
}
