package import ManentCore

/// Finds the files that differ between two trees; folders that are equal are not looked into.
package struct TreeComparison {
  /// Folders nested deeper than this are the work of somebody who wants to see a program fall over.
  private static let deepest = 1000
  /// More files than this are in no repository: a few trees that name each other's contents many times.
  private static let most = 5_000_000

  package private(set) var changes: [PathChange] = []
  /// What each of the changed files held before, in the same order.
  package private(set) var contentsBefore: [BlobID?] = []
  private var depth = 0

  /// A comparison that has found nothing yet.
  package init() {}

  /// Compares two trees, either of which may be absent, and notes each difference with `path` in front.
  package mutating func compare(
    _ old: ObjectID?, _ new: ObjectID?, below path: String = "", in objects: borrowing GitObjects
  ) throws(GitError) {
    guard old != new else { return }
    guard depth < Self.deepest else {
      throw GitError(.damaged, "compare trees", reason: "folders are nested more than \(Self.deepest) deep")
    }
    guard changes.count < Self.most else {
      throw GitError(.damaged, "compare trees", reason: "more than \(Self.most) files differ")
    }
    try Interruption.checkInGit()
    depth += 1
    defer { depth -= 1 }
    let before = try entries(of: old, in: objects)
    let after = try entries(of: new, in: objects)
    var (left, right) = (0, 0)
    while left < before.count || right < after.count {
      let (was, becomes) = (before[safely: left], after[safely: right])
      // Entries are paired by their names in git's order, in which a file and a folder of one name are two.
      if let was, becomes.map({ TreeEntry.inOrder(was, $0) }) ?? true {
        try note(was, nil, below: path, in: objects)
        left += 1
      } else if let becomes, was.map({ TreeEntry.inOrder(becomes, $0) }) ?? true {
        try note(nil, becomes, below: path, in: objects)
        right += 1
      } else {
        if was != becomes { try note(was, becomes, below: path, in: objects) }
        left += 1
        right += 1
      }
    }
  }

  private mutating func note(
    _ was: TreeEntry?, _ becomes: TreeEntry?, below path: String, in objects: borrowing GitObjects
  ) throws(GitError) {
    guard let name = (becomes ?? was)?.name else { return }
    let full = path + String(decoding: name, as: UTF8.self)
    if was?.isFolder ?? becomes?.isFolder == true {
      return try compare(was?.id, becomes?.id, below: full + "/", in: objects)
    }
    // Links and submodules are nothing of Manent's: one that takes the place of a file deletes it.
    let old = was.flatMap { $0.mode.isFile ? $0 : nil }
    let new = becomes.flatMap { $0.mode.isFile ? $0 : nil }
    guard let kind: PathChange.Kind = new == nil ? old == nil ? nil : .deleted : old == nil ? .added : .modified else {
      return
    }
    changes.append(PathChange(path: full, kind: kind, blob: new?.id.blob))
    contentsBefore.append(old?.id.blob)
  }

  private func entries(of tree: ObjectID?, in objects: borrowing GitObjects) throws(GitError) -> [TreeEntry] {
    guard let tree else { return [] }
    return try objects.read(tree, as: .tree) { bytes throws(GitError) in try TreeText.entries(bytes, of: tree) }
  }
}

extension Array {
  fileprivate subscript(safely index: Int) -> Element? { index < count ? self[index] : nil }
}
