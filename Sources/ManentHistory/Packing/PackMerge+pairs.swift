extension PackMerge {
  /// Two versions of one thing.
  struct Pair {
    var former: Int
    var newer: Int
  }

  /// The versions of one thing among the items, the newest first: found by comparing each commit with its parents.
  func pairs(reading objects: borrowing GitObjects) throws(HistoryError) -> [Pair] {
    var trees = TreePairs()
    var pairs: [Pair] = []
    for place in try commitsInOrder(reading: objects) {
      guard let commit = Self.commit(items[place].id, in: objects) else { continue }
      for parent in commit.parents.prefix(2) {
        if let former = places[parent] { pairs.append(Pair(former: former, newer: place)) }
        guard let tree = Self.commit(parent, in: objects)?.tree else { continue }
        for (former, newer) in trees.pairs(tree, commit.tree, in: objects) {
          if let former = places[former], let newer = places[newer] { pairs.append(Pair(former: former, newer: newer)) }
        }
      }
    }
    return pairs
  }

  /// The commits, each before its parents.
  private func commitsInOrder(reading objects: borrowing GitObjects) throws(HistoryError) -> [Int] {
    var parents: [Int: [Int]] = [:]
    var children: [Int: Int] = [:]
    let known = Set(commits)
    for place in commits {
      let found = Self.commit(items[place].id, in: objects)?.parents.compactMap { places[$0] } ?? []
      parents[place] = found.filter { known.contains($0) }
      for parent in parents[place] ?? [] { children[parent, default: 0] += 1 }
    }
    var ready = commits.filter { children[$0] == nil }
    var order: [Int] = []
    while let place = ready.popLast() {
      order.append(place)
      for parent in parents[place] ?? [] {
        children[parent, default: 1] -= 1
        if children[parent] == 0 { ready.append(parent) }
      }
    }
    return order
  }

  /// A commit; `nil` when it is not there (the history is shallow or partial) or damaged: then it says nothing.
  private static func commit(_ id: ObjectID, in objects: borrowing GitObjects) -> CommitText? {
    try? objects.read(id, as: .commit) { bytes throws(HistoryError) in try CommitText(bytes, of: id) }
  }
}

/// Finds what takes the place of what between two trees.
struct TreePairs {
  /// Folders nested deeper than this are not looked into.
  private static let deepest = 100
  /// The trees that were read last: those of a commit are those of the next one's parent.
  private var known: [ObjectID: [TreeEntry]] = [:]

  /// The trees and files that have other contents in the newer tree, with both.
  mutating func pairs(
    _ former: ObjectID, _ newer: ObjectID, in objects: borrowing GitObjects
  ) -> [(former: ObjectID, newer: ObjectID)] {
    var found: [(ObjectID, ObjectID)] = []
    var waiting = [(former, newer, 0)]
    while let (former, newer, depth) = waiting.popLast() {
      guard former != newer, depth < Self.deepest else { continue }
      found.append((former, newer))
      let after = entries(of: newer, in: objects)
      let before = entries(of: former, in: objects)
      // Both are in git's order, in which most entries stand at about the same place.
      var position = 0
      for entry in after {
        while position < before.count, TreeEntry.inOrder(before[position], entry) { position += 1 }
        guard position < before.count else { break }
        let other = before[position]
        guard other.name == entry.name, other.id != entry.id, other.isFolder == entry.isFolder else { continue }
        if entry.isFolder {
          waiting.append((other.id, entry.id, depth + 1))
        } else if entry.mode.isFile, other.mode.isFile {
          found.append((other.id, entry.id))
        }
      }
    }
    return found
  }

  private mutating func entries(of tree: ObjectID, in objects: borrowing GitObjects) -> [TreeEntry] {
    if let entries = known[tree] { return entries }
    let entries = try? objects.read(tree, as: .tree) { bytes throws(HistoryError) in
      try TreeText.entries(bytes, of: tree)
    }
    if known.count > 500 { known = [:] }
    known[tree] = entries ?? []
    return entries ?? []
  }
}
