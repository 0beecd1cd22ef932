internal import ManentCore
internal import ManentGit

/// Reads objects one after the other, each once.
struct ObjectCheck {
  private(set) var damaged: [DamagedObject] = []
  private let prefix: [UInt8]
  private let isPartial: Bool
  private var seen: Set<ObjectID> = []

  /// A check.
  ///
  /// - Parameters:
  ///   - prefix: where the workspace is in the work tree.
  ///   - isPartial: whether objects may be left with a remote.
  init(prefix: String, isPartial: Bool) {
    self.prefix = Array(prefix.utf8)
    self.isPartial = isPartial
  }

  /// Looks at commits, those before them and all that they hold.
  ///
  /// - Parameters:
  ///   - tips: the newest.
  ///   - limit: how many commits are looked at.
  ///   - boundary: commits whose parents are not in the repository, since the clone is a shallow one.
  mutating func look(
    at tips: [ObjectID], commits limit: Int, boundary: Set<ObjectID>, in objects: borrowing GitObjects
  ) throws(GitError) {
    var queue = tips
    var next = 0
    while next < queue.count, next < limit {
      let id = queue[next]
      next += 1
      guard seen.insert(id).inserted, let bytes = read(id, .commit, nil, in: objects) else { continue }
      let commit: CommitText
      do throws(GitError) {
        commit = try bytes.withBytes { bytes throws(GitError) in try CommitText(bytes, of: id) }
      } catch {
        note(id, .commit, nil, isMissing: false)
        continue
      }
      try lookAtTree(commit.tree, [], in: objects)
      if !boundary.contains(id) { queue += commit.parents }
    }
  }

  private mutating func lookAtTree(
    _ tree: ObjectID, _ path: [UInt8], in objects: borrowing GitObjects
  ) throws(GitError) {
    guard seen.insert(tree).inserted, let bytes = read(tree, .tree, nil, in: objects) else { return }
    let entries: [TreeEntry]
    do throws(GitError) {
      entries = try bytes.withBytes { bytes throws(GitError) in try TreeText.entries(bytes, of: tree) }
    } catch {
      return note(tree, .tree, nil, isMissing: false)
    }
    for entry in entries {
      let below = path.isEmpty ? entry.name : path + [UInt8(ascii: "/")] + entry.name
      if entry.isFolder {
        try lookAtTree(entry.id, below, in: objects)
      } else if entry.mode.value != 0o160000, seen.insert(entry.id).inserted {
        _ = read(entry.id, .blob, below, in: objects)
      }
    }
  }

  /// The content of an object if it is what its name says.
  private mutating func read(
    _ id: ObjectID, _ kind: ObjectKind, _ path: [UInt8]?, in objects: borrowing GitObjects
  ) -> [UInt8]? {
    do throws(GitError) {
      guard let object = try objects.raw(id) else {
        // What a partial clone has left with its remote is not missing.
        if !isPartial { note(id, kind, path, isMissing: true) }
        return nil
      }
      let name = try object.bytes.withBytes { bytes throws(GitError) in try GitObjects.name(of: bytes, as: kind) }
      if object.kind == Int32(kind.rawValue), name == id { return object.bytes }
    } catch {}
    note(id, kind, path, isMissing: false)
    return nil
  }

  private mutating func note(_ id: ObjectID, _ kind: ObjectKind, _ path: [UInt8]?, isMissing: Bool) {
    guard let blob = id.blob else { return }
    let place = path.flatMap { path in
      path.starts(with: prefix) ? String(decoding: path.dropFirst(prefix.count), as: UTF8.self) : nil
    }
    damaged.append(DamagedObject(id: blob, kind: kind.name, path: place, isMissing: isMissing))
  }
}
