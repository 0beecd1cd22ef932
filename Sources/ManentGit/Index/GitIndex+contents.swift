internal import ManentCore

extension GitIndex {
  /// The paths of the entries in git's order; one that is in conflict is there once for each of its versions.
  ///
  /// - Parameter inConflict: whether only those in conflict are wanted.
  package func names(inConflict: Bool = false) throws(GitError) -> [[UInt8]] {
    var names: [[UInt8]] = []
    let table = try flattened()
    try table.walk(from: table.place(at: 0)) { _, bytes, span in
      if !inConflict || span.stage != 0 { names.append(Array(bytes[span.name])) }
      return true
    }
    return names
  }

  /// The objects that the entries and the extensions name; `git fsck` asks for all of them.
  package func objects() throws(GitError) -> Set<ObjectID> {
    var objects = Set(file.trees?.known ?? [])
    if let resolved = file.resolved { objects.formUnion(try ResolvedConflicts.contents(in: resolved)) }
    let table = try flattened()
    try table.walk(from: table.place(at: 0)) { place, bytes, _ in
      let entry = IndexEntry(bytes, at: place.offset)
      // Another repository's commit is not kept here. A file that is only announced (`git add --intent-to-add`) names the
      // empty content, which git has written for it.
      if !entry.isSubmodule { objects.insert(entry.id) }
      return true
    }
    return objects
  }

  /// Forgets what is noted beside the entries, which may name what is gone; git makes the trees anew when it needs them.
  package mutating func forgetExtensions() { file.forgetExtensions() }
}
