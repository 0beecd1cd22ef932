internal import ManentCore

/// Looks at a stranger's tree before any of it reaches the disk.
///
/// Git's own check (`fetch.fsckObjects`) has refused `..`, `.git` and its disguises by then; a repository that was
/// fetched by other means has not been checked.
struct TreeGuard {
  /// Folders nested deeper than this are the work of somebody who wants to see a program fall over.
  private static let deepest = 200

  /// Names at the top in which only files and folders are taken, no links and no submodules; in lower case.
  let ownNames: Set<String>
  /// Names at the top that no tree may have, in lower case.
  let forbiddenNames: Set<String>

  /// Checks what a tree has and another one has not.
  func check(_ tree: ObjectID, knowing known: ObjectID?, in objects: borrowing GitObjects) throws(HistoryError) {
    try check(tree, knowing: known, [], in: objects)
  }

  private func check(
    _ tree: ObjectID, knowing known: ObjectID?, _ above: [[UInt8]], in objects: borrowing GitObjects
  ) throws(HistoryError) {
    guard tree != known else { return }
    let before = try known.map { known throws(HistoryError) in try entries(of: known, in: objects) } ?? []
    let seen = Dictionary(before.map { ($0.name, $0) }) { first, _ in first }
    for entry in try entries(of: tree, in: objects) where seen[entry.name] != entry {
      let path = above + [entry.name]
      try check(entry, path)
      guard entry.isFolder else { continue }
      let old = seen[entry.name].flatMap { $0.isFolder ? $0.id : nil }
      try check(entry.id, knowing: old, path, in: objects)
    }
  }

  private func check(_ entry: TreeEntry, _ path: [[UInt8]]) throws(HistoryError) {
    func refused(_ reason: String) -> HistoryError {
      let names = path.map { String(decoding: $0.prefix(80), as: UTF8.self) }
      return HistoryError(
        .badObjects, "take over", remote: "'\(names.suffix(8).joined(separator: "/"))'", reason: reason)
    }
    if path.count > Self.deepest { throw refused("folders are nested more than \(Self.deepest) deep") }
    if entry.name.count > 255 { throw refused("its name is longer than any file system takes") }
    if path.reduce(0, { $0 + $1.count + 1 }) > 4000 { throw refused("its path is longer than any system takes") }
    if WorkspacePath.meansRepository(entry.name) { throw refused("it would be a part of git's own folder") }
    guard let first = path.first.map({ String(decoding: $0, as: UTF8.self).lowercased() }) else { return }
    if forbiddenNames.contains(first) { throw refused("this folder is each machine's own") }
    if !entry.isFolder, !entry.mode.isFile, ownNames.contains(first) {
      throw refused(entry.mode.isLink ? "it is a link, where a file belongs" : "it is another repository")
    }
  }

  private func entries(of tree: ObjectID, in objects: borrowing GitObjects) throws(HistoryError) -> [TreeEntry] {
    try objects.read(tree, as: .tree) { bytes throws(HistoryError) in try TreeText.entries(bytes, of: tree) }
  }
}

extension TreeEntry.Mode {
  /// Whether it is a symbolic link.
  var isLink: Bool { value & 0o170000 == 0o120000 }
}

extension History {
  /// Checks a commit from elsewhere before any of its files reach the disk.
  ///
  /// - Parameters:
  ///   - commit: what came.
  ///   - known: what is trusted already: only the difference is looked at.
  ///   - ownNames: names at the top of the work tree in which only files and folders are taken, in lower case.
  ///   - forbiddenNames: names at the top that no tree may have, in lower case.
  /// - Throws: `HistoryError.Code.badObjects` with the path; `.missing` or `.damaged` for objects that are not there or
  ///   cannot be read.
  public func requireHarmless(
    _ commit: CommitID, knowing known: CommitID?, ownNames: Set<String>, forbiddenNames: Set<String>
  ) throws(HistoryError) {
    let trust = TreeGuard(ownNames: ownNames, forbiddenNames: forbiddenNames)
    let trusted = try known.map { commit throws(HistoryError) in try tree(of: commit) }
    try trust.check(try tree(of: commit), knowing: trusted, in: objects)
  }

  /// The bytes of a regular file in any commit; `nil` when no file is there.
  public func file(_ path: String, in commit: CommitID) throws(HistoryError) -> [UInt8]? {
    let parts = try WorkspacePath(path, below: prefix).parts
    guard let entry = try entry(at: parts[...], in: tree(of: commit)), entry.mode.isFile else { return nil }
    return try objects.read(entry.id, as: .blob)
  }
}
