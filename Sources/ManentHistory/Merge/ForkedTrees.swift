internal import ManentCore
internal import ManentGit

/// Finds the paths in which two trees differ, with what they were in others; what is equal is not looked into.
struct ForkedTrees {
  /// Folders nested deeper than this are the work of somebody who wants to see a program fall over.
  private static let deepest = 1000

  /// The same folder in each of the trees, where it is one.
  struct Folder {
    var ours: ObjectID?
    var theirs: ObjectID?
    var bases: [ObjectID?]
    var path: [UInt8] = []
    var depth = 0
    var ourDepth = 0
    var theirDepth = 0
  }

  private(set) var paths: [ForkedPath] = []
  /// What has a name that is no text (not UTF-8): it is kept as it is, and not looked into.
  private(set) var opaque: [OpaquePath] = []

  /// Notes each path below a folder that is not the same in ours and theirs.
  mutating func compare(_ folder: Folder, in objects: borrowing GitObjects) throws(GitError) {
    guard folder.ours != folder.theirs else { return }
    guard folder.depth < Self.deepest else {
      throw GitError(.damaged, "compare trees", reason: "folders are nested more than \(Self.deepest) deep")
    }
    let ours = try entries(of: folder.ours, in: objects)
    let theirs = try entries(of: folder.theirs, in: objects)
    var names: [[UInt8]] = []
    for (name, entry) in ours where theirs[name] != entry { names.append(name) }
    for name in theirs.keys where ours[name] == nil { names.append(name) }
    guard !names.isEmpty else { return }
    let bases = try folder.bases.map { base throws(GitError) in try entries(of: base, in: objects) }
    for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      try note(name, ours[name], theirs[name], bases.map { $0[name] }, in: folder, objects)
    }
  }

  private mutating func note(
    _ name: [UInt8], _ ours: TreeEntry?, _ theirs: TreeEntry?, _ bases: [TreeEntry?], in folder: Folder,
    _ objects: borrowing GitObjects
  ) throws(GitError) {
    let path = folder.path + name
    // All that is below a folder whose name is no text goes with it.
    let isText = String(validating: name, as: UTF8.self) != nil
    if isText, ours?.isFolder == true || theirs?.isFolder == true {
      var below = Folder(
        ours: Self.folder(ours), theirs: Self.folder(theirs), bases: bases.map { Self.folder($0) },
        path: path + [UInt8(ascii: "/")], depth: folder.depth + 1, ourDepth: folder.ourDepth,
        theirDepth: folder.theirDepth)
      if below.ours != nil { below.ourDepth += 1 }
      if below.theirs != nil { below.theirDepth += 1 }
      try compare(below, in: objects)
    }
    guard let text = String(validating: path, as: UTF8.self) else {
      opaque.append(OpaquePath(name: path, ours: ours, theirs: theirs, bases: bases))
      return
    }
    let (ours, theirs) = (FileVersion(ours), FileVersion(theirs))
    guard ours != theirs else { return }
    // What comes from elsewhere must not reach into `.git`, nor be a path that a system takes for another.
    if theirs != nil { _ = try WorkspacePath(text, below: "") }
    paths.append(
      ForkedPath(
        path: Path(text), ours: ours, theirs: theirs, bases: bases.map { FileVersion($0) },
        ourFolders: folder.ourDepth, theirFolders: folder.theirDepth))
  }

  private static func folder(_ entry: TreeEntry?) -> ObjectID? { entry.flatMap { $0.isFolder ? $0.id : nil } }

  private func entries(
    of tree: ObjectID?, in objects: borrowing GitObjects
  ) throws(GitError) -> [[UInt8]: TreeEntry] {
    guard let tree else { return [:] }
    return try TreeCache().entries(of: tree, in: objects)
  }
}
