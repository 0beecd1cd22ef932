public import ManentCore
public import ManentGit

extension Fork {
  /// What a commit made of a path.
  public struct Change: Sendable {
    /// The commit's place in `commits`.
    public let commit: Int
    /// What the path is from there on; `nil` when it is not there, or a folder.
    public let version: FileVersion?
  }

  /// The commits of the fork in which some paths are not what they are in the commit's first parent, in the order of
  /// `commits`; in the first commit of a history, those that are there.
  ///
  /// Reads of each commit only the folders on the way to these paths, and only where they differ from the parent's.
  public func changes(to paths: some Sequence<Path>) throws(GitError) -> [Path: [Change]] {
    let wanted = PathTrie(paths)
    var changes: [Path: [Change]] = [:]
    for (place, commit) in commits.enumerated() {
      let before: ObjectID?
      switch commit.parents.first {
      case .own(let parent)?: before = commits[parent].tree
      case .shared(let parent)?: before = try history.tree(of: parent)
      case nil: before = nil
      }
      try compare(before, commit.tree, in: wanted) { path, version in
        changes[path, default: []].append(Change(commit: place, version: version))
      }
    }
    return changes
  }

  private func compare(
    _ old: ObjectID?, _ new: ObjectID?, in wanted: PathTrie, _ note: (Path, FileVersion?) -> Void
  ) throws(GitError) {
    guard old != new else { return }
    let before = try old.map { tree throws(GitError) in try trees.entries(of: tree, in: history.objects) } ?? [:]
    let after = try new.map { tree throws(GitError) in try trees.entries(of: tree, in: history.objects) } ?? [:]
    for (name, child) in wanted.children {
      let (was, becomes) = (before[name], after[name])
      guard was != becomes else { continue }
      if let path = child.path {
        let version = FileVersion(becomes)
        if FileVersion(was) != version { note(path, version) }
      }
      if !child.children.isEmpty {
        try compare(Self.folder(was), Self.folder(becomes), in: child, note)
      }
    }
  }

  private static func folder(_ entry: TreeEntry?) -> ObjectID? { entry.flatMap { $0.isFolder ? $0.id : nil } }
}
