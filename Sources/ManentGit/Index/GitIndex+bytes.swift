internal import ManentCore

extension GitIndex {
  /// When an index is kept in two files, so that a commit writes only what differs from the large one.
  package enum Splitting {
    /// Never.
    case never
    /// When it is already: the repository holds more than a workspace, and its user's other tools may not know of it.
    case asItIs
    /// Always (`core.splitIndex` is true).
    case always
  }

  /// New content for the index: of `index` itself, and of a new shared index when there is to be one.
  package struct Content {
    package var index: [UInt8]
    package var shared: (id: ObjectID, bytes: [UInt8], notes: [UInt8])?
  }

  /// What differs from a shared index may always be this large before a new one is written.
  private static let leastDifference = 64 << 10

  /// The bytes of the index as it is now.
  package func content(_ splitting: Splitting) throws(GitError) -> Content {
    guard splitting != .never else { return Content(index: try plain()) }
    if shared != nil {
      let bytes = try difference()
      // The larger the shared index, the more it costs to write a new one, and the rarer that has to be.
      if !isToBeFolded, bytes.count <= max(Self.leastDifference, base.end / 200) { return Content(index: bytes) }
      return try folded()
    }
    return splitting == .always ? try folded() : Content(index: try plain())
  }

  /// All entries in their order, in the layout of version 3.
  package func flattened() throws(GitError) -> IndexTable {
    if deleted.isEmpty, replaced.isEmpty, added.isEmpty { return base }
    let (bytes, count) = try merged()
    return try IndexTable(scanning: .bytes(bytes), count: count, limit: bytes.count)
  }

  /// One file with all entries.
  private func plain() throws(GitError) -> [UInt8] {
    var (bytes, count) = try merged()
    if file.version == 4 {
      let table = try IndexTable(scanning: .bytes(bytes), count: count, limit: bytes.count)
      bytes = IndexLayout.header(version: 4, count: count) + (try CompressedNames.compress(table))
    }
    return finished(&bytes, trees: file.trees?.bytes(isShort: false), count: count)
  }

  /// A new shared index with all entries, and an index that differs in nothing from it.
  private func folded() throws(GitError) -> Content {
    var (bytes, count) = try merged()
    let table = try IndexTable(scanning: .bytes(bytes), count: count, limit: bytes.count)
    bytes += bytes.withUnsafeBytes { SHA1.digest(of: $0) }
    let id = bytes.withUnsafeBytes { ObjectID(UnsafeRawBufferPointer(rebasing: $0.suffix(ObjectID.length))) }
    var index = IndexLayout.header(version: file.version, count: 0)
    IndexLayout.appendExtension(
      "link", id.bytes + BitPositions.bytes(of: []) + BitPositions.bytes(of: []), to: &index)
    return Content(
      index: finished(&index, trees: file.trees?.bytes(isShort: true)),
      shared: (id, bytes, SharedIndex.notes(of: table, id)))
  }

  /// An index that says how it differs from the shared one.
  private func difference() throws(GitError) -> [UInt8] {
    guard let shared else { return try plain() }
    let positions = replaced.keys.sorted()
    var bytes = IndexLayout.header(version: version, count: positions.count + added.count)
    for position in positions {
      if let entry = replaced[position] { IndexLayout.append(entry, to: &bytes, isNameless: true) }
    }
    for entry in added { IndexLayout.append(entry, to: &bytes) }
    if file.version == 4 {
      let table = try IndexTable(
        scanning: .bytes(bytes), count: positions.count + added.count, limit: bytes.count, nameless: positions.count)
      bytes = Array(bytes.prefix(IndexLayout.headerLength)) + (try CompressedNames.compress(table))
    }
    let link = shared.bytes + BitPositions.bytes(of: deleted.sorted()) + BitPositions.bytes(of: positions)
    IndexLayout.appendExtension("link", link, to: &bytes)
    return finished(&bytes, trees: file.trees?.bytes(isShort: true))
  }

  /// The version to write: extended flags came with version 3.
  private var version: UInt32 {
    let isExtended = (Array(replaced.values) + added).contains { $0.flags & IndexEntry.extended != 0 }
    return isExtended ? max(file.version, 3) : file.version
  }

  /// Adds the other extensions and the checksum.
  ///
  /// - Parameter count: how many entries there are, where all are in this file.
  private func finished(_ bytes: inout [UInt8], trees: [UInt8]?, count: Int? = nil) -> [UInt8] {
    if let trees { IndexLayout.appendExtension("TREE", trees, to: &bytes) }
    if let resolved = file.resolved { IndexLayout.appendExtension("REUC", resolved, to: &bytes) }
    if let untracked = file.untracked { IndexLayout.appendExtension("UNTR", untracked, to: &bytes) }
    if let token = file.monitor, let count {
      IndexLayout.appendExtension("FSMN", MonitoredFiles.bytes(token: token, count: count), to: &bytes)
    }
    bytes +=
      file.skipsChecksum ? [UInt8](repeating: 0, count: ObjectID.length) : bytes.withUnsafeBytes { SHA1.digest(of: $0) }
    return bytes
  }

  /// A place where the entries change.
  private struct Cut {
    var place: IndexTable.Place
    /// Where the old entries go on.
    var end: Int
    var entry: IndexEntry?
  }

  /// The header and all entries in the layout of version 3: what did not change is copied as it lies there.
  private func merged() throws(GitError) -> (bytes: [UInt8], count: Int) {
    let cuts = try cuts()
    let count = base.count - deleted.count + added.count
    // A shared index may be of version 3 although the file that names it is of version 2, and the reverse.
    let isOld = try base.withBytes { bytes throws(GitError) in bytes.isEmpty || IndexLayout.word(bytes, at: 4) < 3 }
    var bytes = IndexLayout.header(version: isOld ? min(version, 3) : 3, count: count)
    // With room for the extensions and the checksum, so that a large index is not copied once more for them.
    bytes.reserveCapacity(base.end + base.end / 64 + cuts.count * 160 + 4096)
    try base.withBytes { old throws(GitError) in
      var offset = base.count > 0 ? IndexLayout.headerLength : base.end
      for cut in cuts {
        bytes += old[offset..<cut.place.offset]
        offset = cut.end
        if let entry = cut.entry { IndexLayout.append(entry, to: &bytes) }
      }
      bytes += old[offset..<base.end]
    }
    return (bytes, count)
  }

  /// The changes in the order of the entries; new ones before the entry whose place they take.
  private func cuts() throws(GitError) -> [Cut] {
    var cuts: [Cut] = []
    for position in deleted.union(replaced.keys).sorted() {
      try base.walk(from: base.place(at: position)) { place, bytes, span in
        var entry = replaced[position]
        entry?.name = Array(bytes[span.name])
        cuts.append(Cut(place: place, end: span.end, entry: entry))
        return false
      }
    }
    var new: [Cut] = []
    for entry in added {
      var after = try base.lowerBound(entry.name)
      try base.walk(from: after) { place, bytes, span in
        guard entry.name.elementsEqual(bytes[span.name]), span.stage < entry.stage else { return false }
        after = IndexTable.Place(position: place.position + 1, offset: span.end)
        return true
      }
      new.append(Cut(place: after, end: after.offset, entry: entry))
    }
    var merged: [Cut] = []
    merged.reserveCapacity(cuts.count + new.count)
    var rest = new[...]
    for cut in cuts {
      while let first = rest.first, first.place.position <= cut.place.position { merged.append(rest.removeFirst()) }
      merged.append(cut)
    }
    return merged + rest
  }
}
