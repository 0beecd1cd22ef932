public import ManentGit

extension History {
  /// The folders a few levels below one that a commit has not got, and a commit right before it has: each with what it
  /// held, the last dropped first. Of a merge that dropped a folder, what either side had of it is given.
  ///
  /// Only trees that differ are looked into, so that a commit costs a few reads.
  ///
  /// - Parameters:
  ///   - top: the folder in which to look, relative to the workspace.
  ///   - depth: how many levels below it.
  ///   - head: the commit to look back from.
  ///   - isWanted: whether a folder of that name counts.
  ///   - report: called with the number of commits that were looked at, now and then.
  public func droppedFolders(
    below top: String, depth: Int, from head: CommitID, where isWanted: @escaping (String) -> Bool = { _ in true },
    report: (Int) throws -> Void = { _ in }
  ) throws -> [DroppedFolder] {
    var lookup = try lookup(of: top)
    var search = DroppedFolderSearch(depth: depth, isWanted: isWanted)
    var found: [DroppedFolder] = []
    // A commit is compared with those right after it when its own turn comes, so that it is read once. Where a clock
    // was wrong, it may come before one of these.
    var seen: [CommitID: FolderID?] = [:]
    var after: [CommitID: [(commit: CommitID, folder: FolderID?)]] = [:]
    func compare(_ parent: CommitID, _ old: FolderID?, _ commit: CommitID, _ new: FolderID?) throws {
      guard let old, old != new else { return }
      for (path, folder) in try search.dropped(from: old.object, to: new?.object, in: objects) {
        found.append(
          DroppedFolder(path: "\(top)/\(path)", folder: FolderID(folder), commit: commit, parent: parent))
      }
    }
    try walk(from: head) { commit in
      if seen.count.isMultiple(of: 1000) { try report(seen.count) }
      let folder = try folder(in: commit, by: &lookup)
      seen[commit.id] = .some(folder)
      for (child, new) in after.removeValue(forKey: commit.id) ?? [] { try compare(commit.id, folder, child, new) }
      for parent in commit.parents {
        if let old = seen[parent] {
          try compare(parent, old, commit.id, folder)
        } else {
          after[parent, default: []].append((commit.id, folder))
        }
      }
      return true
    }
    return found
  }
}

/// Finds the folders at one depth that are in one tree and not in another.
struct DroppedFolderSearch {
  let depth: Int
  let isWanted: (String) -> Bool
  /// Trees that were read lately: what is old for one commit is new for the one before.
  private var recent: [ObjectID: [UInt8]] = [:]

  init(depth: Int, isWanted: @escaping (String) -> Bool) {
    self.depth = depth
    self.isWanted = isWanted
  }

  /// The folders that `new` lacks, with their paths.
  mutating func dropped(
    from old: ObjectID, to new: ObjectID?, in objects: borrowing GitObjects
  ) throws(GitError) -> [(path: String, folder: ObjectID)] {
    var found: [(String, ObjectID)] = []
    try compare(old, new, below: "", depth, in: objects, &found)
    return found
  }

  private mutating func compare(
    _ old: ObjectID, _ new: ObjectID?, below path: String, _ levels: Int, in objects: borrowing GitObjects,
    _ found: inout [(String, ObjectID)]
  ) throws(GitError) {
    var before = TreeScan(try read(old, objects))
    var after = TreeScan(try new.map { id throws(GitError) in try read(id, objects) } ?? [])
    TreeScan.skipShared(&before, &after)
    var right = after.next()
    while let left = before.next() {
      while let entry = right, TreeScan.isBefore(entry, of: after.bytes, left, of: before.bytes) {
        right = after.next()
      }
      let match = right.flatMap { TreeScan.isBefore(left, of: before.bytes, $0, of: after.bytes) ? nil : $0 }
      guard left.isFolder, match?.id != left.id else { continue }
      if levels > 1 {
        try compare(
          left.id, match.flatMap { $0.isFolder ? $0.id : nil }, below: path + before.name(left) + "/", levels - 1,
          in: objects, &found)
      } else if match == nil {
        let name = before.name(left)
        if isWanted(name) { found.append((path + name, left.id)) }
      }
    }
  }

  private mutating func read(_ tree: ObjectID, _ objects: borrowing GitObjects) throws(GitError) -> [UInt8] {
    if let known = recent[tree] { return known }
    let bytes = try objects.read(tree, as: .tree)
    if recent.count >= 512 { recent.removeAll(keepingCapacity: true) }
    recent[tree] = bytes
    return bytes
  }
}
