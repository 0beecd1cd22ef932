/// Changes arranged as the folders that they are in, so that each tree is read and written once.
///
/// Names are bytes: two spellings of `é` are one `String` for Swift and two files for git.
package struct ChangeTree {
  /// What happens to one name.
  package enum Node {
    case file(ObjectID, TreeEntry.Mode)
    case removal
    case folder(ChangeTree)
  }

  private(set) var nodes: [[UInt8]: Node] = [:]

  /// No changes.
  package init() {}

  /// Adds a change; a later one wins over an earlier one that it contradicts.
  package mutating func set(_ path: ArraySlice<[UInt8]>, _ node: Node) {
    guard let name = path.first else { return }
    guard path.count > 1 else {
      // A file that became a folder is gone as a file already.
      if case .removal = node, case .folder = nodes[name] { return }
      nodes[name] = node
      return
    }
    var below = ChangeTree()
    switch nodes[name] {
    case .folder(let tree): below = tree
    case .file:
      // A folder that became a file has nothing left in it to remove.
      if case .removal = node { return }
    case .removal, nil: break
    }
    nodes[name] = nil  // the only reference, so that the set below copies nothing
    below.set(path.dropFirst(), node)
    nodes[name] = .folder(below)
  }

  /// Makes the tree that `base` becomes; `nil` when nothing is left in it.
  package func apply(
    to base: ObjectID?, reading objects: borrowing GitObjects, writing sink: inout ObjectSink
  ) throws(GitError) -> ObjectID? {
    var entries: [TreeEntry] = []
    if let base {
      if let known = sink.tree(base) {
        entries = try known.withBytes { bytes throws(GitError) in try TreeText.entries(bytes, of: base) }
      } else {
        entries = try objects.read(base, as: .tree) { bytes throws(GitError) in
          try TreeText.entries(bytes, of: base)
        }
      }
    }
    var changed: [TreeEntry] = []
    var dropped: Set<[UInt8]> = []
    // A table pays when many of a large folder's names change, and not for the one file of a turn.
    let table = nodes.count > 8 ? Dictionary(entries.lazy.map { ($0.name, $0) }) { first, _ in first } : nil
    for (name, node) in nodes {
      let old = table.map { $0[name] } ?? entries.first { $0.name == name }
      switch node {
      case .file(let id, let mode):
        changed.append(TreeEntry(name: name, mode: mode, id: id))
      case .removal: if old == nil || old?.isFolder == true { continue }
      case .folder(let below):
        let oldFolder = old.flatMap { $0.isFolder ? $0.id : nil }
        let new = try below.apply(to: oldFolder, reading: objects, writing: &sink)
        if new == nil, oldFolder == nil { continue }
        if let new { changed.append(TreeEntry(name: name, mode: .folder, id: new)) }
      }
      dropped.insert(name)
    }
    if dropped.isEmpty, let base { return base }
    entries.removeAll { dropped.contains($0.name) }
    entries += changed
    guard !entries.isEmpty else { return nil }
    return try sink.writeTree(TreeText.bytes(of: entries), replacing: base, objects)
  }
}
