internal import ManentGit

/// Trees without the folders that a filter takes out, each made once.
struct FilteredTrees {
  /// What becomes of a tree.
  struct Outcome {
    /// The new tree; `nil` when nothing is left in it.
    var tree: ObjectID?
    /// What was taken out of it.
    var gone: Set<FolderFilter.Folder>
  }

  private struct Key: Hashable {
    var tree: ObjectID
    var path: [UInt8]
  }

  private let filter: FolderFilter
  /// The names of the folders that lead to those that are filtered: those of the workspace's prefix, then `chats`.
  private let way: [[UInt8]]
  private let prefixLength: Int
  private var known: [Key: Outcome] = [:]
  private var settings: [ObjectID: [UInt8]] = [:]
  /// The folders that were decided on, with what goes of them.
  private var verdicts: [Key: FolderFilter.Folder?] = [:]

  init(_ filter: FolderFilter, prefix: String) {
    self.filter = filter
    way = (prefix + filter.top).utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
    prefixLength = prefix.utf8.count
  }

  /// The tree of a commit without what goes.
  mutating func filtered(
    _ tree: ObjectID, _ objects: borrowing GitObjects, _ sink: inout ObjectSink
  ) throws(GitError) -> Outcome {
    try filtered(tree, [], level: 0, objects, &sink)
  }

  private mutating func filtered(
    _ tree: ObjectID, _ path: [UInt8], level: Int, _ objects: borrowing GitObjects, _ sink: inout ObjectSink
  ) throws(GitError) -> Outcome {
    let key = Key(tree: tree, path: path)
    if let known = known[key] { return known }
    let entries = try objects.read(tree, as: .tree) { bytes throws(GitError) in
      try TreeText.entries(bytes, of: tree)
    }
    var kept: [TreeEntry] = []
    var gone: Set<FolderFilter.Folder> = []
    var isChanged = false
    for entry in entries {
      guard entry.isFolder, level >= way.count || entry.name == way[level] else {
        kept.append(entry)
        continue
      }
      let below = path.isEmpty ? entry.name : path + [UInt8(ascii: "/")] + entry.name
      if level == way.count + filter.depth - 1 {
        if let folder = try verdict(on: Key(tree: entry.id, path: below), objects) {
          gone.insert(folder)
          isChanged = true
        } else {
          kept.append(entry)
        }
        continue
      }
      let outcome = try filtered(entry.id, below, level: level + 1, objects, &sink)
      gone.formUnion(outcome.gone)
      guard outcome.tree != entry.id else {
        kept.append(entry)
        continue
      }
      isChanged = true
      if let tree = outcome.tree { kept.append(TreeEntry(name: entry.name, mode: entry.mode, id: tree)) }
    }
    var outcome = Outcome(tree: tree, gone: gone)
    if isChanged { outcome.tree = kept.isEmpty ? nil : try Self.write(kept, objects, &sink) }
    known[key] = outcome
    return outcome
  }

  /// The folder, if it goes.
  private mutating func verdict(
    on key: Key, _ objects: borrowing GitObjects
  ) throws(GitError) -> FolderFilter.Folder? {
    if let known = verdicts[key] { return known }
    let folder = FolderFilter.Folder(
      path: String(decoding: key.path.dropFirst(prefixLength), as: UTF8.self),
      settings: try settings(in: key.tree, objects))
    let verdict = filter.removes(folder) ? folder : nil
    verdicts[key] = .some(verdict)
    return verdict
  }

  /// The settings file of a folder; what cannot be read as one counts as none.
  private mutating func settings(
    in folder: ObjectID, _ objects: borrowing GitObjects
  ) throws(GitError) -> [UInt8]? {
    let entries = try objects.read(folder, as: .tree) { bytes throws(GitError) in
      try TreeText.entries(bytes, of: folder)
    }
    let name = Array(filter.settingsName.utf8)
    guard let file = entries.first(where: { $0.name == name && $0.mode.isFile }) else { return nil }
    if let known = settings[file.id] { return known }
    let bytes = try objects.read(file.id, as: .blob)
    settings[file.id] = bytes
    return bytes
  }

  private static func write(
    _ entries: [TreeEntry], _ objects: borrowing GitObjects, _ sink: inout ObjectSink
  ) throws(GitError) -> ObjectID {
    try TreeText.bytes(of: entries).withBytes { bytes throws(GitError) in
      try sink.write(bytes, as: .tree, objects)
    }
  }
}
