package import ManentCore

/// Git's index (its staging area) and changes of it that are not in a file yet.
///
/// The entries stay where they lie, in `index` or in the shared index that it names; beside them is only what differs.
package struct GitIndex {
  /// What was read.
  var file: IndexFile
  /// The entries that the following are changes of.
  private(set) var base: IndexTable
  /// The checksum of the shared index; `nil` when `index` holds all entries itself.
  package private(set) var shared: ObjectID?
  /// Whether the shared index is to be written anew, since it cannot be searched.
  private(set) var isToBeFolded = false

  /// Positions of entries that are gone.
  private(set) var deleted: Set<Int> = []
  /// Entries that stand for others; they have the names of these.
  private(set) var replaced: [Int: IndexEntry] = [:]
  /// Entries that are new, in git's order.
  private(set) var added: [IndexEntry] = []

  /// An empty index.
  package init() { (file, base) = (IndexFile(), IndexTable()) }

  /// Reads `index` and the shared index that it names, if it does; one that is not there is an empty index.
  package init(in gitFolder: Path) throws(GitError) {
    let path = gitFolder / "index"
    let bytes: [UInt8]
    do throws(FileError) { bytes = try Files.read(path, limit: 1 << 32) } catch {
      guard error.isNotFound else {
        throw GitError(.file, error.operation, path: path, reason: error.reason, underlying: error)
      }
      self.init()
      return
    }
    do throws(GitError) { try self.init(bytes, gitFolder) } catch { throw error.at(gitFolder) }
  }

  private init(_ bytes: [UInt8], _ gitFolder: Path) throws(GitError) {
    file = try IndexFile(bytes)
    base = file.table
    guard let link = file.link else { return }
    shared = link.shared
    let opened = try SharedIndex.open(link.shared, in: gitFolder)
    (base, isToBeFolded) = (opened.table, !opened.isSearchable)
    guard link.deleted.last ?? 0 < max(base.count, 1), link.replaced.last ?? 0 < max(base.count, 1),
      link.replaced.count <= file.table.count, base.count > 0 || link.deleted.isEmpty && link.replaced.isEmpty
    else { throw IndexLayout.damaged("the index names entries that its shared index has not") }
    deleted = Set(link.deleted)
    var replacing = link.replaced[...]
    try file.table.walk(from: file.table.place(at: 0)) { place, bytes, span in
      let entry = IndexEntry(bytes, at: place.offset, name: Array(bytes[span.name]))
      if let position = replacing.popFirst() { replaced[position] = entry } else { added.append(entry) }
      return true
    }
  }

  /// The entries of a path: one of stage 0, or those of a conflict.
  package func entries(named name: [UInt8]) throws(GitError) -> [IndexEntry] {
    try kept(base.entries(named: name)).map(\.entry) + added[places(of: name)]
  }

  /// Makes a path a file with this content; what stood in its way (a file where a folder has to be) is dropped.
  ///
  /// A path that is in conflict is left to the user.
  package mutating func set(_ new: IndexEntry) throws(GitError) {
    let name = new.name
    let found = try base.entries(named: name)
    let current = kept(found)
    let places = places(of: name)
    guard !current.contains(where: { $0.entry.stage != 0 }), !added[places].contains(where: { $0.stage != 0 }) else {
      return
    }
    file.trees?.forget(name[...])
    var entry = new
    if let (position, old) = current.first {
      entry.inherit(from: old)
      replaced[position] = entry
    } else if !places.isEmpty {
      entry.inherit(from: added[places.lowerBound])
      added[places.lowerBound] = entry
    } else {
      try removeFolder(name)
      for end in name.indices where name[end] == UInt8(ascii: "/") { try remove(Array(name[..<end])) }
      if let gone = found.first(where: { $0.entry.stage == 0 }) {
        deleted.remove(gone.position)
        replaced[gone.position] = entry
      } else {
        added.insert(entry, at: self.places(of: name).lowerBound)
      }
    }
  }

  /// Drops a path, unless it is in conflict.
  package mutating func remove(_ name: [UInt8]) throws(GitError) {
    for (position, entry) in kept(try base.entries(named: name)) where entry.stage == 0 { drop(position, name) }
    for place in places(of: name).reversed() where added[place].stage == 0 { drop(added: place) }
  }

  /// Makes git look into every file that may have changed within the tick of the clock in which the index was written.
  ///
  /// Git compares a file's time with that of the index to know that it cannot trust an entry; a newer index would
  /// make it trust these. A size of 0 tells it not to (git's `racy-git`).
  package mutating func distrust(since time: Int64) throws(GitError) {
    func isSuspect(_ entry: IndexEntry) -> Bool { entry.stage == 0 && entry.size != 0 && entry.modification >= time }
    for place in added.indices where isSuspect(added[place]) { added[place].size = 0 }
    for (position, entry) in replaced where isSuspect(entry) { replaced[position]?.size = 0 }
    for (position, entry) in try base.suspects(since: time)
    where !deleted.contains(position) && replaced[position] == nil {
      var entry = entry
      entry.size = 0
      replaced[position] = entry
    }
  }

  /// Drops what is below a folder.
  private mutating func removeFolder(_ folder: [UInt8]) throws(GitError) {
    let prefix = folder + [UInt8(ascii: "/")]
    for (position, entry) in kept(try base.entries(below: prefix)) where entry.stage == 0 { drop(position, entry.name) }
    let first = firstPlace { !$0.name.lexicographicallyPrecedes(prefix) }
    let end = added[first...].firstIndex { !$0.name.starts(with: prefix) } ?? added.endIndex
    for place in (first..<end).reversed() where added[place].stage == 0 { drop(added: place) }
  }

  private mutating func drop(_ position: Int, _ name: [UInt8]) {
    deleted.insert(position)
    replaced[position] = nil
    file.trees?.forget(name[...])
  }

  private mutating func drop(added place: Int) {
    file.trees?.forget(added[place].name[...])
    added.remove(at: place)
  }

  /// The entries that are not deleted, each as it is now.
  private func kept(_ entries: [(position: Int, entry: IndexEntry)]) -> [(position: Int, entry: IndexEntry)] {
    entries.filter { !deleted.contains($0.position) }.map { position, entry in
      guard var current = replaced[position] else { return (position, entry) }
      current.name = entry.name
      return (position, current)
    }
  }

  /// Where the new entries of a path are, or would be.
  private func places(of name: [UInt8]) -> Range<Int> {
    let first = firstPlace { !$0.name.lexicographicallyPrecedes(name) }
    return first..<(added[first...].firstIndex { $0.name != name } ?? added.endIndex)
  }

  private func firstPlace(where isReached: (IndexEntry) -> Bool) -> Int {
    var (low, high) = (0, added.count)
    while low < high {
      let middle = (low + high) / 2
      if isReached(added[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
