public import ManentCore
public import ManentGit

/// Looks one folder up in many commits, one after another: what was found below a tree is known when another commit has
/// the same tree, which is so for all but the way to what a commit has changed.
public struct FolderLookup {
  private let path: [[UInt8]]
  /// What is below a tree, by the length of the way to it and its name.
  private var known: [[ObjectID: ObjectID?]]

  /// A lookup of a folder of the workspace.
  init(_ path: WorkspacePath) {
    self.path = path.parts
    known = Array(repeating: [:], count: path.parts.count)
  }

  /// The folder in a root tree; `nil` when it is not there.
  mutating func find(in root: ObjectID, _ objects: borrowing GitObjects) throws(GitError) -> FolderID? {
    var tree = root
    for (level, name) in path.enumerated() {
      let below: ObjectID?
      if let found = known[level][tree] {
        below = found
      } else {
        let entry = TreeScan.find(name, in: try objects.read(tree, as: .tree))
        below = entry.flatMap { $0.isFolder ? $0.id : nil }
        if known[level].count >= 1024 { known[level].removeAll(keepingCapacity: true) }
        known[level][tree] = .some(below)
      }
      guard let below else { return nil }
      tree = below
    }
    return FolderID(tree)
  }
}

extension History {
  /// A lookup of a folder of the workspace, for use with many commits.
  public func lookup(of folder: String) throws(GitError) -> FolderLookup {
    FolderLookup(try WorkspacePath(folder, below: prefix))
  }

  /// A folder as it is in a commit; `nil` when it is not there.
  public func folder(in commit: LoggedCommit, by lookup: inout FolderLookup) throws(GitError) -> FolderID? {
    try lookup.find(in: commit.tree, objects)
  }

  /// A folder of the workspace as it is in a commit; `nil` when it is not there.
  public func folder(at path: String, in commit: CommitID) throws(GitError) -> FolderID? {
    var lookup = try lookup(of: path)
    return try lookup.find(in: tree(of: commit), objects)
  }

  /// The content that a file of the workspace has in a commit; `nil` when no regular file is there.
  public func blob(at path: String, in commit: CommitID) throws(GitError) -> BlobID? {
    let parts = try WorkspacePath(path, below: prefix).parts
    guard let entry = try entry(at: parts[...], in: tree(of: commit)), entry.mode.isFile else { return nil }
    return entry.id.blob
  }

  /// The regular files in a folder and in those below it: their paths from it, and their contents. Links and
  /// submodules are left out.
  public func files(in folder: FolderID) throws(GitError) -> [(path: String, blob: BlobID)] {
    var comparison = TreeComparison()
    try comparison.compare(nil, folder.object, in: objects)
    return comparison.changes.compactMap { change in change.blob.map { (change.path, $0) } }
  }
}

extension History {
  /// Many folders of the workspace as they are in a commit; those that are not there are left out.
  public func folders(at paths: [String], in commit: CommitID) throws(GitError) -> [String: FolderID] {
    let root = try tree(of: commit)
    var trees: [ObjectID: [UInt8]] = [:]
    var found: [String: FolderID] = [:]
    for path in paths {
      var folder: ObjectID? = root
      for name in try WorkspacePath(path, below: prefix).parts {
        guard let tree = folder else { break }
        let bytes: [UInt8]
        if let known = trees[tree] {
          bytes = known
        } else {
          bytes = try objects.read(tree, as: .tree)
          if trees.count >= 512 { trees.removeAll(keepingCapacity: true) }
          trees[tree] = bytes
        }
        folder = TreeScan.find(name, in: bytes).flatMap { $0.isFolder ? $0.id : nil }
      }
      found[path] = folder.map { FolderID($0) }
    }
    return found
  }

  /// The folders a few levels below one that a commit has, by their paths from the workspace.
  public func folders(
    below top: String, depth: Int, in commit: CommitID, where isWanted: @escaping (String) -> Bool
  ) throws(GitError) -> [(path: String, folder: FolderID)] {
    guard let folder = try folder(at: top, in: commit) else { return [] }
    var search = DroppedFolderSearch(depth: depth, isWanted: isWanted)
    return try search.dropped(from: folder.object, to: nil, in: objects).map {
      ("\(top)/\($0.path)", FolderID($0.folder))
    }
  }
}
