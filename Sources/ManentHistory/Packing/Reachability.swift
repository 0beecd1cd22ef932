internal import ManentCore
internal import ManentGit

/// The objects that can be reached from some.
struct Reachability {
  /// What was found so far.
  private(set) var found: Set<ObjectID> = []
  private let shallow: Set<ObjectID>

  /// Nothing yet, in a history that ends at some commits.
  init(shallow: Set<ObjectID>) { self.shallow = shallow }

  /// Takes in an object and all that it leads to; one that is not there is an error, so that nothing is taken for
  /// unneeded only because the way to it is damaged.
  mutating func walk(from tip: ObjectID, in objects: borrowing GitObjects) throws(GitError) {
    var waiting = [tip]
    while let id = waiting.popLast() {
      guard found.insert(id).inserted else { continue }
      try Interruption.checkInGit()
      switch try objects.object(id) {
      case .blob: break
      case .tag(let target): waiting.append(target)
      case .commit(let commit):
        waiting.append(commit.tree)
        if !shallow.contains(id) { waiting += commit.parents }
      case .tree(let entries):
        for entry in entries {
          if entry.isFolder {
            waiting.append(entry.id)
          } else if entry.mode.value & 0o170000 != 0o160000, !found.contains(entry.id) {
            guard objects.contains(entry.id) else {
              throw GitError(.missing, "walk", reason: "blob \(entry.id)")
            }
            found.insert(entry.id)
          }
        }
      }
    }
  }
}

extension GitObjects {
  /// An object of any kind, as far as it leads to others.
  func object(_ id: ObjectID) throws(GitError) -> Object {
    switch kind(of: id) {
    case nil: throw GitError(.missing, "walk", reason: "object \(id)")
    case .blob: return .blob
    case .tree:
      return .tree(try read(id, as: .tree) { bytes throws(GitError) in try TreeText.entries(bytes, of: id) })
    case .commit:
      return .commit(try read(id, as: .commit) { bytes throws(GitError) in try CommitText(bytes, of: id) })
    case .tag:
      let target = try read(id, as: .tag) { bytes throws(GitError) in
        ObjectID(String(decoding: bytes.prefix(47), as: UTF8.self).dropFirst(7))
      }
      guard let target else { throw GitError(.damaged, "read tag", reason: "tag \(id) names no object") }
      return .tag(target)
    }
  }

  /// An object as far as it leads to others.
  enum Object {
    case blob
    case tree([TreeEntry])
    case commit(CommitText)
    case tag(ObjectID)
  }
}
