internal import ManentCore
public import ManentGit

/// Looks at a stranger's tree before any of it reaches the disk.
///
/// Git's own check (`fetch.fsckObjects`) has refused `..`, `.git` and its disguises by then; a repository that was
/// fetched by other means has not been checked.
struct TreeGuard {
  /// Folders nested deeper than this are the work of somebody who wants to see a program fall over.
  private static let deepest = 200
  /// More files and folders than this are told by a few trees that hold each other many times.
  private static let mostEntries = 4_000_000
  /// A file that is larger would fill the memory when it is joined or indexed.
  private static let largestFile = 1 << 30

  /// Names at the top in which only files and folders are taken, no links and no submodules; in lower case.
  let ownNames: Set<String>
  /// Names at the top that no tree may have, in lower case.
  let forbiddenNames: Set<String>
  /// A name at the top below which a submodule is taken all the same, in lower case.
  let nameWithSubmodules: String?

  /// How much is in a tree that has been looked at: its files and folders, and how far down and how long they reach.
  private struct Extent {
    var entries = 0
    var depth = 0
    var length = 0
  }

  /// A look at a tree that is under way.
  private struct Walk {
    var entries = 0
    /// New trees below one entry of the top, so that each is looked at once however often it is there.
    var known: [ObjectID: Extent] = [:]
  }

  /// Checks what a tree has and another one has not.
  func check(_ tree: ObjectID, knowing known: ObjectID?, in objects: borrowing GitObjects) throws {
    var walk = Walk()
    _ = try check(tree, knowing: known, [], &walk, in: objects)
  }

  private func check(
    _ tree: ObjectID, knowing known: ObjectID?, _ above: [[UInt8]], _ walk: inout Walk, in objects: borrowing GitObjects
  ) throws -> Extent {
    guard tree != known else { return Extent() }
    if known == nil, let extent = walk.known[tree] {
      try count(extent.entries, above, &walk)
      try require(above, depth: above.count + extent.depth, length: Self.length(above) + extent.length)
      return extent
    }
    let before = try known.map { known throws(GitError) in try entries(of: known, in: objects) } ?? []
    let seen = Dictionary(before.map { ($0.name, $0) }) { first, _ in first }
    var extent = Extent()
    for entry in try entries(of: tree, in: objects) where seen[entry.name] != entry {
      if above.isEmpty { walk.known = [:] }
      let path = above + [entry.name]
      try check(entry, path)
      try count(1, path, &walk)
      var below = Extent()
      if entry.isFolder {
        let old = seen[entry.name].flatMap { $0.isFolder ? $0.id : nil }
        below = try check(entry.id, knowing: old, path, &walk, in: objects)
      } else if entry.mode.isFile, let size = try objects.size(of: entry.id), size > Self.largestFile {
        throw refused(path, "it has \(size) bytes; a file may have 1 GiB")
      }
      extent.entries += 1 + below.entries
      extent.depth = max(extent.depth, 1 + below.depth)
      extent.length = max(extent.length, entry.name.count + 1 + below.length)
    }
    if known == nil { walk.known[tree] = extent }
    return extent
  }

  private func count(_ entries: Int, _ path: [[UInt8]], _ walk: inout Walk) throws {
    try Interruption.check()
    walk.entries += entries
    guard walk.entries <= Self.mostEntries else {
      throw refused(path, "there are more than \(Self.mostEntries) files and folders")
    }
  }

  private func check(_ entry: TreeEntry, _ path: [[UInt8]]) throws(GitError) {
    func refused(_ reason: String) -> GitError { self.refused(path, reason) }
    if entry.name.count > 255 { throw refused("its name is longer than any file system takes") }
    try require(path, depth: path.count, length: Self.length(path))
    if WorkspacePath.meansRepository(entry.name) { throw refused("it would be a part of git's own folder") }
    guard let first = path.first.map({ String(decoding: $0, as: UTF8.self).lowercased() }) else { return }
    if forbiddenNames.contains(first) { throw refused("this folder is each machine's own") }
    if !entry.isFolder, !entry.mode.isFile, ownNames.contains(first) {
      if entry.mode.isSubmodule, path.count > 1, first == nameWithSubmodules { return }
      throw refused(entry.mode.isLink ? "it is a link, where a file belongs" : "it is another repository")
    }
  }

  private func require(_ path: [[UInt8]], depth: Int, length: Int) throws(GitError) {
    if depth > Self.deepest { throw refused(path, "folders are nested more than \(Self.deepest) deep") }
    if length > 4000 { throw refused(path, "its path is longer than any system takes") }
  }

  /// The bytes of a path with a separator for each part.
  private static func length(_ path: [[UInt8]]) -> Int { path.reduce(0) { $0 + $1.count + 1 } }

  private func refused(_ path: [[UInt8]], _ reason: String) -> GitError {
    let names = path.map { String(decoding: $0.prefix(80), as: UTF8.self) }
    return GitError(
      .badObjects, "take over", remote: "'\(names.suffix(8).joined(separator: "/"))'", reason: reason)
  }

  private func entries(of tree: ObjectID, in objects: borrowing GitObjects) throws(GitError) -> [TreeEntry] {
    try objects.read(tree, as: .tree) { bytes throws(GitError) in try TreeText.entries(bytes, of: tree) }
  }
}

extension TreeEntry.Mode {
  /// Whether it is a symbolic link.
  var isLink: Bool { value & 0o170000 == 0o120000 }

  /// Whether it is a commit of another repository.
  var isSubmodule: Bool { value & 0o170000 == 0o160000 }
}

extension History {
  /// Checks a commit from elsewhere before any of its files reach the disk.
  ///
  /// - Parameters:
  ///   - commit: what came.
  ///   - known: what is trusted already: only the difference is looked at.
  ///   - ownNames: names at the top of the work tree in which only files and folders are taken, in lower case.
  ///   - forbiddenNames: names at the top that no tree may have, in lower case.
  ///   - nameWithSubmodules: of `ownNames`, the one below which submodules are taken.
  /// - Throws: `GitError.Code.badObjects` with the path; `.missing` or `.damaged` for objects that are not there or
  ///   cannot be read; `Interruption`.
  public func requireHarmless(
    _ commit: CommitID, knowing known: CommitID?, ownNames: Set<String>, forbiddenNames: Set<String>,
    nameWithSubmodules: String? = nil
  ) throws {
    let trust = TreeGuard(
      ownNames: ownNames, forbiddenNames: forbiddenNames, nameWithSubmodules: nameWithSubmodules)
    let trusted = try known.map { commit throws(GitError) in try tree(of: commit) }
    try trust.check(try tree(of: commit), knowing: trusted, in: objects)
  }
}
