internal import ManentGit

/// Trees that were read lately, by name.
final class TreeCache {
  /// More than the folders on the way to a file; the trees of a long history are not kept.
  private static let limit = 1024

  private var trees: [ObjectID: [[UInt8]: TreeEntry]] = [:]

  /// The entries of a tree; two of one name are an error.
  func entries(of tree: ObjectID, in objects: borrowing GitObjects) throws(GitError) -> [[UInt8]: TreeEntry] {
    if let known = trees[tree] { return known }
    let list = try objects.read(tree, as: .tree) { bytes throws(GitError) in try TreeText.entries(bytes, of: tree) }
    var entries: [[UInt8]: TreeEntry] = Dictionary(minimumCapacity: list.count)
    for entry in list {
      guard entries.updateValue(entry, forKey: entry.name) == nil else {
        throw GitError(.damaged, "read tree", reason: "tree \(tree) has two entries of one name")
      }
    }
    if trees.count >= Self.limit { trees.removeAll() }
    trees[tree] = entries
    return entries
  }

  /// What is at a path below a tree.
  func entry(
    at parts: ArraySlice<[UInt8]>, in tree: ObjectID, _ objects: borrowing GitObjects
  ) throws(GitError) -> TreeEntry? {
    guard let name = parts.first, let entry = try entries(of: tree, in: objects)[name] else { return nil }
    if parts.count == 1 { return entry }
    return entry.isFolder ? try self.entry(at: parts.dropFirst(), in: entry.id, objects) : nil
  }
}
